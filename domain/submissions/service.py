"""The verbs of a submission's life. Each public function is one unit of work."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy.exc import IntegrityError

from domain import codes
from domain.accounts.models import Institution, Membership, Unit, User
from domain.attachments import service as attachments
from domain.clock import now, today
from domain.errors import NotAllowedNow, Stale
from domain.integrity.readers import readers_of
from domain.policy import Permission, hat_for, require
from domain.reference.queries import known_until
from domain.submissions.clocks import set_clocks
from domain.submissions.events import (
    CitizenReplied,
    NoteWritten,
    SubmissionMoved,
    SubmissionPublished,
    SubmissionReceived,
    SubmissionWithheld,
)
from domain.submissions.kinds import BY_KIND, Kind
from domain.submissions.messages import said_before, write
from domain.submissions.models import Audience, Message, StatusChange, Submission
from domain.submissions.requirements import complete
from domain.submissions.workflow import (
    DECISIONS,
    FINAL,
    Action,
    ArchiveReason,
    Status,
    Transition,
    step_from,
)
from domain.unit_of_work import announce, transactional
from extensions import db


def receive(submission: Submission, token: str, code: str) -> Submission:
    """Take in a citizen's submission once; the same form's second sending gets the first."""
    try:
        return take_in(submission, token, code)
    except IntegrityError:
        first = by_token(token)
        if first is None:
            raise
        return first


def by_token(token: str) -> Submission | None:
    """The submission an earlier sending of the same form made, if any."""
    statement = db.select(Submission).filter_by(token_hash=codes.token_hash(token))
    return db.session.scalar(statement)


@transactional
def take_in(submission: Submission, token: str, code: str) -> Submission:
    """Number, date and keep a submission with the files its form had staged."""
    first = by_token(token)
    if first is not None:
        return first
    if submission.kind in db.session.get_one(Institution, submission.institution_id).closed_kinds:
        raise NotAllowedNow("this institution does not take this kind in")
    address(submission)
    submission.reference = codes.ticket_number(BY_KIND[submission.kind].letter)
    submission.code_lookup = codes.lookup(code)
    submission.token_hash = codes.token_hash(token)
    submission.status = Status.RECEIVED
    submission.received_at = now()
    db.session.add(submission)
    db.session.flush()
    enter(submission, Status.RECEIVED, source=None, actor=None)
    attachments.adopt(token, submission.id)
    announce(SubmissionReceived(**nobodys(submission)))
    return submission


@transactional
def move(
    submission: Submission,
    action: Action,
    actor: User,
    *,
    version: int,
    note: str = "",
    unit: Unit | None = None,
    reason: ArchiveReason | None = None,
    show: bool = False,
) -> Submission:
    """Move a submission one step along its workflow; ``show`` lets everyone read the note.

    Raises NotAllowedNow, NotPermitted, Stale, or Unacceptable for what the step still lacks.
    """
    step = step_from(submission.status, action)
    if step.permission is None:
        raise NotAllowedNow(f"{action} is not a step of staff")
    require(actor, step.permission, submission)
    hat = hat_for(actor, step.permission, submission)
    unchanged_since(submission, version)
    complete(step, submission, note, unit, reason)
    if unit is not None and step.needs_unit:
        submission.unit_id = unit.id
    if action is Action.RETURN:
        submission.unit_id = None
    if note:
        message = write(submission, actor, note, to_citizen=step.tells)
        message.is_public = show and may_be_shown(submission, step.target, actor)
    advance(submission, step, actor, reason if step.needs_reason else None, hat)
    return submission


@transactional
def reply(submission: Submission, body: str, token: str = "") -> Message:
    """Keep a citizen's message and its form's files; it moves a case that waited for it.

    The same words twice in a row are one message: a button pressed twice.
    Raises NotAllowedNow once the case has ended: nobody would read it there.
    """
    hold(submission)
    last = said_before(submission, None, body)
    if last is not None:
        attachments.adopt(token, submission.id, last.id)
        return last
    if submission.status in FINAL:
        raise NotAllowedNow("nobody reads a finished case's messages")
    message = write(submission, None, body)
    submission.citizen_wrote_at = message.at
    db.session.flush()
    attachments.adopt(token, submission.id, message.id)
    announce(CitizenReplied(message_id=message.id, **nobodys(submission)))
    if submission.status in {Status.NEEDS_INFO, Status.RESPONDED}:
        advance(submission, step_from(submission.status, Action.REPLY), None)
    return message


@transactional
def add_note(submission: Submission, actor: User, body: str) -> Message:
    """Leave a note only staff can read; the same words twice in a row are one note."""
    require(actor, Permission.SUBMISSION_ANSWER, submission)
    last = said_before(submission, actor, body)
    if last is not None and last.audience is Audience.STAFF:
        return last
    message = write(submission, actor, body, to_citizen=False)
    db.session.flush()
    announce(NoteWritten(actor_id=actor.id, message_id=message.id, **subject(submission)))
    return message


@transactional
def publish(submission: Submission, actor: User, *, version: int, title: str, body: str) -> None:
    """Show the public wording of a submission whose kind and citizen allow it."""
    require(actor, Permission.SUBMISSION_TRIAGE, submission)
    unchanged_since(submission, version)
    if not BY_KIND[submission.kind].public or not submission.may_publish:
        raise NotAllowedNow("this submission may not be shown")
    submission.public_title, submission.public_body = title, body
    submission.published_at = submission.published_at or now()
    announce(SubmissionPublished(actor_id=actor.id, **subject(submission)))


@transactional
def withhold(submission: Submission, actor: User, *, version: int, reason: str) -> None:
    """Take the public wording down and tell the citizen why."""
    require(actor, Permission.SUBMISSION_TRIAGE, submission)
    unchanged_since(submission, version)
    if submission.published_at is None:
        raise NotAllowedNow("not shown")
    submission.published_at = None
    for message in submission.messages:
        message.is_public = False
    write(submission, actor, reason)
    announce(SubmissionWithheld(actor_id=actor.id, **subject(submission)))


@transactional
def lapse(submission: Submission) -> None:
    """End a case whose citizen did not answer in time. The clock's own act."""
    if submission.due_on is None or submission.due_on >= today(submission.institution.timezone):
        raise NotAllowedNow("the citizen still has time")
    if submission.due_on > (known_until() or submission.due_on):
        raise NotAllowedNow("the table of holidays ends before that day")
    step = step_from(submission.status, Action.LAPSE)
    unanswered = ArchiveReason.NO_REPLY if step.target is Status.ARCHIVED else None
    advance(submission, step, None, unanswered)


def advance(
    submission: Submission,
    step: Transition,
    actor: User | None,
    reason: ArchiveReason | None = None,
    hat: Membership | None = None,
) -> None:
    """Enter the step's target and announce it; ``hat`` is the one the actor wore."""
    source = submission.status
    if actor is not None:
        submission.citizen_wrote_at = None
    enter(submission, step.target, source=source, actor=actor, reason=reason)
    submission.history[-1].hat_id = hat.id if hat else None
    announce(
        SubmissionMoved(
            source=source,
            target=step.target,
            unit_id=submission.unit_id,
            reason=reason,
            **({"actor_id": actor.id} | subject(submission) if actor else nobodys(submission)),
        )
    )


def enter(
    submission: Submission,
    status: Status,
    *,
    source: Status | None,
    actor: User | None,
    reason: ArchiveReason | None = None,
) -> None:
    """Set the clocks and the status, and write the history."""
    set_clocks(submission, source, status)
    submission.status = status
    submission.history.append(
        StatusChange(
            source=source,
            target=status,
            actor_id=actor.id if actor else None,
            unit_id=submission.unit_id,
            due_on=submission.due_on,
            reason=reason,
            at=now(),
        )
    )


def address(submission: Submission) -> None:
    """Send a report about the inspectorate one level up; anything else stays where it was sent."""
    if BY_KIND[submission.kind].public:
        return
    home = db.session.get_one(Institution, submission.institution_id)
    readers = readers_of(home, submission.about_unit_id or 0)
    submission.institution_id = readers.institution.id
    submission.addressee = readers.addressee


def may_be_shown(submission: Submission, target: Status, actor: User) -> bool:
    """True where a decision may stand beside a public wording; else NotAllowedNow."""
    require(actor, Permission.SUBMISSION_TRIAGE, submission)
    if submission.published_at is None or target not in DECISIONS:
        raise NotAllowedNow("there is nothing public to answer")
    return True


def hold(submission: Submission) -> None:
    """Let nobody change the case until this unit ends; on SQLite nobody can anyway."""
    row = db.select(Submission.id).filter_by(id=submission.id).with_for_update(of=Submission)
    db.session.execute(row)
    db.session.refresh(submission)


def unchanged_since(submission: Submission, version: int) -> None:
    """Raise Stale when somebody changed the case since it was read."""
    if submission.version != version:
        raise Stale


def subject(submission: Submission) -> dict[str, Any]:
    """Which submission an event is about."""
    return {"submission_id": submission.id, "institution_id": submission.institution_id}


def nobodys(submission: Submission) -> dict[str, Any]:
    """The same for what no member of staff did; about a report it tells the day alone."""
    about = {"actor_id": None} | subject(submission)
    if submission.kind is Kind.DEVIATION:
        home = db.session.get_one(Institution, submission.institution_id)
        about["at"] = datetime.combine(today(home.timezone), time(), UTC)
    return about
