"""How an answer is read: tidied first, then checked, each refusal a whole sentence."""

from __future__ import annotations

import re
from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext as _
from wtforms import Field, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import StopValidation, ValidationError

from web.forms import TidyForm, line, lines

PHONE = re.compile(r"\+?\d{8,15}")


class Told:
    """The question needs an answer of at least ``minimum`` characters."""

    def __init__(self, sentence: str, minimum: int = 1) -> None:
        self.sentence, self.minimum = sentence, minimum

    def __call__(self, form: Any, field: Field) -> None:
        """Stop with the sentence when the answer is missing or too short."""
        if not field.data:
            raise StopValidation(self.sentence)
        if len(field.data) < self.minimum:
            sentence = _("Tulis sedikit lebih lengkap, minimal %(n)s karakter.", n=self.minimum)
            raise StopValidation(sentence)


class AtMost:
    """The answer has room, and says by how much it was exceeded."""

    def __init__(self, maximum: int) -> None:
        self.maximum = maximum

    def __call__(self, form: Any, field: Field) -> None:
        """Refuse what is longer."""
        over = len(field.data or "") - self.maximum
        if over > 0:
            raise ValidationError(_("Anda menulis %(n)s karakter terlalu banyak.", n=over))


class OneOf:
    """The answer must be one the question offered; otherwise the sentence says what to choose."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence

    def __call__(self, form: Any, field: Field) -> None:
        """Refuse an answer the question did not offer."""
        if field.data not in {option.value for option in field.choices} - {""}:
            raise StopValidation(self.sentence)


def reachable(form: Any, field: Field) -> None:
    """Refuse what is neither an e-mail address nor a telephone number."""
    text = field.data
    if not text:
        return
    if "@" not in text:
        if not PHONE.fullmatch(re.sub(r"[\s().-]", "", text)):
            raise ValidationError(_("Tulis nomor HP yang benar, misalnya 0812 3456 7890."))
        return
    try:
        field.data = validate_email(text, check_deliverability=False).normalized
    except EmailNotValidError as error:
        sentence = _("Tulis alamat email lengkap, misalnya nama@contoh.com.")
        raise ValidationError(sentence) from error


def choice(kind: type[Field], question: str, refusal: str, choices: Any = (), **more: Any) -> Any:
    """A question with offered answers; ``refusal`` meets another answer, or none."""
    return kind(question, [OneOf(refusal)], choices=list(choices), validate_choice=False, **more)


class AnswerForm(TidyForm):
    """A form whose texts are tidied; ``OPTIONAL`` names the questions one may skip."""

    OPTIONAL: frozenset[str] = frozenset()
    # A private form leaves nothing in the browser's memory of past answers.
    PRIVATE = False

    class Meta(TidyForm.Meta):
        """Tidy every text before it is checked or shown again."""

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Field:
            """Give each text its filter."""
            if issubclass(unbound_field.field_class, TextAreaField):
                options["filters"] = [lines]
            elif issubclass(unbound_field.field_class, StringField | SelectField):
                options["filters"] = [line]
            bound: Field = unbound_field.bind(form=form, **options)
            if form.PRIVATE and not issubclass(unbound_field.field_class, RadioField):
                bound.render_kw = {**(bound.render_kw or {}), "autocomplete": "off"}
            return bound
