"""Who is asking, by a name that only the house's own secret could turn back into a network."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from datetime import UTC, date, datetime

from flask import current_app, request


def network_key() -> str:
    """A name for the asking network that says nothing without the house's own secret."""
    key = key_of(datetime.now(UTC).date(), current_app.config["SECRET_KEY"])
    return blurred(request.remote_addr or "", key)


def key_of(day: date, secret: str) -> bytes:
    """The key of one day: the same in every process, another tomorrow, stored nowhere.

    Whoever knows ``secret`` can make it again, for any day.
    """
    return hmac.digest(secret.encode(), b"network-names|" + day.isoformat().encode(), "sha256")


def blurred(address: str, key: bytes) -> str:
    """``address`` (a v6 one by its /64) hashed under ``key``."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        parsed = ipaddress.ip_address("0.0.0.0")  # noqa: S104 - a name for "unknown"
    prefix = 64 if parsed.version == 6 else 32
    network = ipaddress.ip_network((parsed, prefix), strict=False)
    return hashlib.blake2b(str(network).encode(), key=key, digest_size=16).hexdigest()
