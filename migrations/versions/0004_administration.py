"""What an institution sets for itself."""

import sqlalchemy as sa
from alembic import op

from extensions import UTCDateTime

revision, down_revision = "0004", "0003"


def upgrade() -> None:
    """Settings, brand and versions; own deadlines, routing, ready answers, the setup link."""
    settings()
    own_deadlines()
    routing_rules()
    answer_templates()
    setup_links()


def settings() -> None:
    """New columns of institutions and units."""
    with op.batch_alter_table("institutions") as batch:
        batch.add_column(text("data_protection_contact"))
        batch.add_column(sa.Column("welcome", sa.Text(), nullable=False, server_default=""))
        batch.add_column(sa.Column("closed_kinds", sa.JSON(), nullable=False, server_default="{}"))
        batch.add_column(
            sa.Column("asks_to_publish", sa.Boolean(), nullable=False, server_default=sa.true())
        )
        batch.add_column(text("accent"))
        batch.add_column(sa.Column("logo_key", sa.String(), nullable=True))
        batch.add_column(text("logo_type"))
        batch.add_column(number("logo_width", "0"))
        batch.add_column(number("logo_height", "0"))
        batch.add_column(number("version", "1"))
    with op.batch_alter_table("units") as batch:
        batch.add_column(sa.Column("closed_on", sa.Date(), nullable=True))
        batch.add_column(number("version", "1"))


def text(name: str) -> sa.Column:
    """A column of words, empty at first."""
    return sa.Column(name, sa.String(), nullable=False, server_default="")


def number(name: str, first: str) -> sa.Column:
    """A column of whole numbers."""
    return sa.Column(name, sa.Integer(), nullable=False, server_default=first)


def own_deadlines() -> None:
    """Deadlines an institution set itself."""
    op.create_table(
        "deadline_rules",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("institution_id", sa.Integer(), sa.ForeignKey("institutions.id"), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint("institution_id", "kind", "status"),
    )


def routing_rules() -> None:
    """Which topic from which region goes to which unit."""
    op.create_table(
        "routing_rules",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("institution_id", sa.Integer(), sa.ForeignKey("institutions.id"), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), sa.ForeignKey("units.id"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint("institution_id", "topic", "region_code"),
    )


def answer_templates() -> None:
    """Ready answers."""
    op.create_table(
        "answer_templates",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("institution_id", sa.Integer(), sa.ForeignKey("institutions.id"), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint("institution_id", "title"),
    )


def setup_links() -> None:
    """Links that open an empty house."""
    op.create_table(
        "setup_links",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("token_hash", sa.String(), nullable=False, unique=True),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.Column("used_at", UTCDateTime(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
    )


def downgrade() -> None:
    """Forget what institutions set for themselves."""
    for table in ("setup_links", "answer_templates", "routing_rules", "deadline_rules"):
        op.drop_table(table)
    with op.batch_alter_table("units") as batch:
        batch.drop_column("version")
        batch.drop_column("closed_on")
    with op.batch_alter_table("institutions") as batch:
        for name in (
            *("version", "logo_height", "logo_width", "logo_type", "logo_key", "accent"),
            *("asks_to_publish", "closed_kinds", "welcome", "data_protection_contact"),
        ):
            batch.drop_column(name)
