"""The ledger and the public proof."""

revision, down_revision = "0002", "0001"


def upgrade() -> None:
    """Nothing to change back."""


def downgrade() -> None:
    """Nothing to change back."""
