"""What each act is called. An act without words shows its code: nothing is hidden."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from domain.events import Event

ACTS: dict[str, str] = {
    "SubmissionReceived": _l("Kiriman diterima"),
    "SubmissionMoved": _l("Kiriman berpindah langkah"),
    "CitizenReplied": _l("Pelapor membalas"),
    "NoteWritten": _l("Catatan internal ditulis"),
    "SubmissionPublished": _l("Kiriman ditampilkan untuk umum"),
    "SubmissionWithheld": _l("Kiriman ditarik dari tampilan umum"),
    "AchievementDrafted": _l("Naskah capaian dibuat"),
    "AchievementMoved": _l("Naskah capaian berpindah langkah"),
}


def words_for(name: str) -> str:
    """The act in people's words."""
    return str(ACTS.get(name, name))


def every_event(kind: type[Event] = Event) -> set[type[Event]]:
    """Every kind of event there is; those others are made of have no words of their own."""
    children = kind.__subclasses__()
    return {kind} if not children else {one for child in children for one in every_event(child)}
