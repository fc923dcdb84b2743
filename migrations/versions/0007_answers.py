"""Answers shown on purpose and due from receipt, unread citizens, letters held by a carrier."""

import sqlalchemy as sa
from alembic import op

from extensions import UTCDateTime

revision, down_revision = "0007", "0005"


def upgrade() -> None:
    """Answers already given stay between office and citizen until somebody shows them."""
    with op.batch_alter_table("messages") as batch:
        batch.add_column(
            sa.Column("is_public", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("submissions") as batch:
        batch.add_column(sa.Column("citizen_wrote_at", UTCDateTime(), nullable=True))
        batch.add_column(sa.Column("answer_by", sa.Date(), nullable=True))
    with op.batch_alter_table("outbox_letters") as batch:
        batch.add_column(sa.Column("claimed_until", UTCDateTime(), nullable=True))


def downgrade() -> None:
    """Drop the four columns."""
    with op.batch_alter_table("outbox_letters") as batch:
        batch.drop_column("claimed_until")
    with op.batch_alter_table("submissions") as batch:
        batch.drop_column("answer_by")
        batch.drop_column("citizen_wrote_at")
    with op.batch_alter_table("messages") as batch:
        batch.drop_column("is_public")
