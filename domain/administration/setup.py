"""An empty house is opened once, by a link the operator makes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy.exc import NoResultFound

from domain.accounts import links
from domain.accounts.access import Invitation
from domain.accounts.models import Institution, User
from domain.administration.events import SetupLinkMade
from domain.administration.institutions import FirstAdministrator, open_house
from domain.administration.models import SetupLink
from domain.clock import now
from domain.errors import NotAllowedNow
from domain.unit_of_work import announce, transactional
from extensions import db

LASTS = timedelta(hours=24)


@transactional
def make_link() -> str:
    """A new one-use token; older ones die. NotAllowedNow unless the house is empty."""
    if not is_empty():
        raise NotAllowedNow("somebody lives here")
    for old in db.session.scalars(db.select(SetupLink).filter_by(used_at=None)):
        old.expires_at = now()
    # The hash is made by ``mint``; until then nothing opens this row.
    link = SetupLink(token_hash="", expires_at=now())
    token: str = links.mint(link, LASTS)
    db.session.add(link)
    announce(SetupLinkMade(actor_id=None))
    return token


def is_empty() -> bool:
    """Whether there is neither an institution nor a person."""
    someone = db.session.scalar(db.select(User.id).limit(1))
    return someone is None and db.session.scalar(db.select(Institution.id).limit(1)) is None


def opened_by(token: str) -> SetupLink:
    """The link this token belongs to: NoResultFound if none, NotAllowedNow if used or late."""
    link = db.session.scalar(db.select(SetupLink).filter_by(token_hash=links.token_hash(token)))
    if link is None:
        raise NoResultFound
    if link.used_at is not None or link.expires_at <= now() or not is_empty():
        raise NotAllowedNow("used or late")
    return link


@transactional
def begin(token: str, values: Mapping[str, Any], first: FirstAdministrator) -> Invitation:
    """Open the first house and use the link up; the invitation makes the first account."""
    link = opened_by(token)
    link.used_at = now()
    _, invitation = open_house(values, first, None)
    return invitation
