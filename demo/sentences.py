"""Hand-written texts, and the dice that make each of their uses its own."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from demo.institutions import Place

FOLDER = Path(__file__).parent / "texts"
Text = dict[str, Any]


@cache
def texts(name: str) -> tuple[Text, ...]:
    """The texts of one file."""
    return tuple(tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["text"])


@cache
def voices() -> dict[str, Any]:
    """Openings, closings, questions, replies and names."""
    return tomllib.loads((FOLDER / "voices.toml").read_text(encoding="utf-8"))


def slots(place: Place, dice: Random) -> dict[str, str]:
    """One throw of places, times and amounts; title, text and answer share it."""
    said = voices()
    return {
        "desa": dice.choice(place.villages),
        "kec": dice.choice(place.districts),
        "jalan": dice.choice(place.roads),
        "patokan": dice.choice(said["landmarks"]),
        "kapan": dice.choice(said["when"]),
        "sejak": dice.choice(said["since"]),
        "n": str(dice.randint(3, 9)),
        "puluh": str(dice.randint(2, 9) * 10 + dice.choice((0, 0, 5))),
        "jam": str(dice.randint(6, 11)),
        "uang": f"Rp{dice.choice((20, 30, 50, 75, 100, 150, 200, 300, 500, 750))}.000",
    }


def filled(words: str, values: dict[str, str]) -> str:
    """``words`` with its slots filled; every sentence begins with a capital."""
    sentences = words.format_map(values).split(". ")
    return ". ".join(s[:1].upper() + s[1:] for s in sentences)


class Teller:
    """Tells each text in turn, never twice in the same words."""

    def __init__(self, place: Place, dice: Random) -> None:
        self.place, self.dice = place, dice
        self.titles: set[str] = set()
        self.bodies: set[str] = set()
        self.decks: dict[str, list[Text]] = {}

    def draw(self, name: str) -> Text:
        """The next text of a shuffled file; every one is used before any returns."""
        if not self.decks.get(name):
            deck = list(texts(name))
            self.dice.shuffle(deck)
            self.decks[name] = deck
        return self.decks[name].pop()

    def tell(self, name: str) -> tuple[Text, dict[str, str]]:
        """A text and its filled title, body and answer."""
        text = self.draw(name)
        closings = voices()["deviation_closings" if "about" in text else "closings"]
        while True:
            values = slots(self.place, self.dice)
            title = filled(text["title"], values)
            told = f"{filled(text['body'], values)} {self.dice.choice(closings)}".strip()
            if told not in self.bodies:
                break
        for more in ("desa", "patokan", "n"):
            if title in self.titles:
                title = f"{title} ({values[more]})"
        self.titles.add(title)
        self.bodies.add(told)
        return text, values | {"title": title, "body": told}
