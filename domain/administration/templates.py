"""The verbs of ready answers. Each public function is one unit of work."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from domain.accounts.models import Institution, User
from domain.administration.events import AnswerTemplateRemoved, AnswerTemplateSaved
from domain.administration.models import AnswerTemplate
from domain.errors import Stale, Unacceptable
from domain.policy import Permission, require
from domain.submissions.kinds import Kind
from domain.unit_of_work import announce, transactional
from extensions import db

VARIABLES = ("nomor", "judul", "unit", "instansi", "topik", "tanggal_masuk", "tanggal_janji")
HOLE = re.compile(r"\{([^{}\n]*)\}")
LONGEST_TITLE, LONGEST_BODY = 100, 5000


@transactional
def save(
    institution: Institution,
    actor: User,
    *,
    title: str,
    body: str,
    kind: Kind | None,
    template: AnswerTemplate | None = None,
    version: int = 0,
) -> AnswerTemplate:
    """Write or change a ready answer, or raise NotPermitted, Stale, Unacceptable."""
    require(actor, Permission.RULES_MANAGE, template or institution)
    if template is not None and template.version != version:
        raise Stale
    check(title, body)
    twin = db.session.scalar(
        db.select(AnswerTemplate).filter_by(institution_id=institution.id, title=title)
    )
    if twin is not None and twin is not template:
        raise Unacceptable("title", "Nama ini sudah dipakai templat lain.")
    row = template or AnswerTemplate(institution_id=institution.id)
    row.title, row.body, row.kind = title, body, kind
    db.session.add(row)
    db.session.flush()
    announce(
        AnswerTemplateSaved(actor_id=actor.id, institution_id=institution.id, template_id=row.id)
    )
    return row


@transactional
def remove(template: AnswerTemplate, actor: User, *, version: int) -> None:
    """Offer a ready answer no more, or raise NotPermitted or Stale."""
    require(actor, Permission.RULES_MANAGE, template)
    if template.version != version:
        raise Stale
    db.session.delete(template)
    announce(
        AnswerTemplateRemoved(
            actor_id=actor.id, institution_id=template.institution_id, template_id=template.id
        )
    )


def check(title: str, body: str) -> None:
    """Raise Unacceptable for a text without name or words, or with unknown gaps."""
    if not title or len(title) > LONGEST_TITLE:
        raise Unacceptable("title", "Beri nama templat ini, paling banyak 100 huruf.")
    if not body or len(body) > LONGEST_BODY:
        raise Unacceptable("body", "Tulis isinya, paling banyak 5.000 huruf.")
    if unknown(body):
        raise Unacceptable(
            "body", "Ada kata dalam kurung kurawal yang tidak dikenal. Pakai daftar di atas."
        )


def unknown(body: str) -> list[str]:
    """The gaps no case could fill, a lone brace among them."""
    strange = [name for name in HOLE.findall(body) if name not in VARIABLES]
    return strange + re.findall(r"[{}]", HOLE.sub("", body))


def filled(body: str, values: Mapping[str, str]) -> str:
    """The text with its gaps filled; a gap without a value stays to be seen."""
    return HOLE.sub(lambda hole: values.get(hole[1]) or hole[0], body)


def templates_of(institution_id: int, kind: Kind | None = None) -> Sequence[AnswerTemplate]:
    """An institution's ready answers by name; of one kind, with those for every kind."""
    statement = db.select(AnswerTemplate).filter_by(institution_id=institution_id)
    if kind is not None:
        statement = statement.where(AnswerTemplate.kind.is_(None) | (AnswerTemplate.kind == kind))
    return db.session.scalars(statement.order_by(AnswerTemplate.title)).all()
