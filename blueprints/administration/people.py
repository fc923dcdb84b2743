"""People: the list, one person, invitations, roles. Over HTTP."""

from __future__ import annotations

from flask import request
from flask_babel import gettext as _
from sqlalchemy.exc import NoResultFound
from werkzeug.wrappers import Response
from wtforms import SelectChoice

from blueprints.administration import blueprint
from blueprints.administration.desk import house, onward
from blueprints.administration.forms import ActForm, EndForm, HatForm, InviteForm
from domain.accounts import invitations
from domain.accounts import people as accounts
from domain.accounts.access import Invitation
from domain.accounts.models import Institution, PositionStatus, Unit, User
from domain.accounts.posts import Post
from domain.accounts.queries import units_of
from domain.administration import people as service
from domain.administration.people import PAGE, PeopleFilter
from domain.clock import today
from domain.errors import NotAllowedNow, Unacceptable
from domain.notifications.queries import waiting_letters
from domain.policy import GIVEN_WITHIN, Permission, Role
from extensions import db
from web.forms import blame
from web.guards import actor, fresh, requires
from web.rendering import render
from web.row_ids import row_id


@blueprint.get("/<slug>/orang")
@requires(Permission.PEOPLE_MANAGE)
def people(slug: str) -> Response:
    """List who works here, by name, and who has been invited."""
    institution = house(slug, Permission.PEOPLE_MANAGE)
    wanted = wanted_from(institution)
    name, _sep, row = request.args.get("sesudah", "").rpartition("_")
    found = row_id(row)
    after = (name, found) if found is not None else None
    rows = list(service.people(institution.id, wanted, after))
    shown, invited = rows[:PAGE], service.invited(institution.id)
    more = f"{shown[-1].name.lower()}_{shown[-1].id}" if len(rows) > PAGE else None
    return render(
        "administration/people.html",
        institution=institution,
        rows=shown,
        more=more,
        wanted=wanted,
        roles=[role for role in Role if role in GIVEN_WITHIN],
        units=units_of(institution.id),
        invited=invited,
        unsent=waiting_letters("invitation", {row.id for row in invited}),
        act=ActForm(data={"version": 0}),
    )


def wanted_from(institution: Institution) -> PeopleFilter:
    """The filter an address asks for."""
    role = next((r for r in Role if r.value == request.args.get("peran")), None)
    return PeopleFilter(
        text=request.args.get("cari", "").strip()[:100],
        role=role,
        unit_id=row_id(request.args.get("unit")),
    )


@blueprint.route("/<slug>/orang/undang", methods=["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE)
@fresh
def invite(slug: str) -> Response:
    """Invite somebody who has no account yet."""
    institution = house(slug, Permission.PEOPLE_MANAGE)
    form = InviteForm()
    offer_units(institution, form)
    if request.method == "POST" and form.validate():
        try:
            invitations.invite(
                institution,
                post_from(institution, form),
                email=form.email.data,
                name=form.name.data,
                actor=actor(),
            )
        except Unacceptable as refusal:
            blame(form, refusal)
        else:
            return onward("administration.people", said="diundang")
    status = 422 if request.method == "POST" else 200
    return render("administration/invite.html", status=status, institution=institution, form=form)


@blueprint.post("/<slug>/undangan/<int:invitation_id>/<act>")
@requires(Permission.PEOPLE_MANAGE)
@fresh
def invitation(slug: str, invitation_id: int, act: str) -> Response:
    """Send an invitation again, or withdraw it."""
    institution = house(slug, Permission.PEOPLE_MANAGE)
    verbs = {"kirim-ulang": invitations.resend, "batalkan": invitations.withdraw}
    if act not in verbs:
        raise NoResultFound
    statement = db.select(Invitation).filter_by(id=invitation_id, institution_id=institution.id)
    verbs[act](db.session.scalars(statement).one(), actor())
    return onward("administration.people", said="terkirim" if act == "kirim-ulang" else "tersimpan")


@blueprint.get("/<slug>/orang/<int:user_id>")
@requires(Permission.PEOPLE_MANAGE)
def person(slug: str, user_id: int) -> Response:
    """Show one person with the roles they hold or held here."""
    institution = house(slug, Permission.PEOPLE_MANAGE)
    return person_page(institution, service.person_at(institution.id, user_id))


@blueprint.post("/<slug>/orang/<int:user_id>/peran")
@requires(Permission.PEOPLE_MANAGE)
@fresh
def give_hat(slug: str, user_id: int) -> Response:
    """Give somebody one role more."""
    institution = house(slug, Permission.PEOPLE_MANAGE)
    found, form = service.person_at(institution.id, user_id), HatForm()
    if not form.validate():
        return person_page(institution, found, form, 422)
    try:
        service.give(found, institution, post_from(institution, form), actor())
    except Unacceptable as refusal:
        blame(form, refusal)
        return person_page(institution, found, form, 422)
    return onward("administration.person", user_id=user_id)


@blueprint.route("/<slug>/orang/<int:user_id>/peran/<int:hat_id>", methods=["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE)
@fresh
def end_hat(slug: str, user_id: int, hat_id: int) -> Response:
    """Ask for the last day of a role, and end it then."""
    institution = house(slug, Permission.PEOPLE_MANAGE)
    found = service.person_at(institution.id, user_id)
    hat = service.hat_of(found, institution.id, hat_id)
    if hat is None:
        raise NoResultFound
    form = EndForm(data={"last_day": today(institution.timezone)})
    if request.method == "POST" and form.validate():
        try:
            service.end(hat, form.last_day.data, actor())
        except Unacceptable as refusal:
            blame(form, refusal)
        else:
            return onward("administration.person", user_id=user_id)
    status = 422 if request.method == "POST" else 200
    return render(
        "administration/end_hat.html",
        status=status,
        institution=institution,
        person=found,
        hat=hat,
        form=form,
    )


@blueprint.post("/<slug>/orang/<int:user_id>/akun/<act>")
@requires(Permission.PEOPLE_MANAGE)
@fresh
def account(slug: str, user_id: int, act: str) -> Response:
    """Stop an account, let it in again, or clear a lost second factor."""
    institution = house(slug, Permission.PEOPLE_MANAGE)
    found = service.person_at(institution.id, user_id)
    verbs = {
        "nonaktifkan": accounts.disable,
        "aktifkan": accounts.enable,
        "atur-ulang": accounts.reset_second_factor,
    }
    if act not in verbs:
        raise NoResultFound
    if act == "nonaktifkan" and service.is_last_administrator(found, institution):
        raise NotAllowedNow("nobody else would look after the institution")
    verbs[act](found, actor())
    return onward("administration.person", user_id=user_id)


def person_page(
    institution: Institution, found: User, form: HatForm | None = None, status: int = 200
) -> Response:
    """One person's page; nobody changes their own roles."""
    if form is None:
        form = HatForm(formdata=None)
    offer_units(institution, form)
    hats = [hat for hat in found.memberships if hat.institution_id == institution.id]
    return render(
        "administration/person.html",
        status=status,
        institution=institution,
        person=found,
        hats=hats,
        form=form,
        own=found.id == actor().id,
        managed=accounts.may_manage(actor(), found),
        last=service.is_last_administrator(found, institution),
        act=ActForm(formdata=None, data={"version": 0}),
        may_be_ended=GIVEN_WITHIN,
    )


def offer_units(institution: Institution, form: HatForm) -> None:
    """Fill the open units in."""
    rows = [unit for unit in units_of(institution.id) if unit.closed_on is None]
    named = [SelectChoice(str(unit.id), unit.name) for unit in rows]
    form.unit.choices = [SelectChoice("", _("Seluruh instansi")), *named]


def post_from(institution: Institution, form: HatForm) -> Post:
    """The role as it was asked for, or Unacceptable."""
    role = next((r for r in GIVEN_WITHIN if r.value == form.role.data), None)
    if role is None:
        raise Unacceptable("role", "Pilih peran dari daftar.")
    status = next((s for s in PositionStatus if s.value == form.status.data), None)
    if status is None:
        raise Unacceptable("status", "Pilih status jabatan dari daftar.")
    unit = db.session.get(Unit, form.unit.data) if form.unit.data else None
    if form.unit.data and (unit is None or unit.institution_id != institution.id):
        raise Unacceptable("unit", "Pilih unit dari daftar.")
    return Post(role, unit, form.title.data or "", status, form.starts_on.data, form.ends_on.data)
