"""What a submission is about: the institution, its units and places, perhaps an achievement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import abort
from flask_babel import gettext as _
from sqlalchemy.exc import NoResultFound
from wtforms import SelectChoice

from blueprints.participation.forms import UNKNOWN, DeviationForm, SubmissionForm, unknown
from domain.accounts.models import Institution, InstitutionKind
from domain.accounts.queries import units_of
from domain.integrity.readers import Readers, one_level_up
from domain.publishing.models import Achievement
from domain.publishing.queries import public_page
from domain.reference import queries as reference
from domain.reference.models import Region, Vocabulary
from web.forms import line
from web.site import home_institution, institutions

NATIONAL = {InstitutionKind.MINISTRY, InstitutionKind.ENTERPRISE}


@dataclass(frozen=True)
class Subject:
    """Whom the citizen writes to, and about which achievement, if one was named."""

    institution: Institution
    achievement: Achievement | None

    @property
    def above(self) -> Readers:
        """Who reads a report about the inspectorate itself."""
        return one_level_up(self.institution)

    def columns(self, form: SubmissionForm) -> dict[str, Any]:
        """The columns that say what the submission is about."""
        if self.achievement is None:
            return {
                "institution_id": self.institution.id,
                "about_unit_id": int(form.about_unit.data),
            }
        return {
            "institution_id": self.institution.id,
            "about_unit_id": self.achievement.unit_id or 0,
            "achievement_id": self.achievement.id,
            "target_id": self.achievement.target_id,
        }


def subject_of(form: SubmissionForm, slug: str, can_be_achievement: bool) -> Subject:
    """What ``form`` is about; its questions then offer what that institution has."""
    achievement = achievement_named(slug) if can_be_achievement else None
    institution = achievement.institution if achievement else chosen_institution(form)
    if institution is None:
        abort(503)
    if achievement is None:
        form.achievement.data = ""
        offer_institutions(form, institution)
    else:
        form.achievement.data = achievement.slug
        del form.institution, form.about_unit
    offer_terms(form)
    offer_places(form, institution)
    if not institution.asks_to_publish and "may_publish" in form:
        del form.may_publish
    return Subject(institution, achievement)


def closed_for(form: SubmissionForm, subject: Subject) -> str:
    """Why the institution does not take this kind in at present; empty where it does."""
    kind = form.MODEL.__mapper_args__["polymorphic_identity"]
    return str(subject.institution.closed_kinds.get(kind, ""))


def achievement_named(slug: str) -> Achievement | None:
    """The published achievement at this address; None when there is none any more."""
    slug = line(slug)
    if not slug:
        return None
    try:
        return public_page(slug)
    except NoResultFound:
        return None


def chosen_institution(form: SubmissionForm) -> Institution | None:
    """The institution chosen in the form, else the one whose address this is."""
    chosen = form.institution.data
    return next((i for i in institutions() if str(i.id) == chosen), home_institution())


def offer_institutions(form: SubmissionForm, institution: Institution) -> None:
    """Offer every institution, and the units of the one at hand."""
    ours = [SelectChoice(str(i.id), i.name) for i in institutions()]
    units = [
        SelectChoice(str(u.id), u.name) for u in units_of(institution.id) if u.closed_on is None
    ]
    form.institution.choices, form.about_unit.choices = [*ours, unknown()], [unknown(), *units]
    form.institution.data = form.institution.data or str(institution.id)
    form.about_unit.data = form.about_unit.data or UNKNOWN


def offer_terms(form: SubmissionForm) -> None:
    """Offer the topics and, to a report, the types of deviation."""
    topics = [SelectChoice(term.code, _(term.label)) for term in reference.terms(Vocabulary.TOPIC)]
    form.topic.choices = [SelectChoice("", _("Pilih topik")), *topics]
    if isinstance(form, DeviationForm):
        form.deviation_type.choices = [
            SelectChoice(term.code, in_full(_(term.label), _(term.hint) if term.hint else ""))
            for term in reference.terms(Vocabulary.DEVIATION_TYPE)
        ]


def in_full(words: str, hint: str) -> str:
    """A choice's words, and what they mean where that is told."""
    return f"{words}: {hint[:1].lower()}{hint[1:]}" if hint else words


def offer_places(form: SubmissionForm, institution: Institution) -> None:
    """Offer the parts of the institution's own area; a national one's area is the provinces."""
    places = parts_of(institution)
    form.region.choices = [unknown(), *(SelectChoice(p.code, p.name) for p in places)]
    form.region.data = form.region.data or UNKNOWN
    if institution.kind in NATIONAL:
        form.region.label.text = _("Di provinsi mana?")
    elif institution.kind is InstitutionKind.PROVINCE:
        form.region.label.text = _("Di kabupaten atau kota mana?")


def parts_of(institution: Institution) -> Sequence[Region]:
    """The provinces, or the parts of the institution's region; none when it has no region."""
    if institution.kind in NATIONAL:
        return reference.provinces()
    return reference.districts_of(institution.region_code) if institution.region_code else []
