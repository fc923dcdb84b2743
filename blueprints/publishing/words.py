"""What the newsroom says once a step is taken."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from domain.publishing.workflow import ArticleAction

DONE: dict[str, str] = {
    ArticleAction.SUBMIT: _l("Sudah disimpan dan diajukan untuk diperiksa."),
    ArticleAction.APPROVE: _l("Sudah disetujui."),
    ArticleAction.RETURN: _l("Sudah dikembalikan kepada penulisnya."),
    ArticleAction.PUBLISH: _l("Sudah terbit."),
    ArticleAction.WITHDRAW: _l("Sudah ditarik dari publik."),
    ArticleAction.REVISE: _l("Sudah dibuka lagi untuk diperbaiki."),
}
