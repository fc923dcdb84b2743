"""What was found, in the reader's language. The stand-alone checker has the same in its own."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

GONE, STILL = "gone", "still"
WORDS = {
    "signature": _l("Kepala %(size)s ditandatangani oleh %(key)s."),
    "bad_signature": _l("Tanda tangan kepala %(size)s palsu atau rusak."),
    "included": _l("%(number)s: %(act)s %(at)s tercatat pada urutan %(index)s."),
    "not_included": _l("%(number)s: %(act)s %(at)s tidak ada dalam kepala %(size)s."),
    "future": _l("%(number)s: %(act)s %(at)s lebih baru daripada kepala %(size)s."),
    "back_dated": _l("%(number)s: %(act)s %(at)s ditulis mundur, sesudah kepala %(size)s terbit."),
    "consistent": _l("Kepala %(second)s hanya menambah kepala %(first)s. Tidak ada yang hilang."),
    "inconsistent": _l("Kepala %(second)s tidak memuat kepala %(first)s: ada yang diubah."),
    "two_faces": _l("Ada dua kepala berukuran %(size)s yang berbeda."),
    "unknown_key": _l("Kunci %(key)s belum dibandingkan dengan kunci yang Anda percaya."),
    "unlinked": _l("Kepala %(first)s dan %(second)s belum terhubung."),
    "known_key": _l("Kunci log sama dengan kunci situs ini, atau dengan kunci yang Anda sertakan."),
    "other_key": _l("Kunci log lain dari kunci situs ini, atau dari kunci yang Anda sertakan."),
    "text_matches": _l("Isi sama dengan saat dikirim."),
    "text_differs": _l("Isi berbeda dari saat dikirim."),
    STILL: _l("%(number)s: %(act)s %(at)s masih ada dalam kepala terbaru."),
    GONE: _l("%(number)s: %(act)s %(at)s TIDAK ada lagi dalam kepala terbaru."),
}
VERDICTS = {"BENAR": _l("Benar"), "SALAH": _l("Salah"), "BELUM": _l("Belum pasti")}
ACTS = {
    "penerimaan": _l("penerimaan"),
    "langkah": _l("langkah"),
    "buku": _l("keadaan buku tindakan"),
}
