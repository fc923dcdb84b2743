"""The verbs of routing: which unit is suggested for a topic from a region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.accounts.models import Institution, Unit, User
from domain.administration.events import RouteRemoved, RouteSet
from domain.administration.models import ANY, RoutingRule
from domain.errors import Stale, Unacceptable
from domain.policy import Permission, require
from domain.reference.models import Region, Vocabulary
from domain.reference.queries import terms
from domain.submissions.kinds import Kind
from domain.submissions.models import Submission
from domain.unit_of_work import announce, transactional
from extensions import db


@dataclass(frozen=True)
class Question:
    """What a rule is asked: a topic and a region, either possibly unknown."""

    topic: str = ANY
    region_code: str = ANY


@transactional
def set_route(
    institution: Institution, actor: User, *, topic: str, region_code: str, unit: Unit | None
) -> RoutingRule:
    """Suggest ``unit`` for a topic from a region; a rule for the same pair is replaced."""
    require(actor, Permission.RULES_MANAGE, institution)
    if unit is None or unit.institution_id != institution.id:
        raise Unacceptable("unit", "Pilih unitnya.")
    if unit.closed_on is not None:
        raise Unacceptable("unit", "Unit ini sudah ditutup. Pilih unit lain.")
    if topic and topic not in {term.code for term in terms(Vocabulary.TOPIC)}:
        raise Unacceptable("topic", "Pilih topik dari daftar.")
    if region_code and db.session.get(Region, region_code) is None:
        raise Unacceptable("region", "Pilih wilayah dari daftar.")
    if not topic and not region_code:
        raise Unacceptable("topic", "Pilih topik, wilayah, atau keduanya.")
    rule = rule_for(institution.id, topic, region_code) or RoutingRule(
        institution_id=institution.id, topic=topic, region_code=region_code
    )
    rule.unit_id = unit.id
    db.session.add(rule)
    db.session.flush()
    db.session.refresh(rule)
    announce(
        RouteSet(actor_id=actor.id, institution_id=institution.id, rule_id=rule.id, unit_id=unit.id)
    )
    return rule


@transactional
def remove_route(rule: RoutingRule, actor: User, *, version: int) -> None:
    """Make that suggestion no more, or raise NotPermitted or Stale."""
    require(actor, Permission.RULES_MANAGE, rule)
    if rule.version != version:
        raise Stale
    db.session.delete(rule)
    announce(RouteRemoved(actor_id=actor.id, institution_id=rule.institution_id, rule_id=rule.id))


def rule_for(institution_id: int, topic: str, region_code: str) -> RoutingRule | None:
    """The rule for exactly this pair, or None."""
    return db.session.scalar(
        db.select(RoutingRule).filter_by(
            institution_id=institution_id, topic=topic, region_code=region_code
        )
    )


def rules_of(institution_id: int) -> Sequence[RoutingRule]:
    """An institution's rules, by topic and region."""
    statement = db.select(RoutingRule).filter_by(institution_id=institution_id)
    order = (RoutingRule.topic, RoutingRule.region_code)
    return db.session.scalars(statement.order_by(*order)).all()


def suggested(submission: Submission) -> Unit | None:
    """The unit the rules suggest for a case; never the one a deviation report is about."""
    asked = Question(submission.topic, submission.region_code or ANY)
    spared = submission.about_unit_id if submission.kind is Kind.DEVIATION else 0
    rule = answer(rules_of(submission.institution_id), asked, spared)
    return rule.unit if rule else None


def answer(
    rules: Sequence[RoutingRule], asked: Question, spared_unit_id: int = 0
) -> RoutingRule | None:
    """The most specific rule that fits: topic counts before region, a district before a regency."""
    fitting = [
        rule
        for rule in rules
        if fits(rule, asked) and rule.unit.closed_on is None and rule.unit_id != spared_unit_id
    ]
    return max(fitting, key=lambda rule: (bool(rule.topic), len(rule.region_code)), default=None)


def fits(rule: RoutingRule, asked: Question) -> bool:
    """Whether a rule speaks of what is asked; a region holds the regions below it."""
    here = f"{asked.region_code}."
    return rule.topic in {ANY, asked.topic} and (
        not rule.region_code or here.startswith(f"{rule.region_code}.")
    )
