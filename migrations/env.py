"""How Alembic reaches the database: through the app's own engine."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from domain.accounts import access as access_models  # noqa: F401
from domain.administration import models as administration_models  # noqa: F401
from domain.audit import models as audit_models  # noqa: F401
from domain.integrity import models as integrity_models  # noqa: F401
from domain.notifications import models as notification_models  # noqa: F401
from domain.publishing import models as publishing_models  # noqa: F401
from domain.reference import models as reference_models  # noqa: F401
from domain.submissions import models as submission_models  # noqa: F401
from domain.submissions import promises as submission_promises  # noqa: F401

database = current_app.extensions["migrate"].db


@contextmanager
def without_foreign_keys(connection: Connection) -> Iterator[None]:
    """On SQLite a table is changed by copying it: its rows' children must not object.

    The switch works outside a transaction only, so it is thrown on the bare connection.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    bare = connection.connection.dbapi_connection
    bare.execute("PRAGMA foreign_keys=OFF")
    yield
    orphans = bare.execute("PRAGMA foreign_key_check").fetchall()
    bare.execute("PRAGMA foreign_keys=ON")
    if orphans:
        raise RuntimeError(f"Rows without their parent after migrating: {orphans[:5]}")


def run() -> None:
    """Apply the migrations in one transaction each, over one connection."""
    with database.engine.connect() as connection, without_foreign_keys(connection):
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            render_as_batch=True,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
