"""Files on their way in: each kept at once, so a wrong answer elsewhere loses none."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from domain.attachments import service as attachments
from domain.attachments.cleaning import MAX_BYTES, shown_name
from domain.errors import Unacceptable
from web.row_ids import row_id


def stage_all(token: str, files: Iterable[FileStorage]) -> list[str]:
    """Keep each file for the form that carries ``token``; one sentence for each refused."""
    problems: list[str] = []
    named = [(file.filename, file) for file in files if file.filename]
    for number, (filename, file) in enumerate(named):
        try:
            if number >= attachments.MAX_FILES:
                raise attachments.too_many()
            # One byte more than allowed tells that there is more.
            attachments.stage(token, filename, file.stream.read(MAX_BYTES + 1))
        except Unacceptable as refusal:
            reason = _(refusal.sentence.words, **refusal.sentence.values)
            problems.append(_("%(name)s: %(reason)s", name=shown_name(filename), reason=reason))
            if number >= attachments.MAX_FILES:
                break  # nobody looks at more of them than a form may carry
    return problems


def unstage(token: str, chosen: str) -> None:
    """Remove the waiting file whose button was pressed; anything else removes nothing."""
    number = row_id(chosen)
    if number is not None:
        attachments.unstage(token, number)
