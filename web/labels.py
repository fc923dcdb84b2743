"""Words for every code: for staff and for citizens. Indonesian is the source text."""

from __future__ import annotations

from enum import StrEnum

from flask_babel import lazy_gettext as _l

from domain.accounts.access import Factor
from domain.accounts.models import InstitutionKind, PositionStatus
from domain.integrity.models import Addressee, Ground, Outcome
from domain.policy import Role
from domain.publishing.models import AchievementKind
from domain.publishing.truth import Standing
from domain.publishing.workflow import ArticleAction, ArticleStatus
from domain.submissions.kinds import Kind
from domain.submissions.models import Conformity, HowKnown, Identity
from domain.submissions.queries import Urgency
from domain.submissions.workflow import Action, ArchiveReason, Status

# By enumeration first: codes are text, and two enumerations may share one.
Words = dict[type[StrEnum], dict[StrEnum, str]]

STAFF: Words = {
    Role: {
        Role.INSPECTORATE_ADMIN: _l("Admin Inspektorat"),
        Role.FOCAL_POINT: _l("Focal point"),
        Role.UNIT_OFFICER: _l("Unit teknis"),
        Role.PUBLIC_RELATIONS: _l("Humas"),
        Role.HEAD: _l("Kepala daerah"),
        Role.AUDITOR: _l("Auditor"),
        Role.NATIONAL_SECRETARIAT: _l("Sekretariat nasional"),
        Role.SYSTEM_ADMINISTRATOR: _l("Administrator sistem"),
    },
    PositionStatus: {
        PositionStatus.PERMANENT: _l("Definitif"),
        PositionStatus.ACTING: _l("Plt"),
        PositionStatus.DAILY_ACTING: _l("Plh"),
        PositionStatus.INTERIM: _l("Pj"),
    },
    Factor: {
        Factor.PASSWORD: _l("Kata sandi"),
        Factor.TOTP: _l("Aplikasi kode"),
        Factor.PASSKEY: _l("Kunci sandi"),
        Factor.RECOVERY_CODE: _l("Kode cadangan"),
        Factor.SINGLE_SIGN_ON: _l("Akun instansi (SSO)"),
        Factor.DEMO: _l("Peragaan"),
    },
    Addressee: {
        Addressee.INSPECTORATE: _l("Inspektorat"),
        Addressee.HEAD: _l("Kepala daerah atau pimpinan instansi"),
    },
    Outcome: {
        Outcome.CLEAR: _l("Tidak ada benturan"),
        Outcome.CONFLICT: _l("Ada benturan"),
    },
    Ground: {
        Ground.FAMILY: _l("Hubungan keluarga"),
        Ground.BUSINESS: _l("Usaha atau uang"),
        Ground.AFFILIATION: _l("Organisasi, pekerjaan lain, atau pertemanan"),
        Ground.FORMER_POST: _l("Pernah menjabat di unit itu"),
        Ground.OTHER: _l("Lainnya"),
    },
    InstitutionKind: {
        InstitutionKind.MINISTRY: _l("Kementerian/Lembaga"),
        InstitutionKind.PROVINCE: _l("Provinsi"),
        InstitutionKind.REGENCY: _l("Kabupaten"),
        InstitutionKind.CITY: _l("Kota"),
        InstitutionKind.ENTERPRISE: _l("BUMN/BUMD"),
        InstitutionKind.VILLAGE: _l("Desa"),
    },
    Kind: {
        Kind.MONITORING: _l("Pemantauan"),
        Kind.PROPOSAL: _l("Usulan perbaikan"),
        Kind.DEVIATION: _l("Laporan penyimpangan"),
    },
    Status: {
        Status.RECEIVED: _l("Belum diverifikasi"),
        Status.IN_TRIAGE: _l("Verifikasi"),
        Status.NEEDS_INFO: _l("Menunggu kelengkapan"),
        Status.ASSIGNED: _l("Terdisposisi"),
        Status.IN_PROGRESS: _l("Dalam tindak lanjut"),
        Status.RESPONDED: _l("Sudah dijawab"),
        Status.REPORTER_REPLIED: _l("Ditanggapi pelapor"),
        Status.REOPENED: _l("Dibuka kembali"),
        Status.CLOSED: _l("Selesai"),
        Status.AUTO_CLOSED: _l("Selesai otomatis"),
        Status.REFERRED: _l("Dirujuk ke lembaga lain"),
        Status.ARCHIVED: _l("Diarsipkan"),
    },
    Action: {
        Action.VERIFY: _l("Terima untuk diverifikasi"),
        Action.ASK: _l("Minta keterangan"),
        Action.ASSIGN: _l("Teruskan ke unit"),
        Action.RETURN: _l("Kembalikan: bukan wewenang unit ini"),
        Action.START: _l("Mulai tindak lanjut"),
        Action.ANSWER: _l("Kirim jawaban"),
        Action.CLOSE: _l("Tutup sebagai selesai"),
        Action.ARCHIVE: _l("Arsipkan dengan alasan"),
        Action.REFER: _l("Rujuk ke lembaga lain"),
        Action.REOPEN: _l("Buka kembali"),
        Action.REPLY: _l("Balasan warga"),
        Action.LAPSE: _l("Lewat waktu"),
    },
    ArchiveReason: {
        ArchiveReason.TOO_GENERAL: _l("Terlalu umum"),
        ArchiveReason.INCOMPLETE: _l("Keterangan tidak lengkap"),
        ArchiveReason.NOT_GOVERNMENT: _l("Bukan urusan pemerintah"),
        ArchiveReason.SPAM: _l("Iklan atau spam"),
        ArchiveReason.DUPLICATE: _l("Sudah pernah disampaikan"),
        ArchiveReason.NO_REPLY: _l("Tidak ada balasan warga"),
    },
    Identity: {
        Identity.ANONYMOUS: _l("Tanpa nama"),
        Identity.STAFF_ONLY: _l("Nama hanya untuk petugas"),
        Identity.NAMED: _l("Nama boleh tampil"),
    },
    HowKnown: {
        HowKnown.EXPERIENCED: _l("Saya mengalaminya"),
        HowKnown.WITNESSED: _l("Saya melihatnya"),
        HowKnown.TOLD: _l("Saya diberi tahu orang"),
        HowKnown.DOCUMENT: _l("Dari dokumen"),
    },
    Conformity: {
        Conformity.CONFORMS: _l("Sesuai"),
        Conformity.PARTLY: _l("Sebagian sesuai"),
        Conformity.DIFFERS: _l("Tidak sesuai"),
    },
    Urgency: {
        Urgency.LATE: _l("Lewat tenggat"),
        Urgency.NEAR: _l("Hampir lewat"),
        Urgency.WAITING: _l("Menunggu warga"),
    },
    AchievementKind: {
        AchievementKind.PROCESS: _l("Proses"),
        AchievementKind.RESULT: _l("Hasil"),
    },
    ArticleStatus: {
        ArticleStatus.DRAFT: _l("Naskah"),
        ArticleStatus.IN_REVIEW: _l("Menunggu pemeriksaan"),
        ArticleStatus.APPROVED: _l("Disetujui"),
        ArticleStatus.PUBLISHED: _l("Terbit"),
        ArticleStatus.WITHDRAWN: _l("Ditarik"),
    },
    ArticleAction: {
        ArticleAction.SUBMIT: _l("Ajukan untuk diperiksa"),
        ArticleAction.APPROVE: _l("Setujui"),
        ArticleAction.RETURN: _l("Kembalikan dengan alasan"),
        ArticleAction.PUBLISH: _l("Terbitkan"),
        ArticleAction.WITHDRAW: _l("Tarik dari publik"),
        ArticleAction.REVISE: _l("Perbaiki lagi"),
    },
    Standing: {
        Standing.ACHIEVED: _l("tercapai"),
        Standing.ON_TRACK: _l("sesuai jalur"),
        Standing.ATTENTION: _l("perhatian"),
        Standing.BEHIND: _l("tertinggal"),
        Standing.NO_DATA: _l("belum ada data"),
    },
}

CITIZEN: Words = {
    Kind: {
        Kind.MONITORING: _l("Saya memantau"),
        Kind.PROPOSAL: _l("Saya mengusulkan"),
        Kind.DEVIATION: _l("Saya melaporkan penyimpangan"),
    },
    Status: {
        Status.RECEIVED: _l("Masukan Anda sudah kami terima."),
        Status.IN_TRIAGE: _l("Kami sedang memeriksa kelengkapannya."),
        Status.NEEDS_INFO: _l("Kami butuh keterangan tambahan dari Anda."),
        Status.ASSIGNED: _l("Sudah kami teruskan ke unit yang berwenang."),
        Status.IN_PROGRESS: _l("Sedang ditangani."),
        Status.RESPONDED: _l("Sudah ada jawaban."),
        Status.REPORTER_REPLIED: _l("Balasan Anda sudah kami terima dan akan dijawab."),
        Status.REOPENED: _l("Dibuka lagi untuk diperiksa."),
        Status.CLOSED: _l("Selesai. Terima kasih sudah ikut mengawasi."),
        Status.AUTO_CLOSED: _l("Selesai otomatis karena 10 hari kerja tidak ada balasan."),
        Status.REFERRED: _l(
            "Bukan kewenangan kami. Kami jelaskan ke mana Anda bisa menyampaikannya."
        ),
        Status.ARCHIVED: _l("Tidak dapat kami proses."),
    },
    ArchiveReason: {
        ArchiveReason.TOO_GENERAL: _l("Isinya masih terlalu umum, jadi belum bisa kami periksa."),
        ArchiveReason.INCOMPLETE: _l("Keterangannya belum cukup untuk kami periksa."),
        ArchiveReason.NOT_GOVERNMENT: _l("Hal ini bukan urusan pemerintah."),
        ArchiveReason.SPAM: _l("Kami menilai isinya iklan, bukan masukan untuk pemerintah."),
        ArchiveReason.DUPLICATE: _l("Hal yang sama sudah pernah Anda sampaikan."),
        ArchiveReason.NO_REPLY: _l("Kami menunggu keterangan Anda, tetapi waktunya sudah habis."),
    },
}


def label(code: StrEnum) -> str:
    """The word staff read."""
    return str(STAFF[type(code)][code])


def citizen_label(code: StrEnum) -> str:
    """The words a citizen reads; the staff word where no other is needed."""
    return str(CITIZEN.get(type(code), {}).get(code) or label(code))
