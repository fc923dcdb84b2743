"""Forms: answers tidied, refusals beside their question."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from wtforms import Field, FileField, StringField, TextAreaField

from domain.errors import Unacceptable

# Marks that turn the reading direction: in a queue they would make a text lie.
DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
NEWLINES = re.compile(r"\r\n?|[\u0085\u2028\u2029\v\f]")


def lines(text: object) -> str:
    """``text`` without control and direction marks, trimmed, its line ends plain."""
    words = text if isinstance(text, str) else ""
    plain = unicodedata.normalize("NFC", NEWLINES.sub("\n", words))
    kept = (c for c in plain if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})
    return "".join(c for c in kept if c not in DIRECTION).strip()


def line(text: object) -> str:
    """``text`` tidied, on one line."""
    return " ".join(lines(text).split())


class WordsForm(FlaskForm):  # type: ignore[misc]
    """A form that words alone answer, as they were typed; files and JSON answer nothing."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """Read words only."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """What the request's form says, and nothing else of the request."""
            wrapped = super().wrap_formdata(form, formdata)
            return wrapped if wrapped is None or wrapped is formdata else request.form


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

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Words answer questions for words, files those for files; JSON answers none."""
            wrapped = super().wrap_formdata(form, formdata)
            if wrapped is None or wrapped is formdata:
                return wrapped
            asked = {
                name
                for name, unbound in type(form)._unbound_fields or ()
                if issubclass(unbound.field_class, FileField)
            }
            sent = request.files.items(multi=True)
            files = MultiDict((name, file) for name, file in sent if name in asked)
            return CombinedMultiDict([files, request.form])


def blame(form: FlaskForm, refusal: Unacceptable) -> None:
    """Write a refusal beside the question it is about, or above the form."""
    told = _(refusal.sentence.words, **refusal.sentence.values)
    if refusal.field in form:
        form[refusal.field].errors = [*form[refusal.field].errors, told]
    else:
        form.form_errors = [*form.form_errors, told]
