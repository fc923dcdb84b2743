"""Letters tell that something happened, in the citizen's language, and nothing of what."""

import pytest

from domain import codes
from domain.notifications.models import OutboxLetter
from domain.submissions.workflow import Status
from tests import factories
from web.labels import citizen_label
from web.letters import written

TOKEN = "surat"


def a_letter(letter, submission, language="id"):
    return OutboxLetter(
        recipient="ratna@contoh.test",
        letter=letter,
        subject_id=submission.id,
        language=language,
    )


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("letter", ["submission_received", "submission_moved"])
def test_a_letter_says_the_number_and_the_way_and_nothing_more(db, institution, letter, language):
    code = codes.code_from(TOKEN, "test")
    submission = factories.a_proposal(institution, language=language, code=code)
    subject, text, html = written(a_letter(letter, submission, language))
    assert submission.reference in subject
    assert "\n" not in subject
    for part in (text, html):
        assert submission.reference in part
        assert "/lacak" in part
    assert f'lang="{language}"' in html
    everything = subject + text + html
    for secret in (submission.title, submission.body, submission.change, code, codes.grouped(code)):
        assert secret not in everything


def test_the_letter_of_receipt_names_the_day(db, institution):
    submission = factories.a_proposal(institution)
    _, text, _ = written(a_letter("submission_received", submission))
    assert f"{submission.due_on.day} " in text
    assert str(submission.due_on.year) in text


@pytest.mark.parametrize("status", Status)
def test_the_letter_of_a_step_can_tell_every_state(db, institution, status):
    submission = factories.a_proposal(institution)
    submission.status = status
    db.session.commit()
    _, text, html = written(a_letter("submission_moved", submission))
    assert citizen_label(status) in text
    assert citizen_label(status) in html


def test_a_report_of_deviation_causes_no_letter(db, institution):
    factories.a_deviation(institution, contact="sari@contoh.test")
    factories.a_proposal(institution, contact="ratna@contoh.test")
    letters = db.session.scalars(db.select(OutboxLetter)).all()
    assert [letter.recipient for letter in letters] == ["ratna@contoh.test"]
