"""Ready sentences: why something is set aside, and who can take it up instead."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l


@dataclass(frozen=True)
class Reason:
    """A reason staff choose, and the kind sentence a citizen reads."""

    words: str
    sentence: str


REASONS = {
    "too_general": Reason(
        _l("Terlalu umum"),
        _l(
            "Terima kasih sudah menyampaikannya. Isinya masih terlalu umum untuk kami proses. "
            "Sampaikan lagi dengan tempat, waktu, dan kejadian yang lebih rinci."
        ),
    ),
    "incomplete": Reason(
        _l("Keterangan tidak lengkap"),
        _l(
            "Terima kasih sudah menyampaikannya. Keterangannya belum cukup untuk kami periksa. "
            "Anda boleh mengirim lagi kapan saja bila ada keterangan baru."
        ),
    ),
    "not_government": Reason(
        _l("Bukan urusan pemerintah"),
        _l(
            "Terima kasih sudah menyampaikannya. Hal ini bukan urusan pemerintah, "
            "jadi kami tidak dapat menindaklanjutinya."
        ),
    ),
    "spam": Reason(
        _l("Iklan atau spam"),
        _l(
            "Pesan ini kami nilai bukan masukan untuk pemerintah. "
            "Bila kami keliru, sampaikan lagi dengan penjelasan singkat."
        ),
    ),
    "duplicate": Reason(
        _l("Sudah pernah disampaikan"),
        _l(
            "Terima kasih. Hal yang sama sudah Anda sampaikan dan sedang kami tangani. "
            "Ikuti kabarnya dengan kode rahasia yang pertama."
        ),
    ),
}

BODIES = {
    "lapor": _l("SP4N-LAPOR! (lapor.go.id)"),
    "kpk": _l("Komisi Pemberantasan Korupsi (kws.kpk.go.id)"),
    "ombudsman": _l("Ombudsman RI (ombudsman.go.id)"),
    "kejaksaan": _l("Kejaksaan RI (kejaksaan.go.id)"),
    "polri": _l("Kepolisian RI (polri.go.id)"),
    "other": _l("Instansi lain (sebutkan di penjelasan)"),
}
