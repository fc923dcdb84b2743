"""A house: opening one, its identity, what it takes in. Over HTTP."""

from __future__ import annotations

from typing import Any

from flask import request
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response

from blueprints.administration import blueprint
from blueprints.administration.desk import house, onward
from blueprints.administration.forms import IdentityForm, OpenForm, kinds_form
from domain.accounts.models import Institution
from domain.administration import institutions
from domain.administration.institutions import ZONES, FirstAdministrator, kind_of, slug_from
from domain.errors import Stale, Unacceptable
from domain.policy import Permission
from domain.reference.models import Region
from domain.reference.queries import region_called, zone_of
from domain.submissions.kinds import Kind
from extensions import db
from web.forms import blame
from web.guards import actor, requires
from web.rendering import render

TEXTS = ("name", "timezone", "contact", "emergency_number", "data_protection_contact")
KindsForm = kinds_form()


@blueprint.route("/<slug>/identitas", methods=["GET", "POST"])
@requires(Permission.INSTITUTION_MANAGE)
def identity(slug: str) -> Response:
    """Show or change who an institution is and how it is reached."""
    institution = house(slug, Permission.INSTITUTION_MANAGE)
    form = IdentityForm(data=identity_of(institution))
    if request.method == "GET":
        return identity_page(institution, form)
    if not form.validate():
        return identity_page(institution, form, 422)
    try:
        values = {name: form[name].data for name in TEXTS} | {
            "kind": kind_of(form.kind.data),
            "region_code": getattr(region_from(form.region.data), "code", None),
        }
        institutions.change(institution, values, actor(), version=form.seen)
    except Unacceptable as refusal:
        blame(form, refusal)
        return identity_page(institution, form, 422)
    except (Stale, StaleDataError):
        return identity_page(house(slug), form, 409)
    return onward("administration.identity")


def identity_of(institution: Institution) -> dict[str, Any]:
    """What the form shows first."""
    return {name: getattr(institution, name) for name in (*TEXTS, "version")} | {
        "kind": institution.kind.value,
        "region": institution.region_code or "",
    }


def identity_page(institution: Institution, form: IdentityForm, status: int = 200) -> Response:
    """The identity's page; after a clash the next save is on purpose."""
    form.version.data, form.version.raw_data = institution.version, None
    return render(
        "administration/identity.html",
        status=status,
        institution=institution,
        form=form,
        region=db.session.get(Region, institution.region_code or ""),
        clash=status == 409,
    )


def region_from(typed: str) -> Region | None:
    """The region of this code or name; None for none, Unacceptable for one nobody knows."""
    if not typed:
        return None
    found = region_called(typed)
    if found is None:
        raise Unacceptable("region", "Wilayah ini tidak ada dalam daftar Kemendagri.")
    return found


@blueprint.route("/<slug>/pengaturan", methods=["GET", "POST"])
@requires(Permission.INSTITUTION_MANAGE)
def settings(slug: str) -> Response:
    """Show or change which kinds are taken in, publishing, and the welcome."""
    institution = house(slug, Permission.INSTITUTION_MANAGE)
    form = KindsForm(data=settings_of(institution))
    if request.method == "GET":
        return settings_page(institution, form)
    if not form.validate():
        return settings_page(institution, form, 422)
    closed = {k.value: form[f"notice_{k}"].data for k in Kind if not form[f"open_{k}"].data}
    values = {
        "welcome": form.welcome.data,
        "asks_to_publish": form.asks_to_publish.data,
        "closed_kinds": closed,
    }
    try:
        institutions.change(institution, values, actor(), version=form.seen)
    except Unacceptable as refusal:
        blame(form, refusal)
        return settings_page(institution, form, 422)
    except (Stale, StaleDataError):
        return settings_page(house(slug), form, 409)
    return onward("administration.settings")


def settings_of(institution: Institution) -> dict[str, Any]:
    """What the form shows first."""
    closed = institution.closed_kinds
    return {
        "version": institution.version,
        "welcome": institution.welcome,
        "asks_to_publish": institution.asks_to_publish,
        **{f"open_{kind}": kind.value not in closed for kind in Kind},
        **{f"notice_{kind}": closed.get(kind.value, "") for kind in Kind},
    }


def settings_page(institution: Institution, form: Any, status: int = 200) -> Response:
    """The settings' page."""
    form.version.data, form.version.raw_data = institution.version, None
    return render(
        "administration/settings.html",
        status=status,
        institution=institution,
        form=form,
        kinds=Kind,
        clash=status == 409,
    )


@blueprint.route("/instansi/baru", methods=["GET", "POST"])
@requires(Permission.INSTITUTION_OPEN)
def open_house() -> Response:
    """Open a house for another institution; its first administrator gets an invitation."""
    form = OpenForm(data={"version": 0})
    if request.method == "GET":
        return render("administration/open.html", form=form, opened=request.args.get("nama"))
    if form.validate():
        try:
            values, first = asked(form)
            institution, _invitation = institutions.open_house(values, first, actor())
        except Unacceptable as refusal:
            blame(form, at_question(refusal))
        else:
            return onward("administration.open_house", nama=institution.name)
    return render("administration/open.html", status=422, form=form, opened=None)


def asked(form: OpenForm) -> tuple[dict[str, Any], FirstAdministrator]:
    """The answers as the service takes them, or Unacceptable."""
    region = region_from(form.region.data)
    values = {
        "name": form.name.data,
        "slug": form.slug.data or slug_from(form.name.data or "") or "instansi-baru",
        "kind": kind_of(form.kind.data),
        "region_code": region.code if region else None,
        "timezone": form.timezone.data or zone_of(region) or ZONES[0],
        "contact": form.contact.data,
    }
    if not values["name"]:
        raise Unacceptable("name", "Tulis nama instansi.")
    if not form.person.data:
        raise Unacceptable("person", "Tulis nama administrator pertama.")
    return values, FirstAdministrator(form.person.data, form.email.data)


def at_question(refusal: Unacceptable) -> Unacceptable:
    """A refusal beside the question this form asks."""
    if refusal.field in {"role", "unit"}:
        refusal.field = "email"
    return refusal
