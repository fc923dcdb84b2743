"""Who is let in where: one row for each guarded route, written by hand.

The table is not computed from the policy: it can disagree with it. A letter is a role:
I inspectorate admin, F focal point, U unit officer, P public relations, H head,
A auditor, N national secretariat, S system administrator.
"""

from __future__ import annotations

from dataclasses import dataclass

from domain.policy import Role

EVERYBODY = "IFUPHANS"
ROLES = dict(zip(EVERYBODY, Role, strict=True))


@dataclass(frozen=True)
class Row:
    """Who is let in at home and abroad, and to whom a foreign row does not exist.

    Everybody else signed in gets 403; ``hidden`` is who gets 404 at home.
    """

    home: str
    abroad: str = ""
    missing: str = ""
    hidden: str = ""


def readers(home: str, missing: str, abroad: str = "", hidden: str = "") -> Row:
    """A row whose foreign twin is missing for ``missing``."""
    return Row(home, abroad, missing, hidden)


CASE = readers("IFUPHAN", "IFUPHA", "N")
STEP = readers("IF", "IFUPHA")
NOTE = readers("IFU", "IFUPHA")
WORDING = readers("IF", "IFH")
INTERESTS = readers("IFU", "IFUPHAN", hidden="PHAN")
TEXT = readers("IFPHA", "IFPHA")
WRITING = readers("P", "IFPHA")
DESK = readers("IFS", "IFS")
HOUSE = readers("S", "S")


def alike(home: str) -> Row:
    """A page of lists: foreign ids in its address change nothing about who enters."""
    return Row(home, abroad=home)


TABLE: dict[str, Row] = {
    "moderation.queue": alike("IFUPHAN"),
    "moderation.case": CASE,
    "moderation.attachment": CASE,
    "moderation.move": STEP,
    "moderation.note": NOTE,
    "moderation.publish": WORDING,
    "moderation.withhold": WORDING,
    "moderation.answer": WORDING,
    "moderation.interests": INTERESTS,
    "moderation.register": alike("FHA"),
    "moderation.register_file": alike("FHA"),
    "moderation.stood_aside": alike("IFUPHAN"),
    "publishing.desk": alike("IFPHA"),
    "publishing.new": alike("P"),
    "publishing.edit GET": TEXT,
    "publishing.edit POST": WRITING,
    "publishing.image": TEXT,
    "publishing.preview": TEXT,
    "publishing.move": readers("PF", "IFPHA"),
    "targets.desk": alike("IFUPHAN"),
    "targets.download": alike("IFUPHAN"),
    "ledger.book": readers("FAS", "FAS"),
    "ledger.download": readers("FAS", "FAS"),
    "administration.overview": alike("IFS"),
    "administration.open_house": alike("NS"),
    **dict.fromkeys(
        (
            "administration.begin",
            "administration.checklist",
            "administration.desk",
            "administration.answer",
            "administration.answers",
            "administration.add_answer",
            "administration.remove_answer",
            "administration.calendar",
            "administration.import_days",
            "administration.remove_day",
            "administration.deadline",
            "administration.deadlines",
            "administration.lift_deadline",
            "administration.routing",
            "administration.remove_route",
            "administration.try_routing",
        ),
        DESK,
    ),
    **dict.fromkeys(
        (
            "administration.account",
            "administration.add_unit",
            "administration.add_usual_units",
            "administration.brand",
            "administration.close_unit",
            "administration.end_hat",
            "administration.give_hat",
            "administration.identity",
            "administration.import_units",
            "administration.invitation",
            "administration.invite",
            "administration.keep_units",
            "administration.logo",
            "administration.people",
            "administration.person",
            "administration.remove_logo",
            "administration.reopen_unit",
            "administration.settings",
            "administration.unit",
            "administration.unit_table",
            "administration.units",
            "handover.deputy",
            "handover.leave",
            "handover.overview",
            "handover.report_readers",
        ),
        HOUSE,
    ),
    **dict.fromkeys(
        (
            "accounts.app",
            "accounts.confirm",
            "accounts.end_other_sessions",
            "accounts.home",
            "accounts.passkey",
            "accounts.password",
            "accounts.protection",
            "accounts.recovery_codes",
            "accounts.remove_app",
            "accounts.sessions",
        ),
        alike(EVERYBODY),
    ),
    # Somebody else's session and passkey are nobody's; these rows are the auditor's.
    "accounts.end_session": readers("A", EVERYBODY, hidden="IFUPHNS"),
    "accounts.remove_passkey": readers("A", EVERYBODY, hidden="IFUPHNS"),
    **dict.fromkeys(
        ("door.recovery", "door.second_step", "door.second_step_by_passkey"), alike(EVERYBODY)
    ),
}
# Open to everyone, signed in or not. What these show is other tests' matter.
OPEN = {
    *("accounts.choose_language", "administration.setup", "static"),
    *("door.by_passkey", "door.forgotten", "door.from_provider", "door.invitation"),
    *("door.letter_sent", "door.password_set", "door.set_anew", "door.to_provider"),
    *("health.alive", "health.ready", "security.login", "security.logout"),
    *("participation.choose", "participation.file", "participation.leave"),
    *("participation.proof", "participation.reply_post", "participation.report"),
    *("participation.send", "participation.status", "participation.track"),
    *("participation.words", "proof.check", "proof.checker", "proof.consistency"),
    *("proof.feed", "proof.head", "proof.heads", "proof.key", "proof.leaves"),
    *("proof.newest", "proof.page", "public.about", "public.achievement"),
    *("public.achievement_image", "public.achievements", "public.brand_sheet"),
    *("public.figure_file", "public.home", "public.infographics", "public.institution_home"),
    *("public.logo", "public.monitoring", "public.monitorings", "public.proposal"),
    *("public.proposals",),
}
