"""What staff are asked. A form asks; the service decides."""

from __future__ import annotations

from textwrap import shorten
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    Form,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import AnyOf, DataRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from blueprints.moderation.wording import BODIES, SENTENCES
from domain.submissions.models import Message
from domain.submissions.workflow import REASONS, Action, ArchiveReason, Transition
from web.forms import line, lines
from web.labels import label
from web.row_ids import row_id

LONGEST = 5000
TOO_LONG = _l("Terlalu panjang. Paling banyak 5.000 huruf.")
SHORT = 200
ONLY_THE_SENDER = _l(
    "Tanpa centang, hanya pengirimnya yang membaca. "
    "Jangan centang bila jawabannya memuat nama atau data pribadi."
)
NOTES = {
    Action.ASK: _l("Apa yang perlu dilengkapi?"),
    Action.ANSWER: _l("Jawaban untuk warga"),
    Action.RETURN: _l("Mengapa bukan wewenang unit ini?"),
    Action.ARCHIVE: _l("Penjelasan untuk warga"),
    Action.REFER: _l("Penjelasan untuk warga"),
    Action.REOPEN: _l("Mengapa dibuka kembali?"),
    Action.ASSIGN: _l("Pesan untuk unit"),
}


def id_or_zero(value: object) -> int:
    """``value`` as the id of a row; 0 is none's."""
    return row_id(value) or 0


def sentence(required: str) -> dict[str, Any]:
    """A text area that must be answered, up to the longest message."""
    return {
        "filters": [lines],
        "validators": [DataRequired(required), Length(max=LONGEST, message=TOO_LONG)],
        "render_kw": {"rows": 5},
    }


class CaseForm(Form):  # type: ignore[misc]
    """A form on the case's page: its names are plain, its ids are its own."""

    version = HiddenField()

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for bound in self:
            bound.id = bound.label.field_id = f"{name}-{bound.name}"

    @property
    def seen(self) -> int:
        """The version of the case its reader had before them."""
        return id_or_zero(self.version.data)


class StepForm(CaseForm):
    """One step of the workflow, with the questions that step asks."""

    action = HiddenField()
    unit = SelectField(_l("Unit tujuan"), coerce=id_or_zero, validate_choice=False)
    reason = SelectField(
        _l("Alasan"),
        validate_choice=False,
        validators=[AnyOf(REASONS, message=_l("Pilih alasannya."))],
    )
    body = SelectField(
        _l("Dirujuk ke"),
        validate_choice=False,
        validators=[AnyOf(list(BODIES), message=_l("Pilih lembaganya."))],
    )
    template = SelectField(_l("Templat jawaban"), coerce=id_or_zero, validate_choice=False)
    note = TextAreaField(
        filters=[lines],
        validators=[Length(max=LONGEST, message=TOO_LONG)],
        render_kw={"rows": 5},
    )
    show = BooleanField(
        _l("Tampilkan jawaban ini untuk umum"),
        description=ONLY_THE_SENDER,
    )

    def __init__(
        self, step: Transition, units: list[tuple[int, str]], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, name=step.action.value, **kwargs)
        self.step = step
        self.is_open = False
        self.action.data = step.action.value
        self.unit.choices = [(0, _("Pilih unit")), *units]
        self.reason.choices = [("", _("Pilih alasan")), *((code, label(code)) for code in REASONS)]
        self.body.choices = [("", _("Pilih lembaga")), *BODIES.items()]
        self.note.label.text = NOTES.get(step.action, "")
        if step.needs_reason:
            self.note.description = _("Kosongkan untuk memakai kalimat baku alasan itu.")
        elif step.tells:
            self.note.description = _("Warga akan membaca tulisan ini.")
        for name in {"unit", "reason", "body", "template", "note"} - set(self.asked):
            del self[name]

    def offer_showing(self, *, offered: bool) -> None:
        """Ask whether everyone may read the answer; else there is no question."""
        if not offered:
            del self.show

    def offer_templates(self, templates: list[tuple[int, str]]) -> None:
        """Offer ready answers; without any there is no question."""
        if templates:
            self.template.choices = [(0, _("Pilih templat")), *templates]
        else:
            del self.template

    def suggest(self, unit_id: int, words: str) -> None:
        """Have a unit chosen already; a choice made by hand stays."""
        self.unit.description = words
        if not self.unit.data:
            self.unit.data = unit_id

    @property
    def asked(self) -> list[str]:
        """The names of the questions this step asks, in order."""
        step = self.step
        wanted = {
            "unit": step.needs_unit,
            "reason": step.needs_reason,
            "body": step.action is Action.REFER,
            "template": step.action is Action.ANSWER,
            "note": step.needs_note or step.needs_unit,
        }
        return [name for name, asked in wanted.items() if asked and name in self]

    @property
    def why(self) -> ArchiveReason | None:
        """The reason chosen, where the step asks for one."""
        return ArchiveReason(self.reason.data) if "reason" in self else None

    @property
    def shows(self) -> bool:
        """Whether everyone shall read the words, where that may be chosen."""
        return "show" in self and bool(self.show.data)

    @property
    def message(self) -> str:
        """What goes with the step: the words typed, or those the choice stands for."""
        note = self.note.data if "note" in self else ""
        if self.why and not note:
            return str(SENTENCES[self.why])
        if "body" in self and self.body.data != "other":
            where = _("Kami rujuk ke %(body)s.", body=BODIES[self.body.data])
            return f"{where} {note}".strip()
        return note


class NoteForm(CaseForm):
    """An internal note."""

    body = TextAreaField(_l("Catatan internal"), **sentence(_l("Tulis catatannya.")))


class PublishForm(CaseForm):
    """The public wording: the citizen's own, without what points at a person."""

    title = StringField(
        _l("Judul untuk umum"),
        filters=[line],
        validators=[
            DataRequired(_l("Tulis judulnya.")),
            Length(max=150, message=_l("Judul paling banyak 150 huruf.")),
        ],
    )
    body = TextAreaField(
        _l("Isi untuk umum"),
        description=_l("Hapus nama orang, nomor telepon, alamat rumah, dan nomor kendaraan."),
        **sentence(_l("Tulis isinya.")),
    )
    answers = SelectMultipleField(
        _l("Jawaban yang ikut tampil"),
        coerce=id_or_zero,
        widget=ListWidget(),
        option_widget=CheckboxInput(),
        description=ONLY_THE_SENDER,
    )

    def offer_answers(self, messages: list[Message]) -> None:
        """List the answers given so far that not everyone reads yet; without any, no question."""
        hidden = [message for message in messages if not message.is_public]
        if hidden:
            self.answers.choices = [(row.id, shorten(row.body, SHORT)) for row in hidden]
        else:
            del self.answers

    @property
    def shown(self) -> list[int]:
        """The answers everyone shall read, by id."""
        return self.answers.data if "answers" in self else []


class WithholdForm(CaseForm):
    """Why the public wording is taken down."""

    reason = TextAreaField(
        _l("Alasan diturunkan"),
        description=_l("Warga akan membaca tulisan ini."),
        **sentence(_l("Tulis alasannya. Warga akan membacanya.")),
    )
