"""The questions of each kind, in the order they are asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField
from wtforms import (
    Field,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import StopValidation

from blueprints.participation.answers import AnswerForm, AtMost, Told, choice, reachable
from domain.submissions.models import (
    Conformity,
    Deviation,
    HowKnown,
    Identity,
    Monitoring,
    Proposal,
    Submission,
)
from web.labels import citizen_label
from web.language import chosen_language

UNKNOWN = "0"
YES, NO = "ya", "tidak"
BODY_MINIMUM = 20
LINE, PARAGRAPH, STORY = 200, 2000, 5000
FILES = {"accept": "image/jpeg,image/png,image/webp,application/pdf"}
OPEN_QUESTIONS = frozenset({"about_unit", "region", "place", "happened", "files", "contact"})


class SubmissionForm(AnswerForm):
    """What every kind asks. ``ORDER`` lists the questions as the page shows them."""

    MODEL: type[Submission] = Submission
    ORDER: tuple[str, ...] = ()
    OPTIONAL = OPEN_QUESTIONS

    token = HiddenField()
    achievement = HiddenField()
    situs = StringField(_l("Jangan isi"))
    institution = choice(SelectField, _l("Instansi mana?"), _l("Pilih instansinya."))
    topic = choice(SelectField, _l("Tentang apa?"), _l("Pilih topiknya."))
    title = StringField(_l("Beri judul singkat"), [Told(_l("Tulis judul singkat.")), AtMost(LINE)])
    body = TextAreaField(
        _l("Ceritakan apa yang terjadi"),
        [Told(_l("Tulis apa yang terjadi."), BODY_MINIMUM), AtMost(STORY)],
        description=_l("Tulis seperti bercerita kepada tetangga."),
    )
    about_unit = choice(
        SelectField, _l("Dinas atau badan mana?"), _l("Pilih dinas atau badan dari daftar.")
    )
    region = choice(SelectField, _l("Di kecamatan mana?"), _l("Pilih tempatnya dari daftar."))
    place = StringField(
        _l("Di mana tepatnya?"),
        [AtMost(LINE)],
        description=_l("Sebut patokan yang mudah dicari, misalnya nama sekolah atau pasar."),
    )
    happened = StringField(
        _l("Kapan?"),
        [AtMost(LINE)],
        description=_l("Boleh kira-kira, misalnya “awal November” atau “masih berlangsung”."),
    )
    files = MultipleFileField(
        _l("Ada foto atau dokumen?"),
        description=_l(
            "JPG, PNG, WebP, atau PDF. Paling banyak 5 berkas, masing-masing 10 MB. "
            "Kami hapus data lokasi dan perangkat dari berkas Anda."
        ),
        render_kw=FILES,
    )
    identity = choice(
        RadioField,
        _l("Bolehkah kami tahu nama Anda?"),
        _l("Pilih apakah kami boleh tahu nama Anda."),
        default=Identity.ANONYMOUS.value,
    )
    name = StringField(
        _l("Nama Anda"),
        [AtMost(LINE)],
        description=_l("Kosongkan bila Anda memilih tanpa nama."),
    )
    contact = StringField(
        _l("Nomor HP atau email"),
        [AtMost(LINE), reachable],
        description=_l("Tanpa kontak pun Anda bisa membaca jawaban dengan kode rahasia."),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.identity.choices = words_for(Identity)

    def __iter__(self) -> Iterator[Field]:
        """The questions as the page asks them, then what it does not show."""
        asked = [self._fields[name] for name in self.ORDER if name in self._fields]
        return iter([*asked, *(f for f in self._fields.values() if f not in asked)])

    def validate_name(self, field: StringField) -> None:
        """A name is needed only by those who chose to give one."""
        if self.identity.data in {Identity.STAFF_ONLY, Identity.NAMED} and not field.data:
            raise StopValidation(_("Tulis nama Anda, atau pilih tanpa nama."))

    def validate_situs(self, field: StringField) -> None:
        """Only a machine fills in what nobody can see."""
        if field.data:
            field.data = ""
            raise StopValidation(_("Kosongkan isian “Jangan isi”, lalu kirim sekali lagi."))

    def to_submission(self, **subject: Any) -> Submission:
        """An unsaved submission holding the answers; a name given up is not kept."""
        identity = Identity(self.identity.data)
        return self.MODEL(
            title=self.title.data,
            body=self.body.data,
            topic=self.topic.data,
            region_code=None if self.region.data == UNKNOWN else self.region.data,
            place=self.place.data,
            happened=self.happened.data,
            identity=identity,
            name="" if identity is Identity.ANONYMOUS else self.name.data,
            contact=self.contact.data,
            language=chosen_language(),
            **(subject | self.own_answers()),
        )

    def own_answers(self) -> dict[str, Any]:
        """The columns only this kind has."""
        return {}


class PublicForm(SubmissionForm):
    """A kind that everyone may read, if its citizen agrees."""

    may_publish = choice(
        RadioField,
        _l("Bolehkah kami tampilkan masukan ini?"),
        _l("Pilih apakah masukan ini boleh tampil."),
        [
            SelectChoice(YES, _l("Ya, setelah diperiksa petugas")),
            SelectChoice(NO, _l("Tidak, hanya untuk petugas")),
        ],
        description=_l("Kami tutup dulu data pribadi di dalamnya."),
    )

    def own_answers(self) -> dict[str, Any]:
        """Whether it may be shown."""
        asked = "may_publish" in self
        return super().own_answers() | {"may_publish": asked and self.may_publish.data == YES}


SUBJECT = ("institution", "about_unit", "topic")
SCENE = ("region", "place", "happened", "files")
PERSON = ("identity", "name", "contact")


class MonitoringForm(PublicForm):
    """Is what was promised what you see?"""

    MODEL = Monitoring
    ORDER = (*SUBJECT, "conformity", "title", "body", *SCENE, "may_publish", *PERSON)
    conformity = choice(
        RadioField, _l("Apakah sesuai dengan yang dijanjikan?"), _l("Pilih sesuai atau tidak.")
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.conformity.choices = [*words_for(Conformity), unknown()]

    def own_answers(self) -> dict[str, Any]:
        """Whether promise and sight agree."""
        seen = self.conformity.data
        return super().own_answers() | {
            "conformity": None if seen == UNKNOWN else Conformity(seen),
        }


class ProposalForm(PublicForm):
    """What would you change?"""

    MODEL = Proposal
    OPTIONAL = OPEN_QUESTIONS | {"example"}
    ORDER = (
        *SUBJECT,
        *("title", "body", "change", "beneficiaries", "example"),
        *SCENE,
        "may_publish",
        *PERSON,
    )
    change = TextAreaField(
        _l("Apa yang perlu diubah?"), [Told(_l("Tulis apa yang perlu diubah.")), AtMost(PARAGRAPH)]
    )
    beneficiaries = StringField(
        _l("Siapa yang terbantu?"), [Told(_l("Tulis siapa yang terbantu.")), AtMost(LINE)]
    )
    example = StringField(_l("Apa contohnya di tempat lain?"), [AtMost(LINE)])

    def own_answers(self) -> dict[str, Any]:
        """The change, whom it helps, and where it works already."""
        mine = {name: self[name].data for name in ("change", "beneficiaries", "example")}
        return super().own_answers() | mine


class DeviationForm(SubmissionForm):
    """Money, rules or power gone astray: what, who, where, when, how, how much."""

    MODEL = Deviation
    PRIVATE = True
    OPTIONAL = OPEN_QUESTIONS | {"who", "how", "amount", "reported_elsewhere"}
    ORDER = (
        *("deviation_type", *SUBJECT, "title", "body"),
        *("region", "place", "happened", "who", "how", "amount", "how_known", "files"),
        *("reported_elsewhere", *PERSON),
    )
    deviation_type = choice(
        RadioField, _l("Apa yang Anda laporkan?"), _l("Pilih apa yang Anda laporkan.")
    )
    who = StringField(
        _l("Siapa yang terlibat?"), [AtMost(LINE)], description=_l("Boleh jabatannya saja.")
    )
    how = TextAreaField(
        _l("Bagaimana caranya?"), [AtMost(PARAGRAPH)], description=_l("Urutkan dari awal.")
    )
    amount = StringField(_l("Kira-kira berapa uangnya?"), [AtMost(LINE)])
    how_known = choice(RadioField, _l("Bagaimana Anda tahu?"), _l("Pilih bagaimana Anda tahu."))
    reported_elsewhere = StringField(
        _l("Sudah lapor ke tempat lain?"),
        [AtMost(LINE)],
        description=_l("Misalnya LAPOR!, KPK, Polri, Kejaksaan, atau Ombudsman."),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.how_known.choices = words_for(HowKnown)
        # A report is never shown to everyone: neither is its name.
        self.identity.choices = words_for(i for i in Identity if i is not Identity.NAMED)

    def own_answers(self) -> dict[str, Any]:
        """What only a report of deviation tells."""
        names = ("deviation_type", "who", "how", "amount", "reported_elsewhere")
        answers = {name: self[name].data for name in names}
        return answers | {"how_known": HowKnown(self.how_known.data)}


class ReplyForm(AnswerForm):
    """A message from the citizen to the office."""

    OPTIONAL = frozenset({"files"})
    PRIVATE = True
    token = HiddenField()
    body = TextAreaField(_l("Balasan Anda"), [Told(_l("Tulis balasan Anda.")), AtMost(STORY)])
    files = MultipleFileField(_l("Tambah foto atau dokumen"), render_kw=FILES)


class TrackForm(AnswerForm):
    """The secret code, however it is written."""

    PRIVATE = True
    code = StringField(
        _l("Kode rahasia"),
        description=_l("20 karakter. Huruf besar, huruf kecil, dan spasi tidak berpengaruh."),
    )


def words_for(codes: Any) -> list[SelectChoice]:
    """Each code of an enumeration with the words a citizen reads."""
    return [SelectChoice(code.value, citizen_label(code)) for code in codes]


def unknown() -> SelectChoice:
    """The answer of those who do not know; nobody is turned away for it."""
    return SelectChoice(UNKNOWN, _("Saya tidak tahu"))


FORMS: dict[str, type[PublicForm]] = {"pemantauan": MonitoringForm, "usulan": ProposalForm}
