"""What citizens send us, and what became of it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, ForeignKey, Index, Text, and_
from sqlalchemy.ext.hybrid import hybrid_method
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.accounts.models import Institution, Membership, Unit, User
from domain.attachments.models import Attachment
from domain.clock import now
from domain.integrity.models import Addressee, Declaration, Outcome
from domain.submissions.kinds import Kind
from domain.submissions.workflow import ArchiveReason, Status
from extensions import Base


class Identity(StrEnum):
    """Who may know the citizen's name."""

    ANONYMOUS = "anonymous"
    STAFF_ONLY = "staff_only"
    NAMED = "named"


class HowKnown(StrEnum):
    """How a citizen came to know of a deviation."""

    EXPERIENCED = "experienced"
    WITNESSED = "witnessed"
    TOLD = "told"
    DOCUMENT = "document"


class Conformity(StrEnum):
    """Whether what was promised is what a citizen sees."""

    CONFORMS = "conforms"
    PARTLY = "partly"
    DIFFERS = "differs"


class Submission(Base):
    """One message from a citizen; its kind adds columns in a table of its own."""

    __tablename__ = "submissions"
    __table_args__ = (
        Index(None, "institution_id", "status", "due_on", "kind"),
        Index(None, "institution_id", "due_on", "id"),
        Index(None, "institution_id", "received_at", "id"),
        Index(None, "unit_id", "status", "due_on"),
        Index(None, "kind", "published_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    code_lookup: Mapped[str] = mapped_column(unique=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institutions.id"))
    kind: Mapped[Kind]
    title: Mapped[str]
    body: Mapped[str] = mapped_column(Text)
    topic: Mapped[str] = mapped_column(default="lainnya")
    about_unit_id: Mapped[int] = mapped_column(default=0)
    region_code: Mapped[str | None]
    place: Mapped[str] = mapped_column(default="")
    happened: Mapped[str] = mapped_column(default="")
    identity: Mapped[Identity] = mapped_column(default=Identity.ANONYMOUS)
    name: Mapped[str] = mapped_column(default="")
    contact: Mapped[str] = mapped_column(default="")
    may_publish: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str] = mapped_column(default="id")

    status: Mapped[Status] = mapped_column(default=Status.RECEIVED)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    addressee: Mapped[Addressee] = mapped_column(default=Addressee.INSPECTORATE)
    received_at: Mapped[datetime] = mapped_column(default=now)
    due_on: Mapped[date | None]
    answer_by: Mapped[date | None]
    """The last day of the whole: counted from receipt, without waiting for the citizen."""

    public_title: Mapped[str] = mapped_column(default="")
    public_body: Mapped[str] = mapped_column(Text, default="")
    published_at: Mapped[datetime | None]
    citizen_wrote_at: Mapped[datetime | None]
    """When the citizen last wrote, until staff take the next step."""

    version: Mapped[int] = mapped_column()

    institution: Mapped[Institution] = relationship(lazy="joined")
    unit: Mapped[Unit | None] = relationship(foreign_keys=[unit_id])
    history: Mapped[list[StatusChange]] = relationship(order_by="StatusChange.id")
    messages: Mapped[list[Message]] = relationship(order_by="Message.id")
    attachments: Mapped[list[Attachment]] = relationship(
        primaryjoin="Submission.id == foreign(Attachment.submission_id)",
        order_by="Attachment.id",
    )
    declarations: Mapped[list[Declaration]] = relationship(viewonly=True)

    __mapper_args__ = {"polymorphic_on": "kind", "version_id_col": version}

    @hybrid_method
    def is_about_none_of(self, unit_ids: frozenset[int]) -> bool:
        """Whether it is about no unit of these."""
        return self.about_unit_id not in unit_ids

    @is_about_none_of.inplace.expression  # type: ignore[attr-defined]  # the stubs forget it
    @classmethod
    def _is_about_none_of(cls, unit_ids: frozenset[int]) -> ColumnElement[bool]:
        """The same as SQL."""
        return cls.about_unit_id.not_in(sorted(unit_ids))

    @hybrid_method
    def is_clear_of(self, user_id: int) -> bool:
        """Whether somebody declared no conflict of interest on it so far."""
        return (user_id, Outcome.CONFLICT) not in self.declared

    @is_clear_of.inplace.expression  # type: ignore[attr-defined]
    @classmethod
    def _is_clear_of(cls, user_id: int) -> ColumnElement[bool]:
        """The same as SQL."""
        return ~cls.declarations.any(of(user_id, Outcome.CONFLICT))

    @hybrid_method
    def is_vouched_for_by(self, user_id: int) -> bool:
        """Whether somebody declared to have no conflict of interest on it."""
        return (user_id, Outcome.CLEAR) in self.declared

    @is_vouched_for_by.inplace.expression  # type: ignore[attr-defined]
    @classmethod
    def _is_vouched_for_by(cls, user_id: int) -> ColumnElement[bool]:
        """The same as SQL."""
        return cls.declarations.any(of(user_id, Outcome.CLEAR))

    @property
    def declared(self) -> set[tuple[int, Outcome]]:
        """Who declared what."""
        return {(row.user_id, row.outcome) for row in self.declarations}


def of(user_id: int, outcome: Outcome) -> ColumnElement[bool]:
    """Somebody's declaration, as SQL."""
    return and_(Declaration.user_id == user_id, Declaration.outcome == outcome)


class Monitoring(Submission):
    """A citizen's look at something the government says it has done."""

    __tablename__ = "monitorings"
    __mapper_args__ = {"polymorphic_identity": Kind.MONITORING}

    id: Mapped[int] = mapped_column(ForeignKey("submissions.id"), primary_key=True)
    achievement_id: Mapped[int | None] = mapped_column(ForeignKey("achievements.id"))
    target_id: Mapped[int | None] = mapped_column(ForeignKey("quarter_targets.id"), index=True)
    conformity: Mapped[Conformity | None]


class Proposal(Submission):
    """Something a citizen would like to see changed."""

    __tablename__ = "proposals"
    __mapper_args__ = {"polymorphic_identity": Kind.PROPOSAL}

    id: Mapped[int] = mapped_column(ForeignKey("submissions.id"), primary_key=True)
    change: Mapped[str] = mapped_column(Text)
    beneficiaries: Mapped[str]
    example: Mapped[str] = mapped_column(default="")


class Deviation(Submission):
    """A report of money, rules or power gone astray. Never public."""

    __tablename__ = "deviations"
    __mapper_args__ = {"polymorphic_identity": Kind.DEVIATION}

    id: Mapped[int] = mapped_column(ForeignKey("submissions.id"), primary_key=True)
    deviation_type: Mapped[str]
    who: Mapped[str] = mapped_column(default="")
    how: Mapped[str] = mapped_column(Text, default="")
    amount: Mapped[str] = mapped_column(default="")
    how_known: Mapped[HowKnown | None]
    reported_elsewhere: Mapped[str] = mapped_column(default="")


class StatusChange(Base):
    """One step of a submission's life: who moved it, when, and to whom."""

    __tablename__ = "status_changes"
    __table_args__ = (Index(None, "target", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"), index=True)
    source: Mapped[Status | None]
    target: Mapped[Status]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    hat_id: Mapped[int | None] = mapped_column(ForeignKey("memberships.id"))
    due_on: Mapped[date | None]
    reason: Mapped[ArchiveReason | None]
    at: Mapped[datetime] = mapped_column(default=now)

    unit: Mapped[Unit | None] = relationship()
    actor: Mapped[User | None] = relationship()
    hat: Mapped[Membership | None] = relationship()


class Audience(StrEnum):
    """Who may read a message."""

    CITIZEN = "citizen"
    STAFF = "staff"


class Message(Base):
    """Words between citizen and office, or an internal note; no author means the citizen."""

    __tablename__ = "messages"

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    audience: Mapped[Audience]
    body: Mapped[str] = mapped_column(Text)
    is_public: Mapped[bool] = mapped_column(default=False)
    """Whether everyone may read it beside the public wording; somebody said so of this one."""

    at: Mapped[datetime] = mapped_column(default=now)

    author: Mapped[User | None] = relationship()
