"""Units: the tree, one unit, closing and opening. Over HTTP."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from flask import request
from flask_babel import gettext as _
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response
from wtforms import SelectChoice

from blueprints.administration import blueprint
from blueprints.administration.desk import house, onward
from blueprints.administration.forms import ActForm, UnitForm
from domain.accounts.models import Institution, InstitutionKind, Unit
from domain.administration import units as service
from domain.administration.unit_tree import DEEPEST
from domain.errors import Stale, Unacceptable
from domain.policy import Permission
from extensions import db
from web.forms import blame
from web.guards import actor, requires
from web.rendering import render

LOCAL = {InstitutionKind.REGENCY, InstitutionKind.CITY, InstitutionKind.PROVINCE}
PAGE = 100


@blueprint.get("/<slug>/unit")
@requires(Permission.INSTITUTION_MANAGE)
def units(slug: str) -> Response:
    """Show the units as a tree, a page at a time."""
    institution = house(slug, Permission.INSTITUTION_MANAGE)
    everything = service.all_units(institution.id)
    rows = list(tree(everything))
    start = min(request.args.get("dari", 0, type=int), max(0, len(rows) - 1))
    start = max(0, start)
    return render(
        "administration/units.html",
        institution=institution,
        rows=rows[start : start + PAGE],
        total=len(rows),
        more=start + PAGE if start + PAGE < len(rows) else None,
        local=institution.kind in LOCAL,
        act=ActForm(data={"version": 0}),
    )


def tree(units: Sequence[Unit]) -> Iterator[tuple[int, Unit]]:
    """Each unit with its depth, parents before what is below them; none seems too deep."""
    below: dict[int | None, list[Unit]] = defaultdict(list)
    for unit in units:
        below[unit.parent_id].append(unit)
    waiting = [(0, unit) for unit in reversed(below.pop(None, []))]
    while waiting:
        depth, unit = waiting.pop()
        yield min(depth, DEEPEST), unit
        waiting += [(depth + 1, child) for child in reversed(below.pop(unit.id, []))]


@blueprint.post("/<slug>/unit/usulan")
@requires(Permission.INSTITUTION_MANAGE)
def add_usual_units(slug: str) -> Response:
    """Add the usual units of a local government."""
    institution = house(slug, Permission.INSTITUTION_MANAGE)
    count = service.add_usual(institution, actor())
    return onward("administration.units", said="ditambah", n=count)


@blueprint.route("/<slug>/unit/baru", methods=["GET", "POST"])
@requires(Permission.INSTITUTION_MANAGE)
def add_unit(slug: str) -> Response:
    """Add one unit."""
    institution = house(slug, Permission.INSTITUTION_MANAGE)
    form = UnitForm(data={"version": 0})
    form.parent.choices = parents(institution)
    if request.method == "POST" and form.validate():
        try:
            service.add(
                institution,
                actor(),
                code=form.code.data,
                name=form.name.data,
                kind=form.kind.data,
                parent=chosen_parent(institution, form),
            )
        except Unacceptable as refusal:
            blame(form, refusal)
        else:
            return onward("administration.units")
    status = 422 if request.method == "POST" else 200
    return render(
        "administration/unit.html", status=status, institution=institution, form=form, unit=None
    )


@blueprint.route("/<slug>/unit/<int:unit_id>", methods=["GET", "POST"])
@requires(Permission.INSTITUTION_MANAGE)
def unit(slug: str, unit_id: int) -> Response:
    """Rename or move one unit."""
    institution = house(slug, Permission.INSTITUTION_MANAGE)
    found = unit_at(institution, unit_id)
    form = UnitForm(obj=found, data={"parent": found.parent_id})
    del form.code
    form.parent.choices = parents(institution, found)
    if request.method == "GET":
        return unit_page(institution, found, form)
    if not form.validate():
        return unit_page(institution, found, form, 422)
    try:
        service.change(
            found,
            actor(),
            version=form.seen,
            name=form.name.data,
            kind=form.kind.data,
            parent=chosen_parent(institution, form),
        )
    except Unacceptable as refusal:
        blame(form, refusal)
        return unit_page(institution, found, form, 422)
    except (Stale, StaleDataError):
        return unit_page(institution, unit_at(institution, unit_id), form, 409)
    return onward("administration.units")


@blueprint.post("/<slug>/unit/<int:unit_id>/tutup")
@requires(Permission.INSTITUTION_MANAGE)
def close_unit(slug: str, unit_id: int) -> Response:
    """Let a unit rest in history."""
    institution = house(slug, Permission.INSTITUTION_MANAGE)
    found, form = unit_at(institution, unit_id), ActForm()
    try:
        service.close(found, actor(), version=form.seen)
    except Unacceptable as refusal:
        shown = fresh_form(institution, found)
        blame(shown, refusal)
        return unit_page(institution, found, shown, 422)
    return onward("administration.units")


@blueprint.post("/<slug>/unit/<int:unit_id>/buka")
@requires(Permission.INSTITUTION_MANAGE)
def reopen_unit(slug: str, unit_id: int) -> Response:
    """Let a closed unit take cases again."""
    institution = house(slug, Permission.INSTITUTION_MANAGE)
    found, form = unit_at(institution, unit_id), ActForm()
    try:
        service.reopen(found, actor(), version=form.seen)
    except Unacceptable as refusal:
        shown = fresh_form(institution, found)
        blame(shown, refusal)
        return unit_page(institution, found, shown, 422)
    return onward("administration.units")


def fresh_form(institution: Institution, found: Unit) -> UnitForm:
    """One unit's form as it is saved, whatever another button sent."""
    form = UnitForm(formdata=None, obj=found, data={"parent": found.parent_id})
    del form.code
    form.parent.choices = parents(institution, found)
    return form


def unit_at(institution: Institution, unit_id: int) -> Unit:
    """One unit of this institution, or NoResultFound."""
    statement = db.select(Unit).filter_by(id=unit_id, institution_id=institution.id)
    return db.session.scalars(statement).one()


def unit_page(institution: Institution, found: Unit, form: UnitForm, status: int = 200) -> Response:
    """One unit's page, and what stands in the way of closing it."""
    form.version.data, form.version.raw_data = found.version, None
    return render(
        "administration/unit.html",
        status=status,
        institution=institution,
        unit=found,
        form=form,
        act=ActForm(formdata=None, data={"version": found.version}),
        obstacles=[refusal.sentence for refusal in service.what_holds(found)],
        clash=status == 409,
    )


def parents(institution: Institution, but: Unit | None = None) -> list[SelectChoice]:
    """The units another may stand below."""
    rows = [
        (depth, unit)
        for depth, unit in tree(service.all_units(institution.id))
        if unit is not but and (unit.closed_on is None or (but and unit.id == but.parent_id))
    ]
    named = [SelectChoice(str(unit.id), " " * 3 * depth + unit.name) for depth, unit in rows]
    return [SelectChoice("", _("Berdiri sendiri")), *named]


def chosen_parent(institution: Institution, form: UnitForm) -> Unit | None:
    """The unit chosen to stand above, or Unacceptable for a stranger's."""
    if form.parent.data is None:
        return None
    try:
        return unit_at(institution, form.parent.data)
    except NoResultFound as error:
        raise Unacceptable("parent", "Pilih unit induk dari daftar.") from error
