"""A letter's name and subject become a subject line, a text and an HTML part, and leave."""

from __future__ import annotations

from collections.abc import Callable
from smtplib import SMTPException
from typing import Any

from flask import Flask, current_app, render_template
from flask_babel import force_locale
from flask_mailman import EmailMultiAlternatives

from domain.accounts import invitations, resets
from domain.accounts.access import Invitation, PasswordReset
from domain.accounts.models import User
from domain.integrity.models import Declaration
from domain.notifications.models import OutboxLetter
from domain.notifications.service import CarrierError, NobodyThere
from domain.submissions.models import Submission
from domain.unit_of_work import let_go_of_old_reads
from extensions import db


def init_app(app: Flask) -> None:
    """Say who carries which channel."""
    app.extensions["carriers"] = {"email": EmailCarrier()}


class EmailCarrier:
    """Carries letters by SMTP, or to the console, as ``MAIL_BACKEND`` says."""

    def carry(self, letter: OutboxLetter) -> None:
        """Deliver one letter, or raise CarrierError, or NobodyThere when nobody is to read it."""
        subject, text, html = written(letter)
        message = EmailMultiAlternatives(subject, text, to=[letter.recipient])
        message.attach_alternative(html, "text/html")
        let_go_of_old_reads(db.session())
        try:
            message.send()
        except (OSError, SMTPException) as error:
            raise CarrierError(type(error).__name__) from error


def written(letter: OutboxLetter) -> tuple[str, str, str]:
    """The letter's subject, text and HTML, in the reader's language."""
    folder = f"email/{letter.letter}"
    context = FACTS.get(letter.letter, of_a_submission)(letter.subject_id)
    context["site"] = current_app.config["SITE_URL"]
    context["language"] = letter.language
    with force_locale(letter.language):
        subject = " ".join(render_template(f"{folder}/subject.txt", **context).split())
        return (
            subject,
            render_template(f"{folder}/body.txt", **context),
            render_template(f"{folder}/body.html", **context),
        )


def of_a_submission(submission_id: int) -> dict[str, Any]:
    """What letters to citizens are about."""
    return {"submission": db.session.get(Submission, submission_id)}


def of_an_invitation(invitation_id: int) -> dict[str, Any]:
    """The invitation and its link, made now: only the letter ever holds it."""
    invitation = db.session.get_one(Invitation, invitation_id)
    token = invitations.token_for_letter(invitation) if invitation.is_waiting else ""
    return {"invitation": invitation, "path": f"/undangan/{token}"}


def of_a_reset(reset_id: int) -> dict[str, Any]:
    """The forgotten password's link, made now: only the letter ever holds it."""
    reset = db.session.get_one(PasswordReset, reset_id)
    person = resets.find_person(reset)
    if person is None:
        raise NobodyThere
    token = resets.token_for_letter(reset) if reset.used_at is None else ""
    return {"person": person, "path": f"/atur-ulang/{token}"}


def of_a_person(user_id: int) -> dict[str, Any]:
    """Whose account it is."""
    return {"person": db.session.get_one(User, user_id)}


def of_a_declaration(declaration_id: int) -> dict[str, Any]:
    """Who stood aside, and on which number; never what it is about."""
    return {"declaration": db.session.get_one(Declaration, declaration_id)}


FACTS: dict[str, Callable[[int], dict[str, Any]]] = {
    "invitation": of_an_invitation,
    "password_reset": of_a_reset,
    "password_changed": of_a_person,
    "second_factors_reset": of_a_person,
    "conflict_declared": of_a_declaration,
}
