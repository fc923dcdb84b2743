"""What an institution still lacks, computed from what is there; nothing is ticked by hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func

from domain.accounts.models import Institution, Membership, Unit, User
from domain.administration.calendar import this_year, year
from domain.administration.models import AnswerTemplate, RoutingRule
from domain.administration.people import invited
from domain.clock import today
from domain.errors import Sentence
from domain.integrity.readers import one_level_up, wearing
from domain.policy import Role
from domain.publishing.models import Achievement
from domain.publishing.workflow import ArticleStatus
from domain.submissions.models import StatusChange, Submission
from domain.submissions.workflow import Status
from extensions import db


@dataclass(frozen=True)
class Need:
    """One thing a house needs; ``place`` says where it is done, ``needed`` whether it must be."""

    code: str
    place: str
    met: bool
    sentence: Sentence
    needed: bool = True
    invited: bool = False
    """Whether somebody was asked already, and has not answered yet."""


# The role, how many people must hold it, what it is for, and whether it must be there.
ROLES = (
    (
        Role.INSPECTORATE_ADMIN,
        1,
        Sentence("Admin Inspektorat, yang memeriksa masukan warga"),
        True,
    ),
    (Role.FOCAL_POINT, 1, Sentence("Focal point, yang menutup kasus dan memeriksa naskah"), True),
    (Role.PUBLIC_RELATIONS, 1, Sentence("Humas, yang menulis capaian"), True),
    (Role.UNIT_OFFICER, 1, Sentence("Petugas unit, yang menjawab warga"), False),
    (
        Role.SYSTEM_ADMINISTRATOR,
        2,
        Sentence("Administrator sistem kedua, supaya satu boleh cuti"),
        False,
    ),
)


def needs(institution: Institution) -> list[Need]:
    """Everything an institution should have, met or not, in the order to do it."""
    return [
        *of_the_house(institution),
        *of_people(institution),
        *of_rules(institution),
        *of_life(institution),
    ]


def is_unfinished(institution: Institution) -> bool:
    """Whether something is still to be done that an institution must have."""
    return any(need.needed and not (need.met or need.invited) for need in needs(institution))


def of_the_house(institution: Institution) -> list[Need]:
    """Name, contacts and units."""
    units = count(Unit, Unit.institution_id == institution.id, Unit.closed_on.is_(None))
    return [
        Need("contact", "identity", bool(institution.contact), Sentence("Alamat dan jam layanan")),
        Need(
            "data_protection",
            "identity",
            bool(institution.data_protection_contact),
            Sentence("Kontak pelindung data pribadi"),
        ),
        Need("units", "units", units > 0, Sentence("Unit kerja")),
    ]


def of_people(institution: Institution) -> list[Need]:
    """The roles without which nothing is verified, answered, told or read."""
    held, asked = roles_held(institution), roles_asked(institution)
    roles = [
        Need(
            role.value,
            "people",
            held[role] >= least,
            sentence,
            needed,
            invited=held[role] < least <= held[role] + asked[role],
        )
        for role, least, sentence, needed in ROLES
    ]
    return [*roles, of_readers(institution, asked)]


def of_readers(institution: Institution, asked: Counter[Role]) -> Need:
    """Who reads a report about the inspectorate itself."""
    words = Sentence("Orang yang membaca laporan tentang Inspektorat, biasanya kepala daerah")
    above = one_level_up(institution).institution
    met = above.id != institution.id or bool(wearing(institution.id, (Role.HEAD,)))
    return Need("readers", "people", met, words, invited=not met and asked[Role.HEAD] > 0)


def of_rules(institution: Institution) -> list[Need]:
    """The calendar, who gets which topic, ready answers, the looks."""
    routes = count(RoutingRule, RoutingRule.institution_id == institution.id)
    answers = count(AnswerTemplate, AnswerTemplate.institution_id == institution.id)
    looks = bool(institution.accent or institution.logo_key)
    routed = Sentence("Aturan topik, supaya masukan cepat sampai ke unit")
    return [
        *of_the_calendar(institution),
        Need("routes", "routing", routes > 0, routed, needed=False),
        Need("answers", "answers", answers > 0, Sentence("Templat jawaban"), needed=False),
        Need("brand", "brand", looks, Sentence("Logo atau warna instansi"), needed=False),
        Need(
            "welcome",
            "settings",
            bool(institution.welcome),
            Sentence("Kata sambutan di beranda"),
            needed=False,
        ),
    ]


def of_the_calendar(institution: Institution) -> list[Need]:
    """This year's holidays, and next year's in time."""
    first = this_year(institution)
    return [
        Need(
            f"calendar_{number}",
            "calendar",
            not year(institution, number).is_empty,
            Sentence("Hari libur %(year)s di kalender kerja", {"year": number}),
            needed=number == first,
        )
        for number in (first, first + 1)
    ]


def of_life(institution: Institution) -> list[Need]:
    """The first achievement told and the first citizen answered."""
    told = count(
        Achievement,
        Achievement.institution_id == institution.id,
        Achievement.status == ArticleStatus.PUBLISHED,
    )
    answered = count(
        StatusChange,
        StatusChange.target == Status.RESPONDED,
        StatusChange.submission_id.in_(
            db.select(Submission.id).where(Submission.institution_id == institution.id)
        ),
    )
    return [
        Need("achievement", "newsroom", told > 0, Sentence("Capaian pertama yang terbit")),
        Need("answer", "queue", answered > 0, Sentence("Jawaban pertama untuk warga")),
    ]


def roles_asked(institution: Institution) -> Counter[Role]:
    """How many open invitations there are to each role."""
    return Counter(row.role for row in invited(institution.id))


def roles_held(institution: Institution) -> Counter[Role]:
    """How many active people hold each role today."""
    day = today(institution.timezone)
    statement = (
        db.select(Membership.role, func.count(Membership.user_id.distinct()))
        .join(Membership.user)
        .where(
            Membership.institution_id == institution.id,
            User.active,
            Membership.starts_on.is_(None) | (Membership.starts_on <= day),
            Membership.ends_on.is_(None) | (Membership.ends_on >= day),
        )
        .group_by(Membership.role)
    )
    return Counter(dict(db.session.execute(statement).all()))


def count(model: type, *where: object) -> int:
    """How many rows of ``model`` fit."""
    statement = db.select(func.count()).select_from(model).where(*where)
    return db.session.scalar(statement) or 0
