"""What citizens said and the office answered, as far as it may be shown."""

from __future__ import annotations

from flask import Response, request
from flask_babel import gettext

from blueprints.public import blueprint
from blueprints.public.words import STATUS_WORDS, page_of, read_key
from domain.reference.models import Vocabulary
from domain.reference.queries import terms
from domain.submissions import public_queries
from domain.submissions.answers import decided
from domain.submissions.kinds import Kind
from web.guards import public
from web.rendering import render
from web.site import institution_named

PAGE = 20


@blueprint.get("/usulan")
@public
def proposals() -> Response:
    """Show the proposals that may be shown."""
    return listing(Kind.PROPOSAL, "public/proposals.html")


@blueprint.get("/usulan/<reference>")
@public
def proposal(reference: str) -> Response:
    """Show one proposal and the office's answer."""
    return single(Kind.PROPOSAL, reference, "public/proposal.html")


@blueprint.get("/pemantauan")
@public
def monitorings() -> Response:
    """Show the monitorings that may be shown."""
    return listing(Kind.MONITORING, "public/monitorings.html")


@blueprint.get("/pemantauan/<reference>")
@public
def monitoring(reference: str) -> Response:
    """Show one monitoring and the office's answer."""
    return single(Kind.MONITORING, reference, "public/monitoring.html")


def listing(kind: Kind, template: str) -> Response:
    """One page of a kind, narrowed as asked."""
    asked = request.args
    topics = {term.code: gettext(term.label) for term in terms(Vocabulary.TOPIC)}
    institution = institution_named(asked.get("instansi"))
    topic = asked.get("topik", "") if asked.get("topik") in topics else ""
    found = public_queries.published(
        kind,
        institution_id=institution.id if institution else None,
        topic=topic,
        before=read_key(asked.get("sebelum", "")),
        limit=PAGE,
    )
    rows, older = page_of(found, PAGE)
    return render(
        template,
        rows=rows,
        older=older,
        topics=topics,
        topic=topic,
        institution=institution,
        status_words=STATUS_WORDS,
        sender=public_queries.sender,
    )


def single(kind: Kind, reference: str, template: str) -> Response:
    """One published submission with what the office said."""
    shown = public_queries.shown(kind, reference.upper())
    topics = {term.code: gettext(term.label) for term in terms(Vocabulary.TOPIC)}
    return render(
        template,
        submission=shown,
        answers=public_queries.answers(shown),
        answered=bool(decided(shown)),
        sender=public_queries.sender(shown),
        topic=topics.get(shown.topic, ""),
        status_words=STATUS_WORDS,
    )
