"""Forms of the staff rooms: answers tidied, refusals beside their question."""

from __future__ import annotations

import unicodedata
from typing import Any

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, StringField, TextAreaField

from domain.errors import Unacceptable

DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def lines(text: str | None) -> str:
    """``text`` without control and direction marks, trimmed, its line ends plain."""
    plain = unicodedata.normalize("NFC", (text or "").replace("\r\n", "\n").replace("\r", "\n"))
    kept = (c for c in plain if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})
    return "".join(c for c in kept if c not in DIRECTION).strip()


def line(text: str | None) -> str:
    """``text`` tidied, on one line."""
    return " ".join(lines(text).split())


class TidyForm(FlaskForm):
    """A form whose texts are tidied before they are checked or shown again."""

    class Meta(FlaskForm.Meta):
        """Tidy every text."""

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Field:
            """Give each text its filter."""
            if issubclass(unbound_field.field_class, TextAreaField):
                options.setdefault("filters", [lines])
            elif issubclass(unbound_field.field_class, StringField):
                options.setdefault("filters", [line])
            bound: Field = unbound_field.bind(form=form, **options)
            return bound


def blame(form: FlaskForm, refusal: Unacceptable) -> None:
    """Write a refusal beside the question it is about, or above the form."""
    told = _(refusal.sentence.words, **refusal.sentence.values)
    if refusal.field in form:
        form[refusal.field].errors = [*form[refusal.field].errors, told]
    else:
        form.form_errors = [*form.form_errors, told]
