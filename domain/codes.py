"""Ticket numbers, which open nothing, and secret codes, which open one submission.

The code is 19 random Crockford base-32 characters (95 bits) and one check character.
It is derived from the form's one-time token, so a form sent twice shows one receipt,
and kept only as a hash: 95 bits are out of reach of any guessing.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from stdnum import luhn

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 20
GROUP = 5
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


def ticket_number(letter: str) -> str:
    """A number safe to say aloud, such as ``U-7K4M-2QXD``; it carries no order."""
    text = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{letter}-{text[:4]}-{text[4:]}"


def code_from(token: str, secret: str) -> str:
    """The secret code of the form that carried ``token``; the same form, the same code."""
    digest = hmac.digest(secret.encode(), b"receipt-code|" + token.encode(), "sha256")
    body = "".join(ALPHABET[byte % 32] for byte in digest[: LENGTH - 1])
    return body + luhn.calc_check_digit(body, ALPHABET)


def normalised(typed: str) -> str:
    """What was typed, as a code: case, spaces, dashes and misread letters forgiven."""
    kept = "".join(c for c in typed.upper() if c.isalnum())
    return kept.translate(MISREAD)


def grouped(code: str) -> str:
    """The code as people read it: ``QRA5T-C6R33-C7SAW-RJFYD``."""
    return "-".join(code[i : i + GROUP] for i in range(0, len(code), GROUP))


def lookup(code: str) -> str:
    """What the database keeps instead of the code."""
    return hashlib.blake2b(code.encode(), person=b"receipt-lookup", digest_size=32).hexdigest()


def token_hash(token: str) -> str:
    """What the database keeps instead of a form's one-time token."""
    return hashlib.blake2b(token.encode(), person=b"form-token", digest_size=32).hexdigest()
