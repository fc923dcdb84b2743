"""A database of a given size, built once and kept while schema and recipe stay the same."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import click
from flask_migrate import upgrade
from sqlalchemy import insert

from app import create_app
from bench import SECRET
from config import Settings
from domain import codes
from domain.accounts import service as accounts
from domain.accounts.models import InstitutionKind
from domain.clock import now
from domain.policy import Role
from domain.reference.service import LOADERS, load
from domain.submissions.kinds import BY_KIND, Kind
from domain.submissions.models import Deviation, Monitoring, Proposal, StatusChange, Submission
from domain.submissions.workflow import FINAL, Status
from extensions import db

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "instance" / "bench"
BATCH = 5_000
EMAIL, PASSWORD = "ukur@contoh.example", "kata sandi untuk mengukur saja"
APP = "otpauth://totp/KawalAksi:ukur?secret=JBSWY3DPEHPK3PXP&issuer=KawalAksi"
KINDS = (Kind.PROPOSAL, Kind.PROPOSAL, Kind.MONITORING, Kind.DEVIATION)
STATUSES = (Status.CLOSED, Status.RESPONDED, Status.IN_PROGRESS, Status.RECEIVED, Status.ARCHIVED)
ANSWERED = {Status.RESPONDED, Status.CLOSED}
BODY = "Fotokopi diminta tiga rangkap padahal berkasnya sudah saya unggah minggu lalu. " * 4


def settings(path: Path) -> Settings:
    """The settings the product is measured with: production's, but for the rate limit."""
    return Settings(
        SECRET_KEY=SECRET,
        SECURITY_PASSWORD_SALT=SECRET[::-1],
        DATABASE_URL=f"sqlite:///{path}",
        STORAGE_URL=f"file://{FOLDER / 'files'}",
        RATELIMIT_ENABLED=False,
        PROOF_KEY_FILE=str(FOLDER / "proof.key"),
        MAIL_DEFAULT_SENDER=EMAIL,
    ).checked()


def ground(size: int) -> Path:
    """A fresh copy of the database with ``size`` submissions."""
    kept = FOLDER / f"{size}-{recipe()}.db"
    if not kept.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        unfinished = kept.with_suffix(".part")
        remove(unfinished)
        build(unfinished, size)
        unfinished.rename(kept)
    copy = FOLDER / "run.db"
    remove(copy)
    shutil.copyfile(kept, copy)
    return copy


def remove(path: Path) -> None:
    """Delete a database and its journals."""
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def recipe() -> str:
    """A mark that changes with the schema and with this file."""
    files = [*sorted((ROOT / "migrations" / "versions").glob("*.py")), Path(__file__)]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:10]


def build(path: Path, size: int) -> None:
    """Migrate, add one institution and its people, and ``size`` submissions."""
    app = create_app(settings(path))
    with app.app_context():
        upgrade()
        for name in LOADERS:
            load(name)
        institution_id, unit_ids = people()
        batches = range(0, size, BATCH)
        with click.progressbar(batches, label=f"Building {size:,} submissions") as starts:
            for start in starts:
                numbers = range(start + 1, min(start + BATCH, size) + 1)
                add(list(numbers), institution_id, unit_ids)
        with db.engine.connect() as connection:
            connection.exec_driver_sql("ANALYZE")
        db.session.remove()
        db.engine.dispose()


def people() -> tuple[int, list[int]]:
    """One institution, its units and a focal point who can sign in."""
    institution = accounts.add_institution(
        slug="ukur", name="Kabupaten Ukur", kind=InstitutionKind.REGENCY, region_code="33.01"
    )
    units = [
        accounts.add_unit(institution, code=f"U{n}", name=f"Dinas {n}", kind="dinas")
        for n in range(1, 34)
    ]
    person = accounts.enrol(name="Pengukur", email=EMAIL, password=PASSWORD)
    person.totp_secret = APP
    accounts.give_hat(person, Role.FOCAL_POINT, institution)
    return institution.id, [unit.id for unit in units]


def add(numbers: list[int], institution_id: int, unit_ids: list[int]) -> None:
    """Write one batch, as the services would have left it."""
    rows = [submission(n, institution_id, unit_ids) for n in numbers]
    with db.engine.begin() as connection:
        connection.execute(insert(Submission.__table__), rows)
        for model in (Monitoring, Proposal, Deviation):
            more = list(details(model, rows))
            if more:
                connection.execute(insert(model.__table__), more)
        steps = [step for row in rows for step in steps_of(row)]
        connection.execute(insert(StatusChange.__table__), steps)


def submission(n: int, institution_id: int, unit_ids: list[int]) -> dict[str, Any]:
    """The columns of submission ``n``, spread over a year, kinds and statuses."""
    kind, status = KINDS[n % len(KINDS)], STATUSES[n % len(STATUSES)]
    at: datetime = now() - timedelta(minutes=5 * (n % 100_000))
    shown = BY_KIND[kind].public and n % 5 < 3
    text = f"Izin usaha nomor {n} cukup sekali unggah"
    return {
        "id": n,
        "reference": f"{BY_KIND[kind].letter}-{n:08}",
        "code_lookup": codes.lookup(f"code {n}"),
        "token_hash": codes.token_hash(f"token {n}"),
        "institution_id": institution_id,
        "kind": kind,
        "title": text,
        "body": BODY,
        "topic": "perizinan",
        "status": status,
        "unit_id": unit_ids[n % len(unit_ids)],
        "received_at": at,
        "due_on": None if status in FINAL else (at + timedelta(days=14)).date(),
        "may_publish": shown,
        "public_title": text if shown else "",
        "public_body": BODY if shown else "",
        "published_at": at if shown else None,
        "version": 1,
    }


def details(model: type[Submission], rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The columns of the kind's own table."""
    mine = model.__mapper_args__["polymorphic_identity"]
    extra: dict[str, Any] = {
        Kind.MONITORING: {},
        Kind.PROPOSAL: {"change": BODY, "beneficiaries": "Pengusaha kecil"},
        Kind.DEVIATION: {"deviation_type": "pungli"},
    }[mine]
    return ({"id": row["id"], **extra} for row in rows if row["kind"] is mine)


def steps_of(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A submission's history: received, and answered three days later if it was."""
    first = {"submission_id": row["id"], "unit_id": row["unit_id"], "at": row["received_at"]}
    yield first | {"target": Status.RECEIVED}
    if row["status"] in ANSWERED:
        yield first | {"target": Status.RESPONDED, "at": row["received_at"] + timedelta(days=3)}
