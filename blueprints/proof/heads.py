"""What the log publishes: heads, links between them, leaves, the key and the checker."""

from __future__ import annotations

from pathlib import Path

from flask import jsonify, make_response, render_template, request
from sqlalchemy.exc import NoResultFound
from werkzeug.wrappers import Response

from blueprints.proof import blueprint
from domain.proof import queries, verifier
from domain.proof.models import TreeHead
from web.guards import public
from web.rendering import render

LEAVES_AT_ONCE = 1000
CHECKER = Path(verifier.__file__)
SHORTLY = "public, max-age=300"


@blueprint.get("/kepala")
@public
def heads() -> Response:
    """List the published heads, the newest first."""
    before = request.args.get("sebelum", "")
    rows = queries.published_heads(int(before) if is_number(before) else None)
    return render("proof/heads.html", rows=rows, full=len(rows) == queries.HEADS_A_PAGE)


@blueprint.get("/kepala/terbaru.txt")
@public
def newest() -> Response:
    """The newest head, always at this address: keep it, and compare tomorrow."""
    head = queries.latest_head()
    if head is None:
        raise NoResultFound
    return plain(head.note, SHORTLY)


@blueprint.get("/kepala/<int:head_id>.txt")
@public
def head(head_id: int) -> Response:
    """One published head as a signed note."""
    return plain(published(head_id).note, SHORTLY)


@blueprint.get("/kepala.atom")
@public
def feed() -> Response:
    """The newest heads as a feed: subscribing is keeping."""
    response = make_response(render_template("proof/feed.xml", rows=queries.published_heads()))
    response.content_type = "application/atom+xml; charset=utf-8"
    response.headers["Cache-Control"] = SHORTLY
    return response


@blueprint.get("/konsistensi/<int:first>-<int:second>.json")
@public
def consistency(first: int, second: int) -> Response:
    """Show that the log only grew between two published heads."""
    older, newer = sorted((published(first), published(second)), key=lambda head: head.id)
    response = jsonify(queries.consistency(older, newer))
    response.headers["Cache-Control"] = SHORTLY
    response.headers["Content-Disposition"] = 'attachment; filename="konsistensi.json"'
    return response


@blueprint.get("/daun.txt")
@public
def leaves() -> Response:
    """Leaf hashes in order, a thousand at a time: anyone may rebuild the tree."""
    start = request.args.get("mulai", "0")
    hashes = queries.hashes(int(start) if is_number(start) else 0, LEAVES_AT_ONCE)
    return plain("".join(f"{leaf.hex()}\n" for leaf in hashes), SHORTLY)


@blueprint.get("/kunci.txt")
@public
def key() -> Response:
    """The key that signed the newest head."""
    head = queries.latest_head()
    if head is None:
        raise NoResultFound
    return plain(f"{head.key}\n", SHORTLY)


@blueprint.get("/periksa_bukti.py")
@public
def checker() -> Response:
    """The program that checks all of it without us: the very file this house runs."""
    response = plain(CHECKER.read_text(encoding="utf-8"), SHORTLY)
    response.headers["Content-Disposition"] = 'attachment; filename="periksa_bukti.py"'
    return response


def published(head_id: int) -> TreeHead:
    """That head, or NoResultFound; a number no database holds is none."""
    if head_id >= 2**31:
        raise NoResultFound
    return queries.published_head(head_id)


def is_number(text: str) -> bool:
    """Whether ``text`` is a whole number a database holds."""
    return text.isascii() and text.isdigit() and len(text) < len(str(2**31))


def plain(text: str, caching: str) -> Response:
    """A text file others may fetch and keep."""
    response = make_response(text)
    response.content_type = "text/plain; charset=utf-8"
    response.headers["Cache-Control"] = caching
    return response
