"""The log, as rows: leaves, the nodes above them, and the heads that were published."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from extensions import Base


class Act(StrEnum):
    """What a leaf says happened."""

    RECEIVED = "received"
    MOVED = "moved"
    LEDGER = "ledger"


class Leaf(Base):
    """One commitment: everyone may see its hash, who holds the salt can show what it says.

    Statement and salt of a case's step may be forgotten, never changed; that there was one,
    of which case, stays (migration 0002).
    """

    __tablename__ = "log_leaves"
    __table_args__ = (Index(None, "submission_id", "index"), Index(None, "act", "index"))

    index: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    act: Mapped[Act]
    submission_id: Mapped[int | None]
    change_id: Mapped[int | None]
    statement: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    salt: Mapped[str | None]
    hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)


class LogNode(Base):
    """The root of one complete subtree."""

    __tablename__ = "log_nodes"

    level: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class LogState(Base):
    """How far the log has grown. Writers take turns on its one row."""

    __tablename__ = "log_state"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    size: Mapped[int]
    peaks: Mapped[list[str]] = mapped_column(JSON)


class TreeHead(Base):
    """A signed head that was published: at ``at`` the log had ``size`` leaves."""

    __tablename__ = "tree_heads"
    __table_args__ = (Index(None, "size", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    size: Mapped[int]
    root: Mapped[bytes] = mapped_column(LargeBinary(32))
    at: Mapped[datetime]
    key: Mapped[str]
    note: Mapped[str]


class Loss(Base):
    """A leaf whose row was missing when heads of some time were signed: they leave it out."""

    __tablename__ = "log_losses"

    id: Mapped[int] = mapped_column(primary_key=True)
    index: Mapped[int]
    since: Mapped[datetime]
    until: Mapped[datetime | None]
