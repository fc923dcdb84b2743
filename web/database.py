"""How a connection behaves: durable, strict, and with real transactions on SQLite too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from domain.unit_of_work import writing


def tune(engine: Engine) -> None:
    """Prepare every connection of ``engine``."""
    if engine.dialect.name != "sqlite":
        return
    if engine.url.database:
        Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True)
    event.listen(engine, "connect", prepare_sqlite)
    event.listen(engine, "begin", begin_for_real)


def prepare_sqlite(connection: Any, _record: Any) -> None:
    """WAL, foreign keys, and FULL: what a citizen was promised survives a power cut."""
    connection.isolation_level = None  # the driver would otherwise drop BEGIN and SAVEPOINT
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=10000",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def begin_for_real(connection: Any) -> None:
    """Open the transaction SQLAlchemy believes in; a unit of work takes the write lock first."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing.get() else "BEGIN")
