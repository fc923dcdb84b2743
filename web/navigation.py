"""The menus, as data: words, endpoint, and the permission that lights it."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from domain.policy import Permission


@dataclass(frozen=True)
class Item:
    """One entry of a menu."""

    words: str
    endpoint: str
    permission: Permission | None = None


PUBLIC = (
    Item(_l("Capaian"), "public.achievements"),
    Item(_l("Usulan"), "public.proposals"),
    Item(_l("Pemantauan"), "public.monitorings"),
    Item(_l("Lacak"), "participation.track"),
)
STAFF = (
    Item(_l("Antrean"), "moderation.queue", Permission.SUBMISSION_READ),
    Item(_l("Redaksi"), "publishing.desk", Permission.ARTICLE_READ),
    Item(_l("Target"), "targets.desk", Permission.TARGET_READ),
    Item(_l("Jejak"), "ledger.book", Permission.LEDGER_READ),
    Item(_l("Kelola"), "administration.overview", Permission.ADMINISTRATION_READ),
)
