"""Ready answers. Over HTTP."""

from __future__ import annotations

from flask import request
from sqlalchemy.exc import IntegrityError, NoResultFound
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response

from blueprints.administration import blueprint
from blueprints.administration.desk import house, onward
from blueprints.administration.forms import ActForm, TemplateForm
from domain.accounts.models import Institution
from domain.administration import templates as service
from domain.administration.models import AnswerTemplate
from domain.administration.templates import VARIABLES
from domain.errors import Stale, Unacceptable
from domain.policy import Permission
from domain.submissions.kinds import Kind
from extensions import db
from web.forms import blame
from web.guards import actor, requires
from web.rendering import render

PAGE = 50


@blueprint.get("/<slug>/jawaban")
@requires(Permission.RULES_MANAGE)
def answers(slug: str) -> Response:
    """List the ready answers, a page at a time."""
    institution = house(slug, Permission.RULES_MANAGE)
    rows = service.templates_of(institution.id)
    start = max(0, request.args.get("dari", 0, type=int))
    return render(
        "administration/answers.html",
        institution=institution,
        rows=rows[start : start + PAGE],
        more=start + PAGE if start + PAGE < len(rows) else None,
    )


@blueprint.route("/<slug>/jawaban/baru", methods=["GET", "POST"])
@requires(Permission.RULES_MANAGE)
def add_answer(slug: str) -> Response:
    """Write a ready answer."""
    institution = house(slug, Permission.RULES_MANAGE)
    return edited(institution, None, TemplateForm(data={"version": 0}))


@blueprint.route("/<slug>/jawaban/<int:template_id>", methods=["GET", "POST"])
@requires(Permission.RULES_MANAGE)
def answer(slug: str, template_id: int) -> Response:
    """Show or change a ready answer."""
    institution = house(slug, Permission.RULES_MANAGE)
    found = template_at(institution, template_id)
    kind = found.kind.value if found.kind else ""
    return edited(institution, found, TemplateForm(obj=found, data={"kind": kind}))


@blueprint.post("/<slug>/jawaban/<int:template_id>/hapus")
@requires(Permission.RULES_MANAGE)
def remove_answer(slug: str, template_id: int) -> Response:
    """Offer a ready answer no more."""
    institution = house(slug, Permission.RULES_MANAGE)
    service.remove(template_at(institution, template_id), actor(), version=ActForm().seen)
    return onward("administration.answers")


def edited(institution: Institution, found: AnswerTemplate | None, form: TemplateForm) -> Response:
    """The form shown, or its answers kept."""
    if request.method == "GET":
        return template_page(institution, found, form)
    if not form.validate():
        return template_page(institution, found, form, 422)
    try:
        service.save(
            institution,
            actor(),
            title=form.title.data,
            body=form.body.data,
            kind=next((kind for kind in Kind if kind.value == form.kind.data), None),
            template=found,
            version=form.seen,
        )
    except Unacceptable as refusal:
        blame(form, refusal)
        return template_page(institution, found, form, 422)
    except (Stale, StaleDataError, IntegrityError):
        again = template_at(institution, found.id) if found else None
        return template_page(institution, again, form, 409)
    return onward("administration.answers")


def template_at(institution: Institution, template_id: int) -> AnswerTemplate:
    """One of the institution's ready answers, or NoResultFound."""
    found = db.session.get(AnswerTemplate, template_id)
    if found is None or found.institution_id != institution.id:
        raise NoResultFound
    return found


def template_page(
    institution: Institution,
    found: AnswerTemplate | None,
    form: TemplateForm,
    status: int = 200,
) -> Response:
    """One ready answer's page, with the gaps it may have."""
    version = found.version if found else 0
    form.version.data, form.version.raw_data = version, None
    return render(
        "administration/answer.html",
        status=status,
        institution=institution,
        template=found,
        form=form,
        variables=VARIABLES,
        unknown=service.unknown(form.body.data or "") if status == 422 else [],
        act=ActForm(formdata=None, data={"version": version}),
        clash=status == 409,
    )
