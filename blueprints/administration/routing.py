"""Topics and the units that answer them. Over HTTP."""

from __future__ import annotations

from collections.abc import Iterable

from flask import request
from flask_babel import gettext as _
from sqlalchemy.exc import NoResultFound
from werkzeug.wrappers import Response
from wtforms import SelectChoice

from blueprints.administration import blueprint
from blueprints.administration.desk import house, onward
from blueprints.administration.forms import ActForm, RouteForm
from domain.accounts.models import Institution, InstitutionKind, Unit
from domain.accounts.queries import units_of
from domain.administration import routing as service
from domain.administration.models import RoutingRule
from domain.administration.routing import Question
from domain.errors import Unacceptable
from domain.policy import Permission
from domain.reference import queries as reference
from domain.reference.models import Region, Vocabulary
from extensions import db
from web.forms import blame
from web.guards import actor, requires
from web.rendering import render

NATIONAL = {InstitutionKind.MINISTRY, InstitutionKind.ENTERPRISE}


@blueprint.route("/<slug>/topik", methods=["GET", "POST"])
@requires(Permission.RULES_MANAGE)
def routing(slug: str) -> Response:
    """Show the rules, and set one."""
    institution = house(slug, Permission.RULES_MANAGE)
    form = RouteForm()
    offer(institution, form)
    if request.method == "POST":
        unit = db.session.get(Unit, form.unit.data or 0)
        try:
            service.set_route(
                institution,
                actor(),
                topic=form.topic.data or "",
                region_code=form.region.data or "",
                unit=unit,
            )
        except Unacceptable as refusal:
            form.validate()
            blame(form, refusal)
        else:
            return onward("administration.routing")
    return render(
        "administration/routing.html",
        status=422 if request.method == "POST" else 200,
        institution=institution,
        form=form,
        rules=service.rules_of(institution.id),
        topics=topics(),
        regions=region_names(service.rules_of(institution.id)),
        acts=lambda rule: ActForm(formdata=None, data={"version": rule.version}),
    )


@blueprint.post("/<slug>/topik/<int:rule_id>/hapus")
@requires(Permission.RULES_MANAGE)
def remove_route(slug: str, rule_id: int) -> Response:
    """Make a suggestion no more."""
    institution = house(slug, Permission.RULES_MANAGE)
    rule = db.session.get(RoutingRule, rule_id)
    if rule is None or rule.institution_id != institution.id:
        raise NoResultFound
    service.remove_route(rule, actor(), version=ActForm().seen)
    return onward("administration.routing")


@blueprint.get("/<slug>/topik/coba")
@requires(Permission.RULES_MANAGE)
def try_routing(slug: str) -> Response:
    """Show which unit every topic would be suggested for, in a chosen region."""
    institution = house(slug, Permission.RULES_MANAGE)
    region = request.args.get("wilayah", "")
    known = region if db.session.get(Region, region) else ""
    rules = service.rules_of(institution.id)
    return render(
        "administration/routing_trial.html",
        institution=institution,
        region=known,
        places=places(institution),
        topics=topics(),
        regions=region_names(rules),
        results={code: service.answer(rules, Question(code, known)) for code in topics()},
    )


def topics() -> dict[str, str]:
    """The topics' words by code."""
    return {term.code: _(term.label) for term in reference.terms(Vocabulary.TOPIC)}


def places(institution: Institution) -> list[tuple[str, str]]:
    """The parts of an institution's area."""
    if institution.kind in NATIONAL:
        return [(region.code, region.name) for region in reference.provinces()]
    if not institution.region_code:
        return []
    return [(r.code, r.name) for r in reference.districts_of(institution.region_code)]


def region_names(rules: Iterable[RoutingRule]) -> dict[str, str]:
    """The names of the regions some rules speak of."""
    codes = {rule.region_code for rule in rules if rule.region_code}
    statement = db.select(Region).where(Region.code.in_(codes))
    return {region.code: region.name for region in db.session.scalars(statement)}


def offer(institution: Institution, form: RouteForm) -> None:
    """Fill the choices in."""
    form.topic.choices = [SelectChoice("", _("Semua topik"))]
    form.topic.choices += [SelectChoice(code, words) for code, words in topics().items()]
    form.region.choices = [SelectChoice("", _("Semua wilayah"))]
    form.region.choices += [SelectChoice(code, name) for code, name in places(institution)]
    form.unit.choices = [SelectChoice("", _("Pilih unit"))] + [
        SelectChoice(str(unit.id), unit.name)
        for unit in units_of(institution.id)
        if unit.closed_on is None
    ]
