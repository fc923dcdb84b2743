"""What an editor answers."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length
from wtforms.widgets import HiddenInput

from domain.publishing.models import AchievementKind
from web.forms import TidyForm
from web.labels import label
from web.row_ids import row_id

TEXTS = ("title", "summary", "body", "impact_public", "impact_internal", "why_behind")
LONG = Length(max=20_000, message=_l("Tulisan ini terlalu panjang. Paling banyak 20.000 huruf."))
SHORT = Length(max=160, message=_l("Paling banyak 160 huruf."))


def id_or_none(value: Any) -> int | None:
    """The id chosen, None for none; ValueError for what is no id."""
    if value in (None, "", "None"):
        return None
    found = row_id(value)
    if found is None:
        raise ValueError
    return found


def kind_or_result(value: Any) -> AchievementKind:
    """The kind chosen."""
    return AchievementKind(value)


class AchievementForm(TidyForm):
    """One column, saved at any stage; the checklist says what is still missing."""

    version = IntegerField(widget=HiddenInput())
    kind = RadioField(
        _l("Jenis"),
        coerce=kind_or_result,
        default=AchievementKind.RESULT,
        choices=[],
        description=_l(
            "Hasil menunjukkan perubahan nyata. Proses menunjukkan langkah yang sudah dikerjakan."
        ),
    )
    target_id = SelectField(
        _l("Target triwulan"),
        coerce=id_or_none,
        description=_l("Hanya angka yang sudah diverifikasi Inspektorat. Angka disalin otomatis."),
    )
    unit_id = SelectField(_l("Unit penanggung jawab"), coerce=id_or_none)
    title = StringField(
        _l("Judul"),
        [SHORT],
        description=_l("Satu kalimat dengan hasil utamanya."),
    )
    summary = TextAreaField(
        _l("Ringkasan"),
        [LONG],
        description=_l("Paling banyak 60 kata. Apa yang dijanjikan, apa yang tercapai."),
        render_kw={"rows": 4},
    )
    body = TextAreaField(
        _l("Isi"),
        [LONG],
        description=_l("Subjudul: ## di awal baris. Daftar: - di awal baris. Tebal: **kata**."),
        render_kw={"rows": 14},
    )
    impact_public = TextAreaField(
        _l("Dampak bagi masyarakat"),
        [LONG],
        description=_l("Apa yang sekarang lebih mudah, murah, cepat, atau terbuka bagi warga?"),
        render_kw={"rows": 4},
    )
    impact_internal = TextAreaField(_l("Dampak bagi instansi"), [LONG], render_kw={"rows": 3})
    why_behind = TextAreaField(
        _l("Mengapa belum mencapai target"),
        [LONG],
        description=_l("Wajib bila angka di bawah 90% target. Sebutkan juga langkah berikutnya."),
        render_kw={"rows": 3},
    )
    image = FileField(
        _l("Gambar"),
        description=_l("JPG, PNG, atau WebP, paling besar 10 MB. Lokasi dan data kamera dihapus."),
        render_kw={"accept": "image/jpeg,image/png,image/webp"},
    )
    image_alt = StringField(
        _l("Teks pengganti gambar"),
        description=_l("Apa yang terlihat? Untuk warga yang tidak bisa melihat gambar."),
    )
    image_is_decorative = BooleanField(
        _l("Gambar ini hanya hiasan, tanpa informasi penting"), default=False
    )

    def offer(self, targets: list[SelectChoice], units: list[SelectChoice]) -> None:
        """Fill the choices in."""
        self.kind.choices = [SelectChoice(kind, label(kind)) for kind in AchievementKind]
        self.target_id.choices = targets
        self.unit_id.choices = units

    @property
    def answers(self) -> dict[str, Any]:
        """The answers as the service takes them."""
        texts = {name: (self[name].data or "").strip() for name in TEXTS}
        return texts | {
            "kind": self.kind.data,
            "target_id": self.target_id.data,
            "unit_id": self.unit_id.data,
            "image_alt": (self.image_alt.data or "").strip(),
            "image_is_decorative": bool(self.image_is_decorative.data),
        }


class MoveForm(TidyForm):
    """One step, with its reason where one is due."""

    version = IntegerField(widget=HiddenInput())
    action = HiddenField()
    note = TextAreaField(
        _l("Catatan"),
        [LONG],
        description=_l("Tulis alasan bila mengembalikan atau menarik. Penulis akan membacanya."),
        render_kw={"rows": 3},
    )
