"""How long each step may take, in working days, and which rule says so."""

from __future__ import annotations

from dataclasses import dataclass

from domain.submissions.kinds import Kind
from domain.submissions.workflow import Status


@dataclass(frozen=True)
class Deadline:
    """``days`` from entering the status, working days as a rule; ``basis`` stands beside it."""

    days: int
    basis: str
    working: bool = True


VERIFY = Deadline(3, "SP4N-LAPOR!: verifikasi paling lambat 3 hari kerja")
FOLLOW_UP = Deadline(5, "SP4N-LAPOR!: tindak lanjut awal paling lambat 5 hari kerja")
ANSWER = Deadline(14, "PermenPANRB 62/2018: tidak berkadar pengawasan, 14 hari kerja")
OVERSIGHT = Deadline(60, "PermenPANRB 62/2018: berkadar pengawasan, 60 hari kerja")
CITIZEN = Deadline(10, "SP4N-LAPOR!: 10 hari kerja bagi pelapor")

DEADLINES: dict[Status, Deadline] = {
    Status.RECEIVED: VERIFY,
    Status.IN_TRIAGE: VERIFY,
    Status.NEEDS_INFO: CITIZEN,
    Status.ASSIGNED: FOLLOW_UP,
    Status.IN_PROGRESS: ANSWER,
    Status.RESPONDED: CITIZEN,
    Status.REPORTER_REPLIED: FOLLOW_UP,
    Status.REOPENED: FOLLOW_UP,
}
# The citizen's own clock: nobody in the office is late while it runs.
WAITING_FOR_CITIZEN = frozenset({Status.NEEDS_INFO, Status.RESPONDED})


def deadline_for(kind: Kind, status: Status) -> Deadline | None:
    """The clock of ``status`` for ``kind``; None where none runs."""
    if kind is Kind.DEVIATION and status is Status.IN_PROGRESS:
        return OVERSIGHT
    return DEADLINES.get(status)
