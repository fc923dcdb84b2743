"""How a case ends, and the way there: steps counted backwards from its last day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from domain.submissions.workflow import Status
from domain.workdays import add_working_days, is_working_day

# Verbs beside the workflow's own actions.
RECEIVE, NOTE, SHOW, HIDE = "receive", "note", "show", "hide"
VERIFY, ASSIGN, START, ANSWER = "verify", "assign", "start", "answer"
BASE = (RECEIVE, VERIFY, ASSIGN, START, ANSWER)
ASKED = (RECEIVE, VERIFY, "ask", "reply", ASSIGN, START, ANSWER)


@dataclass(frozen=True)
class Life:
    """``share`` of a thousand go this way; the last step fell ``first`` to ``last`` days ago."""

    verbs: tuple[str, ...]
    ends: Status
    share: int
    first: int
    last: int


LIVES = (
    Life((RECEIVE,), Status.RECEIVED, 35, 0, 3),
    Life((RECEIVE,), Status.RECEIVED, 10, 6, 14),
    Life((RECEIVE, VERIFY), Status.IN_TRIAGE, 25, 0, 3),
    Life((RECEIVE, VERIFY), Status.IN_TRIAGE, 10, 7, 15),
    Life((RECEIVE, VERIFY, "ask"), Status.NEEDS_INFO, 30, 1, 9),
    Life((RECEIVE, VERIFY, ASSIGN), Status.ASSIGNED, 35, 0, 5),
    Life((RECEIVE, VERIFY, ASSIGN), Status.ASSIGNED, 12, 10, 20),
    Life((RECEIVE, VERIFY, ASSIGN, START), Status.IN_PROGRESS, 45, 1, 14),
    Life((RECEIVE, VERIFY, ASSIGN, START), Status.IN_PROGRESS, 10, 25, 40),
    Life((RECEIVE, VERIFY, ASSIGN, "return", ASSIGN, START), Status.IN_PROGRESS, 8, 1, 12),
    Life(BASE, Status.RESPONDED, 50, 0, 9),
    Life((*BASE, "reply"), Status.REPORTER_REPLIED, 18, 0, 4),
    Life((*BASE, "reply"), Status.REPORTER_REPLIED, 4, 9, 14),
    Life((*BASE, "close", "reopen"), Status.REOPENED, 10, 0, 5),
    Life((*BASE, "close"), Status.CLOSED, 290, 2, 340),
    Life((*ASKED, "close"), Status.CLOSED, 80, 5, 330),
    Life((*BASE, "reply", ANSWER, "close"), Status.CLOSED, 80, 4, 330),
    Life((*BASE, "lapse"), Status.AUTO_CLOSED, 110, 30, 335),
    Life((RECEIVE, VERIFY, "refer"), Status.REFERRED, 50, 3, 340),
    Life((RECEIVE, VERIFY, "archive"), Status.ARCHIVED, 63, 2, 345),
    Life((RECEIVE, VERIFY, "ask", "lapse"), Status.ARCHIVED, 25, 32, 320),
)


@dataclass(frozen=True)
class Step:
    """One verb at one moment."""

    verb: str
    at: datetime


def deal(count: int, dice: Random) -> list[Life]:
    """``count`` lives in their shares, each at least once, shuffled."""
    whole = sum(life.share for life in LIVES)
    dealt = list(LIVES[: max(0, count)])
    while len(dealt) < count:
        share = [max(0.0, x.share / whole * count - dealt.count(x)) for x in LIVES]
        dealt.append(LIVES[share.index(max(share))])
    dice.shuffle(dealt)
    return dealt


@dataclass(frozen=True)
class Calendar:
    """Office days of one zone, and the present."""

    zone: ZoneInfo
    days_off: Collection[date]
    now: datetime

    def office(self, moment: datetime, dice: Random) -> datetime:
        """A moment in office hours, on that day or the last working day before."""
        day = moment.astimezone(self.zone).date()
        while not is_working_day(day, self.days_off):
            day -= timedelta(days=1)
        hour, minute = dice.randint(8, 14), dice.randint(0, 59)
        return datetime(day.year, day.month, day.day, hour, minute, tzinfo=self.zone)

    def any_hour(self, moment: datetime, dice: Random) -> datetime:
        """A moment people write: mostly after work."""
        day = moment.astimezone(self.zone)
        hour = dice.choice((6, 7, 9, 12, 12, 13, 16, 18, 19, 19, 20, 20, 21, 22))
        return day.replace(hour=hour, minute=dice.randint(0, 59), second=0, microsecond=0)

    def lapse(self, answered: datetime) -> datetime:
        """The morning after the citizen's ten working days."""
        due = add_working_days(answered.astimezone(self.zone).date(), 10, self.days_off)
        after = due + timedelta(days=1)
        return datetime(after.year, after.month, after.day, 1, 5, tzinfo=self.zone)

    def steps(self, life: Life, dice: Random) -> list[Step]:
        """The verbs of a life with their moments, oldest first, none in the future."""
        verbs = list(life.verbs)
        lapses = verbs[-1] == "lapse"
        moment = self.now - timedelta(days=dice.randint(life.first, life.last))
        steps: list[Step] = []
        for verb in reversed(verbs[:-1] if lapses else verbs):
            when = self.any_hour if verb in {RECEIVE, "reply"} else self.office
            found = when(moment, dice)
            limit = steps[-1].at if steps else self.now
            if found >= limit:
                found = limit - timedelta(minutes=dice.randint(7, 200))
            steps.append(Step(verb, found))
            moment = found - timedelta(days=dice.choice(PAUSES[verb]))
        steps.reverse()
        if lapses:
            steps.append(Step("lapse", self.lapse(steps[-1].at)))
        return steps


# Days between a verb and the one before it.
PAUSES = {
    RECEIVE: (0,),
    VERIFY: (0, 1, 1, 2, 3),
    ASSIGN: (0, 0, 1, 1),
    START: (1, 1, 2, 3, 4),
    ANSWER: (2, 3, 4, 6, 8, 11, 15),
    "ask": (0, 1, 2),
    "reply": (1, 2, 3, 5),
    "close": (2, 4, 7, 9),
    "reopen": (6, 12, 20),
    "return": (1, 2),
    "refer": (0, 1, 2),
    "archive": (0, 1, 2),
}
