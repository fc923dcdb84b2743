"""When this happens, do that. Read it as the house's standing orders."""

from __future__ import annotations

from domain.accounts import events as accounts
from domain.accounts.access import Invitation
from domain.administration import events as administration
from domain.audit import service as audit
from domain.notifications.service import queue_letter
from domain.proof.service import log_steps
from domain.publishing import events as publishing
from domain.submissions.events import (
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


REACTIONS = {
    SubmissionReceived: [audit.record, log_steps, thank_the_citizen],
    SubmissionMoved: [audit.record, log_steps, tell_the_citizen],
    CitizenReplied: [audit.record],
    NoteWritten: [audit.record],
    SubmissionPublished: [audit.record],
    SubmissionWithheld: [audit.record],
    publishing.AchievementDrafted: [audit.record],
    publishing.AchievementMoved: [audit.record],
    accounts.PersonInvited: [audit.record, invite_by_letter],
    accounts.InvitationResent: [audit.record, invite_by_letter],
    accounts.InvitationWithdrawn: [audit.record],
    accounts.InvitationAccepted: [audit.record],
    administration.SetupLinkMade: [audit.record],
    administration.InstitutionOpened: [audit.record],
    administration.InstitutionChanged: [audit.record],
    administration.UnitAdded: [audit.record],
    administration.UnitChanged: [audit.record],
    administration.UnitClosed: [audit.record],
    administration.UnitReopened: [audit.record],
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
