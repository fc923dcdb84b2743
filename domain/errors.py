"""What a rule says when it refuses. The web gives each its status and its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


class NotAllowedNow(Exception):
    """The act is not open from the present state (409)."""


class Stale(Exception):
    """Somebody changed the row since it was read (409); nothing was written."""


@dataclass(frozen=True)
class Sentence:
    """What a rule says to people: words to translate, and the values that fill their gaps."""

    words: str
    values: Mapping[str, int] = field(default_factory=dict)


class Unacceptable(Exception):
    """An answer breaks a rule (422); ``field`` names the question, ``str()`` the sentence.

    Gaps in the words are written ``%(name)s``; the web fills them after translating.
    """

    def __init__(self, field: str, words: str, **values: int) -> None:
        super().__init__(words % values if values else words)
        self.field = field
        self.sentence = Sentence(words, values)
