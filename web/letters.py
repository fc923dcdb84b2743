"""A letter's name and subject become a subject line, a text and an HTML part, and leave."""

from __future__ import annotations

from smtplib import SMTPException

from flask import Flask, current_app, render_template
from flask_babel import force_locale
from flask_mailman import EmailMultiAlternatives

from domain.notifications.models import OutboxLetter
from domain.notifications.service import CarrierError
from domain.submissions.models import Submission
from extensions import db


def init_app(app: Flask) -> None:
    """Say who carries which channel."""
    app.extensions["carriers"] = {"email": EmailCarrier()}


class EmailCarrier:
    """Carries letters by SMTP, or to the console, as ``MAIL_BACKEND`` says."""

    def carry(self, letter: OutboxLetter) -> None:
        """Deliver one letter, or raise CarrierError."""
        subject, text, html = written(letter)
        message = EmailMultiAlternatives(subject, text, to=[letter.recipient])
        message.attach_alternative(html, "text/html")
        try:
            message.send()
        except (OSError, SMTPException) as error:
            raise CarrierError(type(error).__name__) from error


def written(letter: OutboxLetter) -> tuple[str, str, str]:
    """The letter's subject, text and HTML, in the citizen's language."""
    submission = db.session.get(Submission, letter.subject_id)
    folder = f"email/{letter.letter}"
    context = {"submission": submission, "site": current_app.config["SITE_URL"]}
    with force_locale(letter.language):
        subject = " ".join(render_template(f"{folder}/subject.txt", **context).split())
        return (
            subject,
            render_template(f"{folder}/body.txt", **context),
            render_template(f"{folder}/body.html", **context),
        )
