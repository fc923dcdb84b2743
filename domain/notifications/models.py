"""Letters waiting to leave."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Mapped, mapped_column

from domain.clock import now
from extensions import Base


class OutboxLetter(Base):
    """A letter written in the same transaction as the fact it tells."""

    __tablename__ = "outbox_letters"

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(default="email")
    recipient: Mapped[str]
    letter: Mapped[str]
    subject_id: Mapped[int]
    due_at: Mapped[datetime] = mapped_column(default=now)
    sent_at: Mapped[datetime | None]
    claimed_until: Mapped[datetime | None]
    """Until when somebody is carrying it; nobody else takes it before."""

    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None]
    language: Mapped[str] = mapped_column(default="id")

    def postpone(self, error: str) -> None:
        """Try again later, twice as late each time."""
        self.attempts += 1
        self.last_error = error
        self.due_at = now() + timedelta(minutes=2**self.attempts)
