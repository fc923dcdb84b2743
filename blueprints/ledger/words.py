"""What each act is called. An act without words shows its code: nothing is hidden."""

from __future__ import annotations

from dataclasses import fields

from flask_babel import lazy_gettext as _l

from domain.events import Event

ACTS: dict[str, str] = {
    "SubmissionReceived": _l("Kiriman diterima"),
    "SubmissionMoved": _l("Kiriman berpindah langkah"),
    "CitizenReplied": _l("Pelapor membalas"),
    "NoteWritten": _l("Catatan internal ditulis"),
    "AnswerShown": _l("Jawaban ditampilkan untuk umum"),
    "AnswerHidden": _l("Jawaban tidak lagi ditampilkan untuk umum"),
    "SubmissionPublished": _l("Kiriman ditampilkan untuk umum"),
    "SubmissionWithheld": _l("Kiriman ditarik dari tampilan umum"),
    "AchievementDrafted": _l("Naskah capaian dibuat"),
    "AchievementMoved": _l("Naskah capaian berpindah langkah"),
    "AccessRefused": _l("Permintaan ditolak"),
    "NoConflictDeclared": _l("Menyatakan tidak ada benturan kepentingan"),
    "ConflictDeclared": _l("Menyatakan ada benturan kepentingan"),
    "ReportPassedUp": _l("Laporan naik satu tingkat"),
    "ReportReadersSet": _l("Pembaca laporan tentang Inspektorat ditetapkan"),
    "DeputyNamed": _l("Plt atau Plh ditunjuk"),
    "WorkHandedOver": _l("Pekerjaan diserahterimakan"),
    "PersonInvited": _l("Orang diundang"),
    "InvitationResent": _l("Undangan dikirim ulang"),
    "InvitationWithdrawn": _l("Undangan dibatalkan"),
    "InvitationAccepted": _l("Undangan diterima"),
    "SignedIn": _l("Masuk"),
    "SignInRefused": _l("Gagal masuk"),
    "SignedOut": _l("Keluar"),
    "SessionsEnded": _l("Sesi diakhiri"),
    "FactorAdded": _l("Cara masuk ditambah"),
    "FactorRemoved": _l("Cara masuk dihapus"),
    "SecondFactorsReset": _l("Faktor kedua dihapus administrator"),
    "PasswordChanged": _l("Kata sandi diganti"),
    "PasswordResetAsked": _l("Atur ulang kata sandi diminta"),
    "AccountDisabled": _l("Akun dihentikan"),
    "AccountEnabled": _l("Akun diaktifkan lagi"),
    "SingleSignOnBound": _l("Akun tersambung ke SSO"),
    "SetupLinkMade": _l("Tautan pembuka dibuat"),
    "InstitutionOpened": _l("Instansi dibuka"),
    "InstitutionChanged": _l("Instansi diubah"),
    "UnitAdded": _l("Unit ditambah"),
    "UnitChanged": _l("Unit diubah"),
    "UnitClosed": _l("Unit ditutup"),
    "UnitReopened": _l("Unit dibuka lagi"),
    "UnitsImported": _l("Unit diimpor dari tabel"),
    "HatGiven": _l("Peran diberikan"),
    "HatEnded": _l("Peran diakhiri"),
    "CalendarDaySet": _l("Hari kalender dicatat"),
    "CalendarDayRemoved": _l("Hari kalender dihapus"),
    "DeadlineSet": _l("Tenggat ditetapkan"),
    "DeadlineLifted": _l("Tenggat kembali ke aturan umum"),
    "RouteSet": _l("Aturan topik ditetapkan"),
    "RouteRemoved": _l("Aturan topik dihapus"),
    "AnswerTemplateSaved": _l("Templat jawaban disimpan"),
    "AnswerTemplateRemoved": _l("Templat jawaban dihapus"),
}


FACTS: dict[str, str] = {
    "submission_id": _l("laporan"),
    "user_id": _l("orang"),
    "unit_id": _l("unit"),
    "message_id": _l("pesan"),
    "source": _l("dari"),
    "target": _l("ke"),
    "reason": _l("alasan"),
    "added": _l("ditambah"),
    "changed": _l("diubah"),
    "achievement_id": _l("capaian"),
    "factor": _l("cara masuk"),
    "first_factor": _l("bukti pertama"),
    "second_factor": _l("bukti kedua"),
    "template_id": _l("templat"),
    "day": _l("hari"),
    "kind": _l("jenis"),
    "addressee": _l("pembaca"),
    "received_from_id": _l("berasal dari instansi"),
    "declaration_id": _l("pernyataan"),
    "words": _l("versi kalimat"),
    "hat_id": _l("tugas"),
    "deputises_id": _l("mewakili tugas"),
    "role": _l("peran"),
    "position_status": _l("status jabatan"),
    "starts_on": _l("mulai"),
    "ends_on": _l("sampai"),
    "last_day": _l("hari terakhir"),
    "status": _l("status"),
    "invitation_id": _l("undangan"),
    "reports_go_to_id": _l("laporan dibaca instansi"),
    "days": _l("jumlah hari"),
    "working": _l("hari kerja"),
    "reset_id": _l("permintaan"),
    "rule_id": _l("aturan"),
    "count": _l("jumlah"),
    "ground": _l("asal benturan"),
    "hats": _l("tugas-tugas"),
    "successors": _l("pengganti"),
    "disabled": _l("akun dihentikan"),
    "endpoint": _l("halaman"),
    "subject": _l("tentang"),
}


def words_for(name: str) -> str:
    """The act in people's words."""
    return str(ACTS.get(name, name))


SEALED = _l("Tindakan tertutup")


def acts_on_cases() -> set[str]:
    """The acts that concern one submission, whether or not any was ever done."""
    return {
        one.__name__
        for one in every_event()
        if any(fact.name == "submission_id" for fact in fields(one))
    }


def every_event(kind: type[Event] = Event) -> set[type[Event]]:
    """Every kind of event there is; those others are made of have no words of their own."""
    children = kind.__subclasses__()
    return {kind} if not children else {one for child in children for one in every_event(child)}
