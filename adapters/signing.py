"""The log's key: signs heads as signed notes (C2SP signed-note, Ed25519)."""

from __future__ import annotations

import base64
import hashlib
import os
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from flask import Flask

ED25519 = b"\x01"


class NoKey(Exception):
    """There is no key where ``PROOF_KEY_FILE`` says; the message says what to do."""


class NoteSigner:
    """Flask extension: signs with the key in ``PROOF_KEY_FILE``, under the site's name."""

    path: Path
    name: str

    def init_app(self, app: Flask) -> None:
        """Know where the key lies; it is read when something is signed."""
        self.path = Path(app.config["PROOF_KEY_FILE"])
        self.name = urlsplit(app.config["SITE_URL"]).netloc + "/bukti"

    @property
    def exists(self) -> bool:
        """Whether there is a key."""
        return self.path.exists()

    def create(self) -> None:
        """Make a key only this account can read; never over an existing one."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with os.fdopen(os.open(self.path, flags, 0o600), "wb") as file:
            file.write(Ed25519PrivateKey.generate().private_bytes_raw())

    @property
    def private(self) -> Ed25519PrivateKey:
        """The key, or NoKey."""
        try:
            return Ed25519PrivateKey.from_private_bytes(self.path.read_bytes())
        except (OSError, ValueError) as error:
            raise NoKey(f"Restore the log's key at {self.path}, from your backup") from error

    @property
    def public(self) -> bytes:
        """The public key, with its algorithm byte."""
        return ED25519 + self.private.public_key().public_bytes_raw()

    @property
    def number(self) -> bytes:
        """The four bytes a note names its key by."""
        return hashlib.sha256(f"{self.name}\n".encode() + self.public).digest()[:4]

    @property
    def verifier(self) -> str:
        """The public key as people pass it on: ``name+number+base64``."""
        return f"{self.name}+{self.number.hex()}+{base64.b64encode(self.public).decode()}"

    def sign(self, text: str) -> str:
        """``text`` (which ends its last line) as a signed note."""
        block = base64.b64encode(self.number + self.private.sign(text.encode())).decode()
        return f"{text}\n— {self.name} {block}\n"


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the Ed25519 signature holds; the quick way, where a library is at hand."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
