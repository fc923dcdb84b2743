"""The stories every newcomer is shown: Sari, Bayu, Bu Ratna, and two that lead elsewhere."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from babel.dates import format_date

from demo.lives import Step
from demo.submissions import Case
from domain.submissions.kinds import Kind
from domain.submissions.models import Conformity, HowKnown, Identity

# These three open with a code anyone may try.
TOKENS = {"Sari": "peragaan-1", "Bayu": "peragaan-2", "Bu Ratna": "peragaan-3"}


def said(day: date) -> str:
    """A date as people here write it."""
    return format_date(day, "d MMMM y", locale="id")


def steps(now: datetime, *pairs: tuple[str, float]) -> list[Step]:
    """Verbs with how many days ago each happened."""
    return [Step(verb, now - timedelta(days=days)) for verb, days in pairs]


def build(now: datetime) -> list[Case]:
    """Every scenario, as if told this month."""
    return [sari(now), bayu(now), ratna(now), factory(now), gas(now)]


def sari(now: datetime) -> Case:
    """A deviation report without a name: asked, answered back, examined."""
    day = (now - timedelta(days=19)).date()
    looked = said((now - timedelta(days=9)).date())
    return Case(
        token=TOKENS["Sari"],
        kind=Kind.DEVIATION,
        values={
            "title": "Diminta uang supaya akta lahir jadi hari itu",
            "body": (
                "Waktu saya urus akta lahir anak, petugas loket bilang kalau mau jadi hari itu "
                "harus tambah seratus lima puluh ribu. Katanya kalau tidak, seminggu. "
                "Di papan tertulis gratis."
            ),
            "topic": "adminduk",
            "deviation_type": "pungli",
            "place": "Kecamatan Muara Tirta, loket 3 lantai bawah",
            "happened": f"{said(day)}, sekitar jam 10",
            "who": "petugas laki-laki loket 3, baju batik, saya tidak tahu namanya",
            "how": "Uang diminta dimasukkan ke map. Orang di depan saya juga bayar.",
            "amount": "Rp150.000",
            "how_known": HowKnown.EXPERIENCED,
        },
        unit="IRBAN-KHUSUS",
        about="DISDUKCAPIL",
        scene="office",
        steps=steps(
            now,
            *(("receive", 18.2), ("verify", 17.1), ("ask", 15.2), ("reply", 14.6)),
            *(("assign", 13.1), ("start", 12.2), ("answer", 6.1)),
        ),
        says={
            "ask": ["Kami butuh keterangan tambahan: apakah Anda diberi kuitansi?"],
            "reply": ["Tidak ada kuitansi. Map warna biru."],
            "answer": [
                f"Laporan Anda kami tindak lanjuti. Loket 3 sudah kami periksa pada {looked}. "
                "Tarif akta lahir adalah Rp0. Petugas yang meminta uang sudah dibebastugaskan dari "
                "loket selama pemeriksaan. Hasil akhirnya kami sampaikan di kode ini."
            ],
        },
    )


def bayu(now: datetime) -> Case:
    """A monitoring of a road said to be finished, with his name and a photo."""
    return Case(
        token=TOKENS["Bayu"],
        kind=Kind.MONITORING,
        values={
            "title": "Jalan Simpang Lima-Pasar Baru belum selesai semuanya",
            "body": (
                "Di laporan tertulis 100 persen, tapi dari jembatan sampai depan SD masih kerikil "
                "kira-kira 300 meter. Bahu jalan sebelah kiri sudah longsor setelah hujan minggu "
                "lalu. Yang dari pasar ke simpang sudah bagus, terima kasih."
            ),
            "topic": "infrastruktur",
            "conformity": Conformity.PARTLY,
            "place": "depan SD Negeri 2",
            "happened": said((now - timedelta(days=12)).date()),
            "identity": Identity.NAMED,
            "name": "Bayu (pengojek)",
            "may_publish": True,
        },
        unit="DPUPR",
        scene="road",
        achievement="Pemeliharaan Jalan Simpang Lima",
        steps=steps(
            now,
            *(("receive", 11.3), ("verify", 10.2), ("assign", 10.1), ("start", 9.1)),
            *(("answer", 4.2), ("show", 4.1)),
        ),
        says={
            "answer": [
                "Anda benar. Petugas kami mengukur 290 meter yang masih kerikil dan bahu kiri yang "
                "longsor. Bagian itu dikerjakan mulai Senin depan. Angka triwulan ini kami minta "
                "diperiksa ulang oleh Inspektorat."
            ]
        },
    )


def ratna(now: datetime) -> Case:
    """A proposal on a permit, partly accepted and closed."""
    first = ((now - timedelta(days=5)).replace(day=1) + timedelta(days=32)).replace(day=1)
    return Case(
        token=TOKENS["Bu Ratna"],
        kind=Kind.PROPOSAL,
        values={
            "title": "Izin PIRT cukup sekali unggah",
            "body": (
                "Izin PIRT minta fotokopi KTP dan NPWP tiga rangkap padahal sudah saya unggah di "
                "OSS."
            ),
            "topic": "perizinan",
            "change": "Cukup sekali unggah, petugas ambil dari sistem.",
            "beneficiaries": "Pengusaha kecil yang jauh dari kota",
            "example": "Di kabupaten sebelah sudah satu hari selesai.",
            "place": "Kantor pelayanan perizinan",
            "identity": Identity.STAFF_ONLY,
            "name": "Ibu Ratna",
            "contact": "ratna@katering.contoh",
            "may_publish": True,
        },
        unit="DPMPTSP",
        steps=steps(
            now,
            *(("receive", 26.4), ("verify", 25.1), ("assign", 25), ("start", 22.1)),
            *(("answer", 12.2), ("show", 12.1), ("close", 5.1)),
        ),
        says={
            "answer": [
                f"Usulan Anda diterima sebagian. Mulai {said(first.date())} fotokopi tidak diminta "
                "lagi; NPWP masih diperlukan untuk usaha berbadan hukum."
            ]
        },
    )


def factory(now: datetime) -> Case:
    """Too general to act on: archived with a reason."""
    return Case(
        token="peragaan-4",  # noqa: S106 - a demo form's name
        kind=Kind.PROPOSAL,
        values={
            "title": "Tolong bangun pabrik",
            "body": "Tolong bangun pabrik supaya anak muda di sini banyak kerja.",
            "topic": "lainnya",
            "change": "Bangun pabrik.",
            "beneficiaries": "Anak muda",
        },
        unit="DISNAKER",
        steps=steps(now, ("receive", 8.4), ("verify", 7.2), ("archive", 7.1)),
        says={
            "archive": [
                "Usulan ini terlalu umum sehingga belum bisa kami tindak lanjuti. Silakan kirim "
                "lagi dengan jenis usaha dan tempatnya."
            ]
        },
    )


def gas(now: datetime) -> Case:
    """Somebody else's to answer: referred."""
    return Case(
        token="peragaan-5",  # noqa: S106 - a demo form's name
        kind=Kind.MONITORING,
        values={
            "title": "Gas tiga kilo langka di Muara Tirta",
            "body": "Sudah seminggu gas tiga kilo tidak ada. Di pengecer harganya dua kali lipat.",
            "topic": "lainnya",
            "conformity": Conformity.DIFFERS,
            "place": "Kecamatan Muara Tirta",
        },
        unit="DISPERINDAG",
        steps=steps(now, ("receive", 6.4), ("verify", 5.2), ("refer", 5.1)),
        says={
            "refer": [
                "Pembagian gas tiga kilo bukan kewenangan kami. Silakan sampaikan lewat "
                "SP4N-LAPOR! di lapor.go.id supaya sampai kepada yang berwenang."
            ]
        },
    )
