"""What a step asks before it may be taken: its reason, its note, a unit that can take the case."""

from __future__ import annotations

from domain.accounts.models import Unit
from domain.errors import Unacceptable
from domain.integrity.readers import may_take
from domain.submissions.kinds import BY_KIND
from domain.submissions.models import Submission
from domain.submissions.workflow import REASONS, WITH_UNIT, ArchiveReason, Transition


def complete(
    step: Transition,
    submission: Submission,
    note: str,
    unit: Unit | None,
    reason: ArchiveReason | None,
) -> None:
    """Refuse a step that lacks its reason, its note or its unit."""
    if step.needs_reason and reason not in REASONS:
        raise Unacceptable("reason", "Pilih alasannya.")
    if step.needs_note and not note:
        raise Unacceptable("note", "Tulis penjelasannya. Warga akan membaca alasannya.")
    if step.needs_unit and unit is None:
        raise Unacceptable("unit", "Pilih unit yang akan menindaklanjuti.")
    if unit is not None:
        refuse_unfit(unit, submission)


def refuse_unfit(unit: Unit, submission: Submission) -> None:
    """Refuse a unit that cannot take the case, or has it already."""
    if unit.id == submission.unit_id and submission.status in WITH_UNIT:
        raise Unacceptable("unit", "Masukan ini sudah ada di unit itu. Pilih unit lain.")
    if unit.institution_id != submission.institution_id:
        raise Unacceptable("unit", "Unit ini bukan bagian dari instansi Anda.")
    if unit.closed_on is not None:
        raise Unacceptable("unit", "Unit ini sudah ditutup. Pilih unit lain.")
    if not (BY_KIND[submission.kind].public or may_take(unit, submission)):
        raise Unacceptable("unit", "Laporan ini menyangkut unit itu. Pilih unit lain.")
