"""Second factors, passkeys, invitations and sessions."""

revision, down_revision = "0003", "0002"


def upgrade() -> None:
    """Nothing to change back."""


def downgrade() -> None:
    """Nothing to change back."""
