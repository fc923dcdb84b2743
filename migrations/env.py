"""How Alembic reaches the database: through the app's own engine."""

from alembic import context
from flask import current_app

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


def run() -> None:
    """Apply the migrations in one transaction each, over one connection."""
    with database.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            render_as_batch=True,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
