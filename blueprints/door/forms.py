"""What is asked at the door."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, HiddenField, PasswordField, StringField
from wtforms.validators import DataRequired, Length

from web.forms import WordsForm

ONE_TIME = {"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": 12}
NEW = {"autocomplete": "new-password", "data-reveal": "", "maxlength": 128}


class CodeForm(WordsForm):
    """The six digits of an app."""

    code = StringField(
        _l("Kode 6 angka dari aplikasi"),
        [DataRequired(_l("Tulis kode dari aplikasi Anda.")), Length(max=20)],
        render_kw=ONE_TIME,
    )


class RecoveryForm(WordsForm):
    """One of the codes kept on paper."""

    recovery = StringField(
        _l("Kode cadangan"),
        [DataRequired(_l("Tulis salah satu kode cadangan Anda.")), Length(max=40)],
        render_kw={"autocomplete": "off", "maxlength": 40},
        description=_l("Contoh: 7K4M-2QXD-9FHT-3B6W. Tiap kode hanya bisa dipakai sekali."),
    )


class CredentialForm(WordsForm):
    """A device's answer, filled in by our script."""

    credential = HiddenField(validators=[DataRequired(), Length(max=20000)])
    next = HiddenField()


class EmailForm(WordsForm):
    """Where to send the letter."""

    email = EmailField(
        _l("Alamat email"),
        [DataRequired(_l("Tulis alamat email Anda.")), Length(max=254)],
        render_kw={"autocomplete": "username"},
    )


class NewPasswordForm(WordsForm):
    """A password of one's own choice."""

    password = PasswordField(
        _l("Kata sandi baru"),
        [DataRequired(_l("Tulis kata sandi baru."))],
        render_kw=NEW,
        description=_l("Paling sedikit 12 huruf. Beberapa kata acak lebih kuat dan mudah diingat."),
    )
