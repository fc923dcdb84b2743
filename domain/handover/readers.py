"""Who reads a report about the inspectorate: a choice of the institution's own."""

from __future__ import annotations

from collections.abc import Sequence

from domain.accounts.models import Institution, User
from domain.errors import Stale, Unacceptable
from domain.handover.events import ReportReadersSet
from domain.integrity.readers import wearing
from domain.policy import INSPECTORATE, Permission, require
from domain.unit_of_work import announce, transactional
from extensions import db


@transactional
def set_report_readers(
    institution: Institution, above: Institution | None, actor: User, *, version: int
) -> None:
    """Send reports about the inspectorate to another institution's, or with None to the head."""
    require(actor, Permission.INSTITUTION_MANAGE, institution)
    if institution.version != version:
        raise Stale
    if above is not None and above.id not in {one.id for one in possible(institution)}:
        raise Unacceptable("above", "Pilih instansi lain yang punya Inspektorat di situs ini.")
    institution.reports_go_to_id = above.id if above else None
    announce(
        ReportReadersSet(
            actor_id=actor.id,
            institution_id=institution.id,
            reports_go_to_id=institution.reports_go_to_id,
        )
    )


def possible(institution: Institution) -> Sequence[Institution]:
    """The other institutions where somebody of an inspectorate is at work."""
    statement = db.select(Institution).where(Institution.id != institution.id)
    rows = db.session.scalars(statement.order_by(Institution.name)).all()
    return [one for one in rows if wearing(one.id, INSPECTORATE)]
