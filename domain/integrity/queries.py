"""Questions about declarations. Nothing here changes a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Select
from sqlalchemy.orm import joinedload

from domain.accounts.models import User
from domain.integrity.models import Declaration, Outcome
from domain.policy import Permission, visible
from extensions import db

PAGE = 50


def wanted(actor: User, outcome: Outcome | None = None) -> Select[Declaration]:
    """The declarations ``actor`` may read, the newest first."""
    clause = visible(actor, Permission.DECLARATION_READ, Declaration)
    statement = db.select(Declaration).where(clause)
    if outcome is not None:
        statement = statement.filter_by(outcome=outcome)
    return statement.options(joinedload(Declaration.user).lazyload(User.memberships)).order_by(
        Declaration.id.desc()
    )


def page(actor: User, outcome: Outcome | None, before: int | None) -> Sequence[Declaration]:
    """One page, and one more where more follow; those older than ``before``."""
    statement = wanted(actor, outcome).limit(PAGE + 1)
    if before is not None:
        statement = statement.where(Declaration.id < before)
    return db.session.scalars(statement).all()


def every(actor: User, outcome: Outcome | None) -> Iterator[Declaration]:
    """Every declaration ``actor`` may read, the newest first."""
    yield from db.session.scalars(wanted(actor, outcome).execution_options(yield_per=500))
