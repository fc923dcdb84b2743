"""Rows as the house itself would make them. Each function is one sentence."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from secrets import token_hex

from sqlalchemy import event

from domain import codes
from domain.accounts import sessions
from domain.accounts.access import Factor, Passkey, StaffSession
from domain.accounts.models import Institution, InstitutionKind, Membership, Unit, User
from domain.clock import now, stopped_at
from domain.integrity import service as integrity
from domain.policy import Role
from domain.submissions import service
from domain.submissions.models import Deviation, Monitoring, Proposal
from domain.submissions.workflow import Action, ArchiveReason
from extensions import db

_numbers = count(1)


def an_institution(**values):
    n = next(_numbers)
    defaults = {
        "slug": f"instansi-{n}",
        "name": f"Kabupaten Contoh {n}",
        "kind": InstitutionKind.REGENCY,
        "region_code": "33.01",
    }
    return saved(Institution(**(defaults | values)))


def a_unit(institution, **values):
    n = next(_numbers)
    defaults = {"code": f"UNIT{n}", "name": f"Dinas Contoh {n}", "kind": "dinas"}
    return saved(Unit(institution_id=institution.id, **(defaults | values)))


def a_person(role: Role, institution, unit=None, **values):
    n = next(_numbers)
    defaults = {"email": f"orang{n}@contoh.test", "name": f"Orang {n}"}
    user = User(**(defaults | values))
    user.memberships.append(
        Membership(role=role, institution_id=institution.id, unit_id=unit.id if unit else None)
    )
    return saved(user)


def another_hat(user, role: Role, institution, unit=None, **values):
    hat = Membership(
        role=role, institution_id=institution.id, unit_id=unit.id if unit else None, **values
    )
    user.memberships.append(hat)
    return saved(hat)


def a_session(user, **values):
    """A browser in which this person proved both factors; its token."""
    defaults = {"first_factor": Factor.PASSWORD, "second_factor": Factor.TOTP}
    row = StaffSession(user_id=user.id, browser="Firefox, Linux", **(defaults | values))
    token = sessions.renew(row)
    saved(row)
    return token


def a_passkey(user, **values):
    """A device of theirs; nobody has its private key."""
    defaults = {"name": "Laptop", "credential_id": token_hex(16).encode(), "public_key": b"x"}
    return saved(Passkey(user_id=user.id, **(defaults | values)))


def minutes_later(minutes):
    """The clock moved on."""
    return stopped_at(now() + timedelta(minutes=minutes))


@contextmanager
def questions(db):
    """What the database is asked meanwhile."""
    asked = []

    def note(_connection, _cursor, statement, *_):
        asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield asked
    event.remove(db.engine, "before_cursor_execute", note)


def a_proposal(institution, **values):
    defaults = {
        "title": "Izin usaha cukup sekali unggah",
        "body": "Fotokopi diminta tiga rangkap padahal sudah diunggah.",
        "topic": "perizinan",
        "change": "Petugas mengambil berkas dari sistem.",
        "beneficiaries": "Pengusaha kecil",
    }
    return received(Proposal, institution, defaults | values)


def a_monitoring(institution, **values):
    defaults = {
        "title": "Jalan belum selesai",
        "body": "Dari jembatan sampai depan sekolah masih kerikil.",
        "topic": "infrastruktur",
    }
    return received(Monitoring, institution, defaults | values)


def a_deviation(institution, **values):
    defaults = {
        "title": "Pungutan di loket",
        "body": "Petugas loket meminta uang tambahan supaya cepat.",
        "topic": "adminduk",
        "deviation_type": "pungli",
    }
    return received(Deviation, institution, defaults | values)


def trusted(report, *people):
    """The report, once each of ``people`` declared to have no conflict of interest on it."""
    for person in people:
        integrity.declare_clear(report, person, "1")
    return report


def received(model, institution, values):
    token = token_hex(16)
    code = values.pop("code", None) or codes.code_from(token, "test")
    submission = model(institution_id=institution.id, **values)
    return service.receive(submission, token, code)


def archived(submission, actor, **values):
    defaults = {"reason": ArchiveReason.DUPLICATE, "note": "Ganda."}
    given = defaults | values
    return service.move(submission, Action.ARCHIVE, actor, version=submission.version, **given)


def saved(row):
    db.session.add(row)
    db.session.commit()
    return row
