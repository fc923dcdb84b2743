"""When this happens, do that. Read it as the house's standing orders."""

from __future__ import annotations

from domain.accounts import events as accounts
from domain.accounts.access import Invitation, PasswordReset
from domain.accounts.models import User
from domain.administration import events as administration
from domain.audit import service as audit
from domain.audit.refusals import AccessRefused
from domain.handover import events as handover
from domain.integrity import events as integrity
from domain.integrity.models import Declaration
from domain.notifications.service import queue_letter
from domain.proof.service import log_steps
from domain.publishing import events as publishing
from domain.submissions.events import (
    AnswerHidden,
    AnswerShown,
    CitizenReplied,
    NoteWritten,
    SubmissionEvent,
    SubmissionMoved,
    SubmissionPublished,
    SubmissionReceived,
    SubmissionWithheld,
)
from domain.submissions.kinds import Kind
from domain.submissions.models import Submission
from domain.submissions.upward import pass_up, told_of
from extensions import db


def thank_the_citizen(event: SubmissionReceived) -> None:
    """Confirm receipt by e-mail, where one was given."""
    write_to_the_citizen(event, "submission_received")


def tell_the_citizen(event: SubmissionMoved) -> None:
    """Say that the case moved; the words wait behind the secret code."""
    if event.actor_id is not None:
        write_to_the_citizen(event, "submission_moved")


def write_to_the_citizen(event: SubmissionEvent, letter: str) -> None:
    """Queue ``letter``. A deviation report never causes one: its code is its only channel."""
    submission = db.session.get(Submission, event.submission_id)
    if submission is None or submission.kind is Kind.DEVIATION or "@" not in submission.contact:
        return
    queue_letter(submission.contact, letter, submission.id, submission.language)


def invite_by_letter(event: accounts.InvitationEvent) -> None:
    """Queue the letter whose link opens the invitation."""
    invitation = db.session.get_one(Invitation, event.invitation_id)
    queue_letter(invitation.email, "invitation", invitation.id)


def send_reset_link(event: accounts.PasswordResetAsked) -> None:
    """Queue the letter with the link; whether it leaves is found out when it is written."""
    if event.user_id is None:
        reset = db.session.get_one(PasswordReset, event.reset_id)
        queue_letter(reset.address or "", "password_reset", reset.id)


def tell_of_new_password(event: accounts.PasswordChanged) -> None:
    """Say so: if it was not they who did it, they must hear of it."""
    write_to_the_person(event, "password_changed", event.user_id)


def tell_of_lost_factors(event: accounts.SecondFactorsReset) -> None:
    """Say that an administrator took the second factors away."""
    write_to_the_person(event, "second_factors_reset", event.user_id)


def write_to_the_person(event: accounts.AccountEvent, letter: str, subject_id: int | None) -> None:
    """Queue ``letter`` to the account's own address; nobody reads a demo account's."""
    user = db.session.get(User, event.user_id)
    if user is not None and not user.is_demo and subject_id is not None:
        queue_letter(user.email, letter, subject_id)


def tell_superiors(event: integrity.ConflictDeclared) -> None:
    """Say to those above that somebody stood aside: who and which number, never what about."""
    row = db.session.get_one(Declaration, event.declaration_id)
    for person in told_of(row):
        if not person.is_demo:
            queue_letter(person.email, "conflict_declared", row.id)


def pass_up_what_nobody_reads(event: integrity.ConflictDeclared) -> None:
    """Send the report one level up when nobody else may take it up."""
    pass_up(db.session.get_one(Submission, event.submission_id), event.actor_id)


REACTIONS = {
    SubmissionReceived: [audit.record, log_steps, thank_the_citizen],
    SubmissionMoved: [audit.record, log_steps, tell_the_citizen],
    CitizenReplied: [audit.record],
    NoteWritten: [audit.record],
    AnswerShown: [audit.record],
    AnswerHidden: [audit.record],
    SubmissionPublished: [audit.record],
    SubmissionWithheld: [audit.record],
    publishing.AchievementDrafted: [audit.record],
    publishing.AchievementMoved: [audit.record],
    integrity.NoConflictDeclared: [audit.record],
    integrity.ConflictDeclared: [audit.record, tell_superiors, pass_up_what_nobody_reads],
    integrity.ReportPassedUp: [audit.record],
    handover.DeputyNamed: [audit.record],
    handover.WorkHandedOver: [audit.record],
    handover.ReportReadersSet: [audit.record],
    AccessRefused: [audit.record],
    accounts.PersonInvited: [audit.record, invite_by_letter],
    accounts.InvitationResent: [audit.record, invite_by_letter],
    accounts.InvitationWithdrawn: [audit.record],
    accounts.InvitationAccepted: [audit.record],
    accounts.SignedIn: [audit.record],
    accounts.SignInRefused: [audit.record],
    accounts.SignedOut: [audit.record],
    accounts.SessionsEnded: [audit.record],
    accounts.FactorAdded: [audit.record],
    accounts.FactorRemoved: [audit.record],
    accounts.SecondFactorsReset: [audit.record, tell_of_lost_factors],
    accounts.PasswordChanged: [audit.record, tell_of_new_password],
    accounts.PasswordResetAsked: [audit.record, send_reset_link],
    accounts.AccountDisabled: [audit.record],
    accounts.AccountEnabled: [audit.record],
    accounts.SingleSignOnBound: [audit.record],
    administration.SetupLinkMade: [audit.record],
    administration.InstitutionOpened: [audit.record],
    administration.InstitutionChanged: [audit.record],
    administration.UnitAdded: [audit.record],
    administration.UnitChanged: [audit.record],
    administration.UnitClosed: [audit.record],
    administration.UnitReopened: [audit.record],
    administration.UnitsImported: [audit.record],
    administration.HatGiven: [audit.record],
    administration.HatEnded: [audit.record],
    administration.CalendarDaySet: [audit.record],
    administration.CalendarDayRemoved: [audit.record],
    administration.DeadlineSet: [audit.record],
    administration.DeadlineLifted: [audit.record],
    administration.RouteSet: [audit.record],
    administration.RouteRemoved: [audit.record],
    administration.AnswerTemplateSaved: [audit.record],
    administration.AnswerTemplateRemoved: [audit.record],
}
