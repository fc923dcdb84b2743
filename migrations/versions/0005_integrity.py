"""Conflicts of interest, deputies and hand-overs."""

revision, down_revision = "0005", "0004"


def upgrade() -> None:
    """Nothing to change back."""


def downgrade() -> None:
    """Nothing to change back."""
