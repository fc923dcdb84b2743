"""Name deputies, let people leave, choose who reads about the inspectorate. Over HTTP."""

from __future__ import annotations

from collections.abc import Sequence

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from blueprints.handover import blueprint
from blueprints.handover.forms import DeputyForm, ReadersForm, leaving_form
from domain.accounts.models import Institution, Membership, PositionStatus, User
from domain.administration.people import person_at
from domain.clock import today
from domain.errors import Stale, Unacceptable
from domain.handover import deputies, leaving, readers
from domain.handover.leaving import Holdings
from domain.policy import NotPermitted, Permission, require, visible
from extensions import db
from web.forms import TidyForm, blame
from web.guards import actor, fresh, requires
from web.rendering import render
from web.row_ids import row_id


def house(slug: str, permission: Permission) -> Institution:
    """The institution at this address; a stranger's is NoResultFound, a lacking right 403."""
    clause = visible(actor(), Permission.ADMINISTRATION_READ, Institution)
    found = db.session.scalars(db.select(Institution).where(clause).filter_by(slug=slug)).one()
    require(actor(), permission, found)
    return found


@blueprint.get("/<slug>")
@requires(Permission.PEOPLE_MANAGE)
def overview(slug: str) -> Response:
    """List today's and tomorrow's deputies, and the ways on."""
    institution = house(slug, Permission.PEOPLE_MANAGE)
    rows = deputies.deputies_at(institution.id, today(institution.timezone))
    return render("handover/overview.html", institution=institution, rows=rows)


@blueprint.route("/<slug>/orang/<int:user_id>/wakil", methods=["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE)
@fresh
def deputy(slug: str, user_id: int) -> Response:
    """Ask who stands in for somebody, and give them the dated hat."""
    institution = house(slug, Permission.PEOPLE_MANAGE)
    person = person_at(institution.id, user_id)
    hats = [h for h in person.memberships if h.institution_id == institution.id]
    posts = [hat for hat in hats if hat.deputises_id is None and hat.is_current]
    people = leaving.colleagues(person, institution)
    form = DeputyForm(data={"starts_on": today(institution.timezone)})
    form.offer(posts, people)
    if request.method == "POST" and form.validate():
        try:
            name_deputy(form, {h.id: h for h in posts}, {p.id: p for p in people})
        except Unacceptable as refusal:
            blame(form, refusal)
        else:
            return redirect(url_for("handover.overview", slug=slug), 303)
    return render(
        "handover/deputy.html",
        status=422 if request.method == "POST" else 200,
        institution=institution,
        person=person,
        form=form,
    )


def name_deputy(form: DeputyForm, posts: dict[int, Membership], people: dict[int, User]) -> None:
    """What the form asks for, or Unacceptable for what it never offered."""
    if form.hat.data not in posts:
        raise Unacceptable("hat", "Pilih jabatan yang diwakili.")
    if form.person.data not in people:
        raise Unacceptable("person", "Pilih siapa wakilnya.")
    deputies.deputise(
        people[form.person.data],
        posts[form.hat.data],
        position_status=standing(form.status.data),
        starts_on=form.starts_on.data,
        ends_on=form.ends_on.data,
        actor=actor(),
    )


def standing(code: str | None) -> PositionStatus:
    """Plt or Plh; anything else is no deputy's."""
    found = next((one for one in deputies.STANDINGS if one.value == code), None)
    return found or PositionStatus.PERMANENT


@blueprint.route("/<slug>/orang/<int:user_id>", methods=["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE)
@fresh
def leave(slug: str, user_id: int) -> Response:
    """Show what somebody holds, and hand it over as they leave."""
    institution = house(slug, Permission.PEOPLE_MANAGE)
    person = person_at(institution.id, user_id)
    if person.id == actor().id:
        raise NotPermitted(Permission.PEOPLE_MANAGE)
    held = leaving.holdings(person, institution)
    people = leaving.colleagues(person, institution)
    form = leaving_form(held.hats, people)
    if request.method == "POST" and form.validate():
        try:
            leaving.hand_over(person, institution, chosen(form, held, people), actor())
        except Unacceptable as refusal:
            blame(form, refusal)
        else:
            return redirect(
                url_for("administration.person", slug=slug, user_id=user_id, kabar="tersimpan"), 303
            )
    return render(
        "handover/leave.html",
        status=422 if request.method == "POST" else 200,
        institution=institution,
        person=person,
        held=held,
        form=form,
    )


def chosen(form: TidyForm, held: Holdings, people: Sequence[User]) -> dict[int, User]:
    """The successor chosen for each hat, or Unacceptable for somebody who was not offered."""
    by_id = {one.id: one for one in people}
    asked = {one.hat.id: form[f"hat_{one.hat.id}"].data for one in held.hats}
    if any(user and user not in by_id for user in asked.values()):
        raise Unacceptable("successors", "Pilih pengganti dari daftar.")
    return {hat: by_id[user] for hat, user in asked.items() if user}


@blueprint.route("/<slug>/laporan-inspektorat", methods=["GET", "POST"])
@requires(Permission.INSTITUTION_MANAGE)
@fresh
def report_readers(slug: str) -> Response:
    """Ask who reads reports about the inspectorate, and keep it."""
    institution = house(slug, Permission.INSTITUTION_MANAGE)
    above = readers.possible(institution)
    form = ReadersForm(
        data={"above": institution.reports_go_to_id or 0, "version": str(institution.version)}
    )
    form.offer(above)
    status = 200
    if request.method == "POST":
        status = kept(institution, above, form)
    if status == 303:
        return redirect(url_for("administration.desk", slug=slug), 303)
    return render("handover/readers.html", status=status, institution=institution, form=form)


def kept(institution: Institution, above: Sequence[Institution], form: ReadersForm) -> int:
    """Keep the choice: 303 when done, else the status of the form's return."""
    chosen = next((one for one in above if one.id == form.above.data), None)
    if not form.validate() or (form.above.data and chosen is None):
        blame(form, Unacceptable("above", "Pilih dari daftar."))
        return 422
    try:
        readers.set_report_readers(
            institution, chosen, actor(), version=row_id(form.version.data) or 0
        )
    except Stale:
        blame(
            form,
            Unacceptable("", "Instansi baru saja diubah orang lain. Muat ulang, lalu pilih lagi."),
        )
        return 409
    return 303
