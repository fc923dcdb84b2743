"""Ready answers at a case: which are offered, and the words one puts into the form."""

from __future__ import annotations

from collections.abc import Mapping

from domain.administration.templates import filled, templates_of
from domain.submissions.models import Submission
from web.filters import tanggal


def offered(submission: Submission) -> list[tuple[int, str]]:
    """The ready answers for a case of this kind, by name."""
    found = templates_of(submission.institution_id, submission.kind)
    return [(template.id, template.title) for template in found]


def words_of(submission: Submission, template_id: int, topics: Mapping[str, str]) -> str:
    """A ready answer with its gaps filled from the case; empty where none was chosen."""
    found = templates_of(submission.institution_id, submission.kind)
    template = next((row for row in found if row.id == template_id), None)
    if template is None:
        return ""
    institution = submission.institution
    values = {
        "nomor": submission.reference,
        "judul": submission.title,
        "unit": submission.unit.name if submission.unit else institution.name,
        "instansi": institution.name,
        "topik": topics.get(submission.topic, submission.topic),
        "tanggal_masuk": tanggal(submission.received_at, institution.timezone),
        "tanggal_janji": tanggal(submission.due_on) if submission.due_on else "",
    }
    return filled(template.body, values)


def joined(typed: str, ready: str) -> str:
    """What was typed with the ready words below it."""
    return "\n\n".join(part for part in (typed.strip(), ready) if part)
