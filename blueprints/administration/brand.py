"""Logo and colour. Over HTTP."""

from __future__ import annotations

from flask import request
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response

from blueprints.administration import blueprint
from blueprints.administration.desk import house, onward
from blueprints.administration.forms import AccentForm, ActForm, LogoForm
from domain.accounts.models import Institution
from domain.administration import brand as service
from domain.administration.brand import HOUSE_ACCENT, MAX_LOGO_BYTES
from domain.errors import Stale, Unacceptable
from domain.policy import Permission
from web.forms import blame
from web.guards import actor, requires
from web.rendering import render


@blueprint.route("/<slug>/merek", methods=["GET", "POST"])
@requires(Permission.INSTITUTION_MANAGE)
def brand(slug: str) -> Response:
    """Show the brand, or take another colour."""
    institution = house(slug, Permission.INSTITUTION_MANAGE)
    values = {"accent": institution.accent, "version": institution.version}
    form = AccentForm(data=values)
    if request.method == "GET":
        return brand_page(institution, accent=form)
    if not form.validate():
        return brand_page(institution, accent=form, status=422)
    try:
        service.set_accent(institution, form.accent.data or "", actor(), version=form.seen)
    except Unacceptable as refusal:
        blame(form, refusal)
        return brand_page(institution, accent=form, status=422)
    except (Stale, StaleDataError):
        return brand_page(house(slug), accent=form, status=409)
    return onward("administration.brand")


@blueprint.post("/<slug>/merek/logo")
@requires(Permission.INSTITUTION_MANAGE)
def logo(slug: str) -> Response:
    """Take a logo, cleaned of what it hides."""
    institution = house(slug, Permission.INSTITUTION_MANAGE)
    form = LogoForm()
    file = form.logo.data
    try:
        if not file:
            raise Unacceptable("logo", "Pilih gambarnya lebih dulu.")
        data = file.stream.read(MAX_LOGO_BYTES + 1)
        service.set_logo(institution, file.filename or "", data, actor(), version=form.seen)
    except Unacceptable as refusal:
        blame(form, refusal)
        return brand_page(institution, logo=form, status=422)
    except (Stale, StaleDataError):
        return brand_page(house(slug), logo=form, status=409)
    return onward("administration.brand")


@blueprint.post("/<slug>/merek/logo/hapus")
@requires(Permission.INSTITUTION_MANAGE)
def remove_logo(slug: str) -> Response:
    """Show the name alone again."""
    institution = house(slug, Permission.INSTITUTION_MANAGE)
    service.remove_logo(institution, actor(), version=ActForm().seen)
    return onward("administration.brand")


def brand_page(
    institution: Institution,
    *,
    accent: AccentForm | None = None,
    logo: LogoForm | None = None,
    status: int = 200,
) -> Response:
    """The brand's page; a refused colour comes with a darker one that can be read."""
    values = {"accent": institution.accent, "version": institution.version}
    if accent is None:
        accent = AccentForm(formdata=None, data=values)
    if logo is None:
        logo = LogoForm(formdata=None, data=values)
    for form in (accent, logo):
        form.version.data, form.version.raw_data = institution.version, None
    tried = f"#{(accent.accent.data or '').upper().removeprefix('#')}"
    pale = bool(accent.errors) and bool(service.COLOUR.fullmatch(tried))
    return render(
        "administration/brand.html",
        status=status,
        institution=institution,
        accent=accent,
        logo=logo,
        act=ActForm(formdata=None, data={"version": institution.version}),
        house_accent=HOUSE_ACCENT,
        ratio=service.readability(institution.accent or HOUSE_ACCENT),
        better=service.readable_version(tried) if pale else "",
        clash=status == 409,
    )
