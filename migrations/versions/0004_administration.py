"""What an institution sets for itself."""

revision, down_revision = "0004", "0003"


def upgrade() -> None:
    """Nothing to change back."""


def downgrade() -> None:
    """Nothing to change back."""
