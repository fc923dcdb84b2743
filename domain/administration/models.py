"""Who gets which topic, ready answers, and the link that opens an empty house."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.accounts.models import Unit
from domain.clock import now
from domain.submissions.kinds import Kind
from extensions import Base

ANY = ""


class RoutingRule(Base):
    """This topic from this region goes to this unit; an empty topic or region means any."""

    __tablename__ = "routing_rules"
    __table_args__ = (UniqueConstraint("institution_id", "topic", "region_code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institutions.id"))
    topic: Mapped[str] = mapped_column(default=ANY)
    region_code: Mapped[str] = mapped_column(default=ANY)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    version: Mapped[int] = mapped_column()

    unit: Mapped[Unit] = relationship(lazy="joined")

    __mapper_args__ = {"version_id_col": version}


class AnswerTemplate(Base):
    """A ready answer; ``{nomor}`` and the like are filled in when it is used."""

    __tablename__ = "answer_templates"
    __table_args__ = (UniqueConstraint("institution_id", "title"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institutions.id"))
    title: Mapped[str]
    kind: Mapped[Kind | None]
    body: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class SetupLink(Base):
    """A link an operator made to open an empty house: one use, one day. Its code is not kept."""

    __tablename__ = "setup_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
