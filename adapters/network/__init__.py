"""Who is asking, without knowing who it is: keyed hashes of networks, in memory only."""

from __future__ import annotations

import hashlib
import ipaddress
import secrets

from flask import request

# Made anew at each start and never written down: yesterday's key opens nothing.
_key = secrets.token_bytes(32)


def network_key() -> str:
    """A name for the asking network that cannot be turned back into an address."""
    return blurred(request.remote_addr or "")


def blurred(address: str) -> str:
    """``address`` (a v6 one by its /64) hashed under this process's own key."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        parsed = ipaddress.ip_address("0.0.0.0")  # noqa: S104 - a name for "unknown"
    prefix = 64 if parsed.version == 6 else 32
    network = ipaddress.ip_network((parsed, prefix), strict=False)
    return hashlib.blake2b(str(network).encode(), key=_key, digest_size=16).hexdigest()
