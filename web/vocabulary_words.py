"""Words that reach the pages from elsewhere, written down so that they can be translated.

Topics and types of deviation come from ``reference``; the sentences come from ``domain``,
which does not translate. A house test keeps both lists equal to their sources.
"""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

TOPICS = (
    _l("Pengadaan dan proyek"),
    _l("Perizinan"),
    _l("KTP, KK, dan akta"),
    _l("Pendidikan"),
    _l("Kesehatan"),
    _l("Desa dan dana desa"),
    _l("Bantuan sosial"),
    _l("Jalan, jembatan, irigasi"),
    _l("Pajak dan retribusi"),
    _l("Kepegawaian"),
    _l("Aset pemerintah"),
    _l("Anggaran daerah"),
    _l("Lainnya"),
)
DEVIATION_TYPES = (
    _l("Pungutan liar"),
    _l("Diminta uang di luar tarif resmi"),
    _l("Suap"),
    _l("Ada pemberian uang/hadiah agar urusan dimenangkan atau dipercepat"),
    _l("Gratifikasi"),
    _l("Pejabat menerima hadiah, fasilitas, atau hiburan"),
    _l("Pemerasan"),
    _l("Dipaksa membayar dengan ancaman urusan dipersulit"),
    _l("Pengadaan diatur"),
    _l("Pemenang sudah ditentukan, spesifikasi dikunci, harga dinaikkan"),
    _l("Pekerjaan tidak sesuai kontrak"),
    _l("Volume kurang, mutu jelek, proyek fiktif"),
    _l("Penyalahgunaan dana desa/bantuan"),
    _l("Bantuan dipotong, penerima fiktif"),
    _l("Penggelapan aset/uang"),
    _l("Aset atau uang negara dipakai/diambil untuk pribadi"),
    _l("Konflik kepentingan"),
    _l("Pejabat menunjuk keluarga/usaha sendiri"),
    _l("Jual beli jabatan"),
    _l("Bayar untuk naik jabatan, mutasi, atau lulus seleksi"),
    _l("Penyalahgunaan wewenang"),
    _l("Jabatan dipakai di luar tugasnya"),
    _l("Lainnya / tidak tahu"),
    _l("Ceritakan saja, petugas akan menggolongkan"),
)
SENTENCES = (
    _l("Berkas harus JPG, PNG, WebP, atau PDF."),
    _l("Dokumen ini terlalu panjang. Paling banyak 500 halaman."),
    _l("Foto di dalam PDF ini tidak bisa kami bersihkan. Kirim fotonya saja."),
    _l("Kami sedang memeriksa banyak berkas. Tunggu sebentar, lalu kirim lagi."),
    _l("Berkas ini rusak atau tidak bisa dibaca. Coba berkas lain."),
    _l("Berkas PDF ini dikunci kata sandi. Buka kuncinya lebih dulu."),
    _l("Gambar ini terlalu besar. Perkecil lebih dulu."),
)
