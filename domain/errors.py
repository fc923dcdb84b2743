"""What a rule says when it refuses. The web gives each its status and its page."""

from __future__ import annotations


class NotAllowedNow(Exception):
    """The act is not open from the present state (409)."""


class Stale(Exception):
    """Somebody changed the row since it was read (409); nothing was written."""


class Unacceptable(Exception):
    """An answer breaks a rule (422); ``field`` names the question, ``str()`` the sentence."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
