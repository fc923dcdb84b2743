"""Conflicts of interest, deputies and hand-overs."""

import sqlalchemy as sa
from alembic import op

from extensions import UTCDateTime

revision, down_revision = "0005", "0004"

POINTERS = (
    ("institutions", "reports_go_to_id", "institutions"),
    ("memberships", "deputises_id", "memberships"),
    ("status_changes", "hat_id", "memberships"),
)


def upgrade() -> None:
    """Who reads a report, what they declared, whom they stand in for."""
    for table, column, target in POINTERS:
        # Written out: a batch would rebuild the table under its own children.
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} INTEGER "
            f"CONSTRAINT fk_{table}_{column}_{target} REFERENCES {target} (id)"
        )
    op.add_column(
        "submissions",
        sa.Column("addressee", sa.String(40), nullable=False, server_default="inspectorate"),
    )
    op.create_table(
        "declarations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("addressee", sa.String(40), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("ground", sa.String(40), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submissions.id"],
            name=op.f("fk_declarations_submission_id_submissions"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_declarations_user_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"],
            ["institutions.id"],
            name=op.f("fk_declarations_institution_id_institutions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declarations")),
        sa.UniqueConstraint(
            "submission_id",
            "user_id",
            "outcome",
            name=op.f("uq_declarations_submission_id_user_id_outcome"),
        ),
    )
    op.create_index(op.f("ix_declarations_user_id"), "declarations", ["user_id"])
    op.create_index(
        op.f("ix_declarations_institution_id_id"), "declarations", ["institution_id", "id"]
    )


def downgrade() -> None:
    """Forget it again."""
    op.drop_table("declarations")
    with op.batch_alter_table("submissions") as batch:
        batch.drop_column("addressee")
    for table, column, _target in POINTERS:
        with op.batch_alter_table(table) as batch:
            batch.drop_column(column)
