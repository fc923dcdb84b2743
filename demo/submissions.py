"""What citizens wrote in the last twelve months, as a plan: who, what, and each step's moment."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random
from typing import Any

from demo.institutions import CONTOH, Place
from demo.lives import (
    ANSWER,
    HIDE,
    LIVES,
    NOTE,
    SHOW,
    START,
    VERIFY,
    Calendar,
    Life,
    Step,
    deal,
)
from demo.sentences import Teller, Text, filled, voices
from domain.submissions.kinds import Kind
from domain.submissions.models import Conformity, HowKnown, Identity
from domain.submissions.workflow import ArchiveReason

# Units with an officer all year round: the only ones who can give a case back.
OFFICERS = {
    "tirta-raya": ("DPUPR", "DISDUKCAPIL"),
    "sagara-timur": ("DPUPR",),
    "tata-kelola-contoh": ("DITJEN-LAYANAN",),
}
SPECIAL = {"tata-kelola-contoh": "ITJEN"}
SCENES = {"infrastruktur": "road", "pendidikan": "school", "adminduk": "office"}
PHOTO_EVERY = 29


@dataclass
class Case:
    """One submission still to be sent, and everything that will happen to it."""

    token: str
    kind: Kind
    values: dict[str, Any]
    unit: str
    steps: list[Step]
    says: dict[str, list[str]] = field(default_factory=dict)
    about: str = ""
    wrong_unit: str = ""
    scene: str = ""
    achievement: str = ""
    reason: ArchiveReason = ArchiveReason.TOO_GENERAL
    """Why it is set aside, should it be."""

    def say(self, verb: str) -> str:
        """The next words for a verb; none when nothing needs saying."""
        return self.says[verb].pop(0) if self.says.get(verb) else ""


def plan(place: Place, count: int, calendar: Calendar, dice: Random) -> list[Case]:
    """``count`` cases of one institution: the same dice, the same cases."""
    teller = Teller(place, dice)
    kinds = shares(count)
    dice.shuffle(kinds)
    lives = deal(count, dice)
    cases = []
    for number, (kind, life) in enumerate(zip(kinds, lives, strict=True), 1):
        token = f"peragaan-{place.slug}-{number}"
        cases.append(compose(token, kind, life, teller, calendar))
        if number % PHOTO_EVERY == 0:
            cases[-1].scene = SCENES.get(cases[-1].values["topic"], "water")
    hide_some(cases)
    return cases


def shares(count: int) -> list[Kind]:
    """45 monitorings, 35 proposals and 20 deviation reports of every hundred."""
    watched, proposed = round(count * 0.45), round(count * 0.35)
    reported = count - watched - proposed
    return [Kind.MONITORING] * watched + [Kind.PROPOSAL] * proposed + [Kind.DEVIATION] * reported


def compose(token: str, kind: Kind, life: Life, teller: Teller, calendar: Calendar) -> Case:
    """Tell one text and live one life."""
    dice, slug = teller.dice, teller.place.slug
    if kind is Kind.DEVIATION and "return" in life.verbs:
        life = next(x for x in LIVES if x.ends is life.ends and "return" not in x.verbs)
    text, words = told(kind, teller, taken="return" in life.verbs)
    unit = text.get("unit") or SPECIAL.get(slug, "IRBAN-KHUSUS")
    case = Case(
        token=token,
        kind=kind,
        values=common(text, words) | OWN[kind](text, words, dice) | who(kind, dice),
        unit=unit,
        steps=calendar.steps(life, dice),
        about=text.get("about", ""),
        wrong_unit=next((code for code in OFFICERS[slug] if code != unit), ""),
    )
    case.reason = ArchiveReason(dice.choice(list(voices()["archive"])))
    case.says = sayings(text, words, case.reason, dice)
    embellish(case, calendar, dice)
    return case


def told(kind: Kind, teller: Teller, *, taken: bool) -> tuple[Text, dict[str, str]]:
    """A text of this kind; ``taken`` asks for one that another unit can give back."""
    name = "ministry" if teller.place is CONTOH else kind.value
    officers = OFFICERS[teller.place.slug]
    while True:
        text, words = teller.tell(name)
        fits = text.get("kind", kind.value) == kind.value
        if fits and not (taken and text.get("unit") == officers[-1]):
            return text, words


def common(text: Text, words: dict[str, str]) -> dict[str, Any]:
    """What every kind is asked."""
    return {
        "title": words["title"],
        "body": words["body"],
        "topic": text["topic"],
        "place": f"{words['desa']}, dekat {words['patokan']}",
        "happened": words["kapan"],
    }


def watched(text: Text, _words: dict[str, str], _dice: Random) -> dict[str, Any]:
    """What a monitoring adds."""
    return {"conformity": Conformity(text["conformity"])}


def proposed(text: Text, words: dict[str, str], dice: Random) -> dict[str, Any]:
    """What a proposal adds."""
    seen = ("", "", "Di kabupaten sebelah sudah berjalan.", "Di kota besar sudah biasa.")
    return {
        "change": filled(text["change"], words),
        "beneficiaries": filled(text["beneficiaries"], words),
        "example": dice.choice(seen),
    }


def reported(text: Text, words: dict[str, str], dice: Random) -> dict[str, Any]:
    """What a deviation report adds."""
    return {
        "deviation_type": text["type"],
        "who": filled(text["who"], words),
        "how": filled(text["how"], words),
        "amount": words["uang"] if "{uang}" in text["body"] else "",
        "how_known": dice.choice(list(HowKnown)),
    }


OWN = {Kind.MONITORING: watched, Kind.PROPOSAL: proposed, Kind.DEVIATION: reported}


def who(kind: Kind, dice: Random) -> dict[str, Any]:
    """Whether a name was given, and whether the words may be shown."""
    choices = [Identity.ANONYMOUS] * 4 + [Identity.STAFF_ONLY] * 3 + [Identity.NAMED] * 3
    if kind is Kind.DEVIATION:
        choices = [Identity.ANONYMOUS] * 6 + [Identity.STAFF_ONLY]
    identity = dice.choice(choices)
    shown = {"identity": identity, "may_publish": kind.value != "deviation" and dice.random() < 0.7}
    if identity is Identity.ANONYMOUS:
        return shown
    said = voices()
    number = dice.randint(0, 9999)
    return shown | {
        "name": f"{dice.choice(said['names'])} ({dice.choice(said['jobs'])})",
        "contact": f"0800-0000-{number:04}",
    }


def sayings(
    text: Text, words: dict[str, str], reason: ArchiveReason, dice: Random
) -> dict[str, list[str]]:
    """What staff and citizen write at each step."""
    said = voices()
    answer = (
        dice.choice(said["deviation_answers"]) if "about" in text else filled(text["answer"], words)
    )
    return {
        ANSWER: [answer, dice.choice(said["second_answers"])],
        NOTE: [dice.choice(said["notes"])],
        "ask": [dice.choice(said["questions"])],
        "reply": [dice.choice(said["replies"])],
        "archive": [said["archive"][reason]],
        "refer": [dice.choice(said["refer"])],
        "reopen": [dice.choice(said["reopen"])],
        "return": [dice.choice(said["return"])],
        HIDE: [said["withhold"]],
    }


def embellish(case: Case, calendar: Calendar, dice: Random) -> None:
    """Add an internal note here and there, and show what may be shown."""
    if dice.random() < 0.18:
        insert(case, VERIFY, NOTE, timedelta(minutes=25), calendar)
    if case.values["may_publish"] and dice.random() < 0.7:
        after = ANSWER if any(step.verb == ANSWER for step in case.steps) else START
        insert(case, after, SHOW, timedelta(minutes=12), calendar)


def insert(case: Case, after: str, verb: str, pause: timedelta, calendar: Calendar) -> None:
    """Put ``verb`` shortly after another, if nothing else happened in between."""
    for place, step in enumerate(case.steps):
        if step.verb == after:
            following = case.steps[place + 1 :]
            limit = following[0].at if following else calendar.now
            if step.at + pause < limit:
                case.steps.insert(place + 1, replace(step, verb=verb, at=step.at + pause))
            return


def hide_some(cases: list[Case], every: int = 40) -> None:
    """Take a few shown ones down again."""
    shown = [c for c in cases if any(step.verb == SHOW for step in c.steps)]
    for case in shown[::every]:
        place = next(n for n, step in enumerate(case.steps) if step.verb == SHOW)
        case.steps.insert(place + 1, Step(HIDE, case.steps[place].at + timedelta(minutes=3)))
