"""Ready sentences: why something is set aside, and who can take it up instead."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from domain.submissions.workflow import ArchiveReason

# What a citizen reads when staff add nothing of their own.
SENTENCES: dict[ArchiveReason, str] = {
    ArchiveReason.TOO_GENERAL: _l(
        "Terima kasih sudah menyampaikannya. Isinya masih terlalu umum untuk kami proses. "
        "Sampaikan lagi dengan tempat, waktu, dan kejadian yang lebih rinci."
    ),
    ArchiveReason.INCOMPLETE: _l(
        "Terima kasih sudah menyampaikannya. Keterangannya belum cukup untuk kami periksa. "
        "Anda boleh mengirim lagi kapan saja bila ada keterangan baru."
    ),
    ArchiveReason.NOT_GOVERNMENT: _l(
        "Terima kasih sudah menyampaikannya. Hal ini bukan urusan pemerintah, "
        "jadi kami tidak dapat menindaklanjutinya."
    ),
    ArchiveReason.SPAM: _l(
        "Pesan ini kami nilai bukan masukan untuk pemerintah. "
        "Bila kami keliru, sampaikan lagi dengan penjelasan singkat."
    ),
    ArchiveReason.DUPLICATE: _l(
        "Terima kasih. Hal yang sama sudah Anda sampaikan dan sedang kami tangani. "
        "Ikuti kabarnya dengan kode rahasia yang pertama."
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
