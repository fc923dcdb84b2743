"""What somebody is asked about the own account."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import DataRequired, Length

from web.forms import WordsForm

OLD = {"autocomplete": "current-password", "data-reveal": "", "maxlength": 512}
NEW = {"autocomplete": "new-password", "data-reveal": "", "maxlength": 128}


class AppForm(WordsForm):
    """The first code of a newly joined app."""

    code = StringField(
        _l("Kode 6 angka dari aplikasi"),
        [DataRequired(_l("Tulis kode dari aplikasi Anda.")), Length(max=20)],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": 12},
    )


class PasskeyForm(WordsForm):
    """A new device's name and answer; our script fills the answer in."""

    name = StringField(
        _l("Nama kunci"),
        [DataRequired(_l("Beri nama kunci ini, paling banyak 60 huruf."))],
        render_kw={"autocomplete": "off", "maxlength": 60},
        description=_l("Contoh: Laptop kantor, Ponsel saya."),
    )
    credential = HiddenField(
        validators=[DataRequired(_l("Perangkat belum menjawab. Tekan tombolnya sekali lagi."))]
    )


class PasswordForm(WordsForm):
    """The old password and a new one."""

    password = PasswordField(
        _l("Kata sandi sekarang"),
        [DataRequired(_l("Tulis kata sandi Anda sekarang."))],
        render_kw=OLD,
    )
    new_password = PasswordField(
        _l("Kata sandi baru"),
        [DataRequired(_l("Tulis kata sandi baru."))],
        render_kw=NEW,
        description=_l("Paling sedikit 12 huruf. Beberapa kata acak lebih kuat dan mudah diingat."),
    )


class ConfirmForm(WordsForm):
    """The password once more, or a passkey."""

    password = PasswordField(_l("Kata sandi"), render_kw=OLD)
    credential = HiddenField()
    next = HiddenField()
