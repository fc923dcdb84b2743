"""Challenges to devices, each answered once; forgotten passwords of nobody in particular."""

import sqlalchemy as sa
from alembic import op

from extensions import UTCDateTime

revision, down_revision = "0008", "0007"


def upgrade() -> None:
    """A table of open challenges; whose password was forgotten is looked up afterwards."""
    op.create_table(
        "passkey_challenges",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("challenge_hash", sa.String(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey_challenges")),
        sa.UniqueConstraint("challenge_hash", name=op.f("uq_passkey_challenges_challenge_hash")),
    )
    op.create_index(op.f("ix_passkey_challenges_expires_at"), "passkey_challenges", ["expires_at"])
    with op.batch_alter_table("password_resets") as batch:
        batch.add_column(sa.Column("address", sa.String(), nullable=True))
        batch.alter_column("user_id", existing_type=sa.Integer(), nullable=True)


def downgrade() -> None:
    """Drop both; who forgot nobody's password is forgotten too."""
    op.execute("DELETE FROM password_resets WHERE user_id IS NULL")
    with op.batch_alter_table("password_resets") as batch:
        batch.alter_column("user_id", existing_type=sa.Integer(), nullable=False)
        batch.drop_column("address")
    op.drop_table("passkey_challenges")
