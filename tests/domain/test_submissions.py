"""The verbs of a submission's life, without the web."""

from datetime import timedelta

import pytest
from sqlalchemy import func

from domain.audit.models import LedgerEntry
from domain.errors import NotAllowedNow, Stale, Unacceptable
from domain.policy import NotPermitted, Role
from domain.submissions import queries, service
from domain.submissions.models import Audience, Proposal, Submission
from domain.submissions.queries import QueueFilter
from domain.submissions.workflow import Action, Status
from tests import factories


@pytest.fixture
def admin(institution):
    return factories.a_person(Role.INSPECTORATE_ADMIN, institution)


@pytest.fixture
def case(institution):
    return factories.a_proposal(institution)


def test_the_same_form_sent_twice_makes_one_submission(db, institution):
    def sent():
        submission = Proposal(
            institution_id=institution.id, title="Judul", body="Isi", change="x", beneficiaries="y"
        )
        return service.receive(submission, "formulir-yang-sama", "KODE-RAHASIA")

    first, second = sent(), sent()
    assert first.id == second.id
    assert db.session.scalar(db.select(func.count()).select_from(Submission)) == 1


def test_a_step_is_kept_with_its_history_and_its_entry_in_the_book(db, admin, case):
    service.move(case, Action.VERIFY, admin, version=case.version)
    last = case.history[-1]
    assert (last.source, last.target, last.actor) == (Status.RECEIVED, Status.IN_TRIAGE, admin)
    entry = db.session.scalars(db.select(LedgerEntry).order_by(LedgerEntry.id.desc())).first()
    assert (entry.name, entry.actor_id) == ("SubmissionMoved", admin.id)
    assert case.title not in str(entry.facts)


def test_a_step_from_an_old_version_changes_nothing(admin, case):
    with pytest.raises(Stale):
        service.move(case, Action.VERIFY, admin, version=case.version - 1)
    assert case.status is Status.RECEIVED


def test_nobody_takes_the_citizen_s_or_the_clock_s_step(admin, case):
    service.move(case, Action.ASK, admin, version=case.version, note="Di mana?")
    for action in (Action.REPLY, Action.LAPSE):
        with pytest.raises(NotAllowedNow):
            service.move(case, action, admin, version=case.version)


def test_another_office_may_not_move_it(case):
    stranger = factories.a_person(Role.INSPECTORATE_ADMIN, factories.an_institution())
    with pytest.raises(NotPermitted):
        service.move(case, Action.VERIFY, stranger, version=case.version)


def test_a_report_is_never_given_to_the_unit_it_is_about(institution, admin):
    unit = factories.a_unit(institution)
    report = factories.trusted(factories.a_deviation(institution, about_unit_id=unit.id), admin)
    with pytest.raises(Unacceptable) as refusal:
        service.move(report, Action.ASSIGN, admin, version=report.version, unit=unit)
    assert refusal.value.field == "unit"
    assert report.unit_id is None


def test_a_case_is_given_to_a_unit_of_its_own_institution_only(admin, case):
    foreign = factories.a_unit(factories.an_institution())
    with pytest.raises(Unacceptable):
        service.move(case, Action.ASSIGN, admin, version=case.version, unit=foreign)


def test_a_citizen_s_reply_moves_a_waiting_case_on_and_no_other(admin, case):
    service.reply(case, "Sekalian saya tambahkan.")
    assert case.status is Status.RECEIVED
    service.move(case, Action.ASK, admin, version=case.version, note="Di mana?")
    service.reply(case, "Di loket tiga.")
    assert case.status is Status.REPORTER_REPLIED


def test_a_citizen_s_message_makes_what_staff_have_open_old(admin, case):
    seen = case.version
    service.reply(case, "Masih terjadi hari ini.")
    with pytest.raises(Stale):
        service.move(case, Action.VERIFY, admin, version=seen)
    assert case.status is Status.RECEIVED


def test_a_message_waits_to_be_read_until_the_next_step(admin, case):
    assert case.citizen_wrote_at is None
    message = service.reply(case, "Masih terjadi hari ini.")
    assert case.citizen_wrote_at == message.at
    service.move(case, Action.VERIFY, admin, version=case.version)
    assert case.citizen_wrote_at is None


def test_a_note_sent_twice_is_kept_once(admin, case):
    first, second = (service.add_note(case, admin, "Sudah saya telepon.") for _ in range(2))
    assert first == second
    service.move(case, Action.ASK, admin, version=case.version, note="Di mana?")
    service.add_note(case, admin, "Sudah saya telepon.")
    assert len(case.messages) == 3


def test_a_note_needs_the_right_to_answer(institution, case):
    head = factories.a_person(Role.HEAD, institution)
    with pytest.raises(NotPermitted):
        service.add_note(case, head, "Sudah saya baca.")
    assert case.messages == []


def test_a_deviation_is_never_shown(institution, admin):
    report = factories.trusted(factories.a_deviation(institution, may_publish=True), admin)
    with pytest.raises(NotAllowedNow):
        service.publish(report, admin, version=report.version, title="a", body="b")
    assert report.published_at is None


def test_taking_the_public_wording_down_tells_the_citizen_why(institution, admin):
    case = factories.a_proposal(institution, may_publish=True)
    with pytest.raises(NotAllowedNow):
        service.withhold(case, admin, version=case.version, reason="Salah.")
    service.publish(case, admin, version=case.version, title="Izin", body="Tanpa nama.")
    service.withhold(case, admin, version=case.version, reason="Memuat nama.")
    assert case.published_at is None
    assert (case.messages[-1].body, case.messages[-1].audience) == (
        "Memuat nama.",
        Audience.CITIZEN,
    )


def test_finished_cases_come_newest_first(institution, admin):
    made = [factories.a_proposal(institution) for _ in range(3)]
    for case in made:
        factories.archived(case, admin)
    found = queries.queue(admin, QueueFilter(status=Status.ARCHIVED))
    assert [case.id for case in found] == sorted((case.id for case in made), reverse=True)
    assert queries.queue(admin, QueueFilter()) == []


def test_the_next_case_is_the_most_urgent_other_one_the_office_must_act_on(institution, admin):
    first, waiting, last = (factories.a_proposal(institution) for _ in range(3))
    service.move(waiting, Action.ASK, admin, version=waiting.version, note="Di mana?")
    assert queries.after(first, first.due_on, admin) == last
    assert queries.after(last, last.due_on, admin) == first
    factories.archived(last, admin)
    assert queries.after(first, first.due_on, admin) is None


def test_the_next_case_is_found_behind_any_number_that_wait_for_their_citizens(institution, admin):
    for _ in range(queries.PAGE + 2):
        waiting = factories.a_proposal(institution)
        service.move(waiting, Action.ASK, admin, version=waiting.version, note="Di mana?")
    first, last = (factories.a_proposal(institution) for _ in range(2))
    for case in (first, last):
        case.due_on = waiting.due_on + timedelta(days=1)
    factories.saved(last)
    assert queries.after(first, None, admin) == last
