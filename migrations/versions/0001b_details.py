"""Why a case was set aside, how large a picture is, and the queue's counts by kind."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0001b", "0001"

OLD = ("ix_submissions_institution_id_status_due_on", ["institution_id", "status", "due_on"])
NEW = (f"{OLD[0]}_kind", [*OLD[1], "kind"])


def upgrade() -> None:
    """Add the columns, and widen the index."""
    op.add_column("status_changes", sa.Column("reason", sa.String(40), nullable=True))
    op.add_column("attachments", sa.Column("width", sa.Integer(), nullable=True))
    op.add_column("attachments", sa.Column("height", sa.Integer(), nullable=True))
    op.drop_index(op.f(OLD[0]), table_name="submissions")
    op.create_index(op.f(NEW[0]), "submissions", NEW[1])


def downgrade() -> None:
    """Take them away again."""
    op.drop_index(op.f(NEW[0]), table_name="submissions")
    op.create_index(op.f(OLD[0]), "submissions", OLD[1])
    op.drop_column("attachments", "height")
    op.drop_column("attachments", "width")
    op.drop_column("status_changes", "reason")
