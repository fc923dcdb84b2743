"""What an administrator is asked. A form asks; the service decides."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from domain.accounts.models import InstitutionKind, PositionStatus
from domain.administration.institutions import ZONES
from domain.policy import GIVEN_WITHIN, Role
from domain.reference.models import OWN_HOLIDAY, WORKING
from domain.submissions.kinds import Kind
from web.filters import ZONES as ZONE_WORDS
from web.forms import TidyForm
from web.labels import label
from web.row_ids import row_id

TABLE = {"accept": ".csv,.xlsx,text/csv"}


def room(most: int) -> Length:
    """At most this many letters."""
    return Length(max=most, message=_l("Paling banyak %(max)d huruf."))


def pick(words: str, **more: Any) -> SelectField:
    """A list to choose from; what was not offered is refused in plain words."""
    return SelectField(words, validate_choice=False, **more)


class UnitField(SelectField):
    """A unit to choose from a list, or none; what is no row's id is an error, never none."""

    def __init__(self, words: str, **more: Any) -> None:
        super().__init__(words, coerce=row_id, validate_choice=False, **more)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the choice in."""
        chosen = valuelist[0] if valuelist else ""
        self.data = row_id(chosen)
        if chosen and self.data is None:
            raise ValueError(_("Pilih unit dari daftar."))


class VersionedForm(TidyForm):
    """A form that knows which version its reader had before them."""

    version = IntegerField(widget=HiddenInput(), default=0)

    @property
    def seen(self) -> int:
        """The version the form was made from; nobody's when it was tampered with."""
        return self.version.data or 0


class HouseForm(VersionedForm):
    """Who an institution is and how it is reached."""

    name = StringField(_l("Nama instansi"), [room(160)])
    kind = pick(_l("Jenis instansi"))
    region = StringField(
        _l("Wilayah"),
        [room(100)],
        description=_l("Misalnya Kabupaten Cilacap atau 33.01. Kosongkan untuk kementerian."),
    )
    timezone = pick(_l("Zona waktu"))
    contact = TextAreaField(
        _l("Alamat dan jam layanan"),
        [room(500)],
        description=_l("Tampil untuk warga di halaman Tentang."),
        render_kw={"rows": 3},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = [SelectChoice(k.value, label(k)) for k in InstitutionKind]
        self.timezone.choices = [SelectChoice(zone, ZONE_WORDS[zone]) for zone in ZONES]


class IdentityForm(HouseForm):
    """The same, with what a house already standing may have."""

    emergency_number = StringField(_l("Nomor darurat"), [room(20)])
    data_protection_contact = StringField(
        _l("Kontak pelindung data pribadi"),
        [room(200)],
        description=_l("Nama jabatan dan cara menghubunginya. Tampil di halaman Tentang."),
    )


class OpenForm(HouseForm):
    """A new house and who looks after it first."""

    slug = StringField(
        _l("Nama pendek di alamat situs"),
        [room(60)],
        description=_l("Huruf kecil dan tanda hubung. Kosongkan supaya dibuat dari nama."),
    )
    person = StringField(_l("Nama administrator pertama"), [room(120)])
    email = StringField(
        _l("Alamat email administrator"),
        [room(254)],
        render_kw={"type": "email", "autocomplete": "email"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = [SelectChoice("", _("Pilih jenis")), *self.kind.choices]
        self.timezone.choices = [SelectChoice("", _("Sesuai wilayah")), *self.timezone.choices]


class SettingsForm(VersionedForm):
    """Which kinds are taken in, whether citizens are asked to publish, and the welcome."""

    welcome = TextAreaField(
        _l("Kata sambutan di beranda"),
        [room(600)],
        description=_l("Satu atau dua kalimat untuk warga. Boleh kosong."),
        render_kw={"rows": 3},
    )
    asks_to_publish = BooleanField(_l("Tanyakan izin tayang kepada warga"))


def kinds_form() -> type[SettingsForm]:
    """The settings' form with two questions for each kind: is it open, and if not why."""
    asked: dict[str, Any] = {}
    for kind in Kind:
        asked[f"open_{kind.value}"] = BooleanField(_l("Dibuka"))
        asked[f"notice_{kind.value}"] = StringField(
            _l("Bila ditutup: alasan dan ke mana warga bisa menyampaikan"), [room(300)]
        )
    return type("KindsForm", (SettingsForm,), asked)


class UnitForm(VersionedForm):
    """One unit."""

    code = StringField(
        _l("Kode"),
        [room(40)],
        description=_l("Singkat dan tetap, misalnya DPUPR. Kode tidak bisa diubah lagi."),
    )
    name = StringField(_l("Nama unit"), [room(160)])
    kind = StringField(
        _l("Jenis"), [room(40)], description=_l("Misalnya dinas, badan, bagian, atau kecamatan.")
    )
    parent = UnitField(_l("Di bawah unit"))


class TableForm(TidyForm):
    """A table to bring in."""

    table = FileField(_l("Berkas CSV atau Excel"), render_kw=TABLE)


class ConfirmForm(TidyForm):
    """The table just previewed, to be put right or kept."""

    text = TextAreaField(_l("Isi tabel"), render_kw={"rows": 8, "spellcheck": "false"})


def role_choices() -> list[SelectChoice]:
    """The roles an institution may give, the first a reminder to choose."""
    roles = [SelectChoice(role.value, label(role)) for role in Role if role in GIVEN_WITHIN]
    return [SelectChoice("", _("Pilih peran")), *roles]


class HatForm(TidyForm):
    """A role: which, where, as what, from when until when."""

    role = pick(_l("Peran"), validators=[DataRequired(_l("Pilih peran."))])
    unit = UnitField(_l("Unit"))
    title = StringField(_l("Nama jabatan"), [room(120)])
    status = pick(_l("Status jabatan"), default=PositionStatus.PERMANENT.value)
    starts_on = DateField(_l("Mulai"), [Optional()])
    ends_on = DateField(_l("Sampai"), [Optional()], description=_l("Wajib untuk Plt, Plh, dan Pj."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role.choices = role_choices()
        self.status.choices = [SelectChoice(s.value, label(s)) for s in PositionStatus]


class InviteForm(HatForm):
    """Somebody new, and their first role."""

    name = StringField(_l("Nama"), [room(120)])
    email = StringField(
        _l("Alamat email"), [room(254)], render_kw={"type": "email", "autocomplete": "off"}
    )


class EndForm(TidyForm):
    """The last day of a role."""

    last_day = DateField(_l("Hari terakhir"), [InputRequired(_l("Tulis hari terakhirnya."))])


class DayForm(TidyForm):
    """One day of the institution's own calendar."""

    day = DateField(_l("Tanggal"), [InputRequired(_l("Tulis tanggalnya."))])
    name = StringField(_l("Nama hari"), [room(120)])
    kind = RadioField(
        _l("Hari itu"),
        choices=[
            SelectChoice(OWN_HOLIDAY, _l("Libur di instansi ini")),
            SelectChoice(WORKING, _l("Tetap masuk kerja walau libur nasional")),
        ],
        default=OWN_HOLIDAY,
        validate_choice=False,
    )


class DeadlineForm(VersionedForm):
    """One step's time."""

    days = IntegerField(
        _l("Berapa hari?"),
        [
            InputRequired(_l("Tulis jumlah harinya dengan angka.")),
            NumberRange(1, 120, _l("Tulis angka 1 sampai 120.")),
        ],
        render_kw={"inputmode": "numeric"},
    )
    working = RadioField(
        _l("Dihitung sebagai"),
        choices=[SelectChoice("1", _l("Hari kerja")), SelectChoice("0", _l("Hari kalender"))],
        default="1",
        validate_choice=False,
    )
    basis = StringField(
        _l("Dasar aturan"),
        [room(200)],
        description=_l("Misalnya Peraturan Bupati 12/2026 pasal 5. Warga akan membacanya."),
    )


class RouteForm(TidyForm):
    """Which unit gets which topic from where."""

    topic = pick(_l("Topik"))
    region = pick(_l("Wilayah"))
    unit = UnitField(_l("Unit yang disarankan"))


class TemplateForm(VersionedForm):
    """A ready answer."""

    title = StringField(
        _l("Nama templat"), [room(100)], description=_l("Hanya petugas yang melihatnya.")
    )
    kind = pick(_l("Untuk jenis"))
    body = TextAreaField(_l("Isi"), [room(5000)], render_kw={"rows": 10})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [SelectChoice(kind.value, label(kind)) for kind in Kind]
        self.kind.choices = [SelectChoice("", _("Semua jenis")), *kinds]


class AccentForm(VersionedForm):
    """The colour of links and buttons."""

    accent = StringField(
        _l("Warna"),
        [room(7)],
        description=_l("Enam huruf/angka setelah #. Kosongkan untuk warna bawaan."),
    )


class LogoForm(VersionedForm):
    """A logo to show beside the name."""

    logo = FileField(
        _l("Logo"),
        description=_l("PNG, JPG, atau WebP, paling besar 2 MB. Data tersembunyi dihapus."),
        render_kw={"accept": "image/png,image/jpeg,image/webp"},
    )


class ActForm(VersionedForm):
    """A button: nothing is asked but which version was before its presser."""
