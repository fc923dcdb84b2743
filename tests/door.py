"""What somebody at the door has in hand: an app that shows codes."""

from __future__ import annotations

from passlib.totp import TOTP

from domain.clock import now

# What the app was joined with; stored bare, so that a browser's test can know it too.
APP = "otpauth://totp/KawalAksi:petugas?secret=JBSWY3DPEHPK3PXP&issuer=KawalAksi"


def code_now(later: int = 0) -> str:
    """The code the app shows now, or some seconds later."""
    return TOTP.from_source(APP).generate(time=int(now().timestamp()) + later).token
