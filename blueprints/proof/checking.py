"""Check a file somebody kept: what it proves alone, and whether it still stands."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.exc import NoResultFound
from werkzeug.wrappers import Response

from adapters.signing import is_signed
from blueprints.proof import blueprint
from blueprints.proof.forms import CheckForm
from blueprints.proof.words import ACTS, GONE, STILL, VERDICTS, WORDS
from domain.proof import queries, verifier
from domain.proof.models import TreeHead
from domain.proof.verifier import Kept
from domain.submissions.workflow import Status
from extensions import limiter
from web.filters import tanggal, waktu
from web.guards import public
from web.labels import citizen_label
from web.rendering import render
from web.site import home_institution

Row = tuple[str, str, str]
MOST_ENTRIES = 500


@blueprint.get("/")
@public
def page() -> Response:
    """Say what the log is for, show its newest head, and ask for a kept file."""
    return answered(CheckForm())


@blueprint.post("/")
@public
@limiter.limit("60/hour")
def check() -> Response:
    """Check the files; nothing of them is kept."""
    form = CheckForm()
    kept = form.kept()
    try:
        rows = None if kept is None else found_in(kept)
    except verifier.Unreadable:
        form.refused(_("Berkas ini rusak atau bukan berkas bukti."))
        rows = None
    return answered(form, rows)


def answered(form: CheckForm, rows: list[Row] | None = None) -> Response:
    """The page, with what was found if anything was checked."""
    return render(
        "proof/check.html",
        fragments=("verdict",),
        status=422 if form.errors else 200,
        form=form,
        rows=rows,
        wrong=any(kind == "SALAH" for kind, _word, _text in rows or ()),
        head=queries.latest_head(),
    )


def found_in(kept: Kept) -> list[Row]:
    """Every finding as its verdict, that verdict's word, and a sentence."""
    head = queries.latest_head()
    own_key = [head.key] if head and not any(map(verifier.IS_KEY.fullmatch, kept.texts)) else []
    texts = kept.texts + own_key
    found = verifier.check(kept.documents, kept.notes, texts, is_signed)
    rows = [row(one.verdict, one.code, one.facts) for one in found]
    proofs = [one for one in kept.documents if one["format"] == verifier.PROOF]
    entries = [entry for proof in proofs for entry in proof["entries"]][:MOST_ENTRIES]
    return rows + [now_row(entry, head) for entry in entries if head is not None]


def row(verdict: str, code: str, facts: dict[str, Any]) -> Row:
    """One finding, in the reader's language."""
    return verdict, str(VERDICTS[verdict]), str(WORDS[code]) % (facts | told(facts))


def told(facts: dict[str, Any]) -> dict[str, str]:
    """An act and its time as people read them; a code nobody knows is shown as it is."""
    if "act" not in facts:
        return {}
    act, _sep, target = str(facts["act"]).partition(" ")
    words = [str(ACTS.get(act, act))]
    if target in set(Status):
        words.append(f"“{citizen_label(Status(target))}”")
    at = str(facts["at"])
    day_only = len(at) == len("2026-01-31")
    home = home_institution()
    zone = home.timezone if home else "Asia/Jakarta"
    moment = datetime.fromisoformat(at)
    return {
        "act": " ".join(words),
        "at": tanggal(moment.date()) if day_only else waktu(moment, zone),
    }


def now_row(entry: dict[str, Any], head: TreeHead) -> Row:
    """Whether an act a citizen can show still stands in the newest head."""
    facts = verifier.named(entry)
    leaf = verifier.leaf_of(entry)
    try:
        index, path = queries.path_now(leaf, head)
    except NoResultFound:
        return row("SALAH", GONE, facts)
    steps = [bytes.fromhex(step) for step in path]
    stands = verifier.is_included(leaf, index, head.size, steps, head.root)
    return row("BENAR", STILL, facts) if stands else row("SALAH", GONE, facts)
