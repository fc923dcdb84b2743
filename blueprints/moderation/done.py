"""What the queue says once an act is done; the address carries only its short name."""

from __future__ import annotations

from enum import StrEnum

from flask import request
from flask_babel import lazy_gettext as _l

from domain.submissions.workflow import Action


class Act(StrEnum):
    """What can be done to a case besides taking it a step further."""

    NOTE = "catatan"
    PUBLISH = "tayang"
    WITHHOLD = "turun"
    SHOW = "jawaban-tayang"
    HIDE = "jawaban-turun"


WORDS: dict[str, str] = {
    Action.VERIFY: _l("Sudah diterima untuk diverifikasi."),
    Action.ASK: _l("Sudah ditanyakan kepada warga."),
    Action.ASSIGN: _l("Sudah diteruskan ke unit."),
    Action.RETURN: _l("Sudah dikembalikan ke Inspektorat."),
    Action.START: _l("Sudah mulai ditindaklanjuti."),
    Action.ANSWER: _l("Sudah dikirim kepada warga."),
    Action.CLOSE: _l("Sudah ditutup sebagai selesai."),
    Action.ARCHIVE: _l("Sudah diarsipkan."),
    Action.REFER: _l("Sudah dirujuk ke lembaga lain."),
    Action.REOPEN: _l("Sudah dibuka kembali."),
    Act.NOTE: _l("Catatan sudah disimpan."),
    Act.PUBLISH: _l("Sudah tayang untuk umum."),
    Act.WITHHOLD: _l("Sudah diturunkan dari umum."),
    Act.SHOW: _l("Jawaban sudah tayang untuk umum."),
    Act.HIDE: _l("Jawaban sudah tidak tayang lagi."),
}


def done() -> str:
    """The sentence about what was just done; nothing for a name nobody gave."""
    return str(WORDS.get(request.args.get("sudah", ""), ""))
