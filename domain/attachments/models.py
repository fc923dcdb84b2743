"""Files at rest: cleaned copies under random names."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from domain.clock import now
from extensions import Base


class Attachment(Base):
    """One cleaned file. Until its form is sent it belongs to the form's token."""

    __tablename__ = "attachments"

    id: Mapped[int] = mapped_column(primary_key=True)
    storage_key: Mapped[str] = mapped_column(unique=True)
    filename: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    width: Mapped[int | None]
    height: Mapped[int | None]
    sha256: Mapped[str | None]
    form_token_hash: Mapped[str | None] = mapped_column(index=True)
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submissions.id"), index=True)
    message_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id"))
    is_public: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=now)

    @property
    def is_image(self) -> bool:
        """Whether a browser may show it in place: re-encoded images only."""
        return self.media_type in {"image/jpeg", "image/png", "image/webp"}
