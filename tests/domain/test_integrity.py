"""Whoever a report may touch never reads it, and somebody always can."""

import pytest

from domain.accounts.models import InstitutionKind
from domain.audit.models import LedgerEntry
from domain.errors import NotAllowedNow, Unacceptable
from domain.integrity import queries as declarations
from domain.integrity import service
from domain.integrity.models import Addressee, Declaration, Ground, Outcome
from domain.notifications.models import OutboxLetter
from domain.policy import NotPermitted, Permission, Role, may
from domain.submissions import queries
from domain.submissions import service as submissions
from domain.submissions.queries import QueueFilter
from domain.submissions.workflow import Action
from tests import factories
from web.letters import written


@pytest.fixture
def admin(institution):
    return factories.a_person(Role.INSPECTORATE_ADMIN, institution)


@pytest.fixture
def inspectorate(institution):
    return factories.a_unit(institution, kind="inspektorat", name="Inspektorat")


def test_nothing_is_done_with_a_report_before_a_declaration(institution, admin):
    report = factories.a_deviation(institution)
    with pytest.raises(NotPermitted):
        submissions.move(report, Action.VERIFY, admin, version=report.version)
    with pytest.raises(NotPermitted):
        submissions.add_note(report, admin, "Catatan.")
    with pytest.raises(queries.Undeclared):
        queries.case(admin, report.reference)
    service.declare_clear(report, admin, "1")
    submissions.move(report, Action.VERIFY, admin, version=report.version)


def test_a_declaration_is_kept_once_with_its_words_role_and_time(db, institution, admin):
    report = factories.a_deviation(institution)
    first, second = (service.declare_clear(report, admin, "1") for _ in range(2))
    assert first is second
    row = db.session.scalars(db.select(Declaration)).one()
    assert (row.user_id, row.submission_id, row.words) == (admin.id, report.id, "1")
    assert (row.role, row.outcome, row.reference) == (
        admin.hats[0].role,
        Outcome.CLEAR,
        report.reference,
    )
    assert row.at is not None
    acts = db.session.scalars(db.select(LedgerEntry.name).filter_by(actor_id=admin.id)).all()
    assert acts == ["NoConflictDeclared"]


def test_a_conflict_closes_the_report_at_once_and_for_good(institution, admin):
    other = factories.a_person(Role.FOCAL_POINT, institution)
    report = factories.trusted(factories.a_deviation(institution), admin, other)
    service.declare_conflict(report, admin, "1", Ground.FAMILY)
    for permission in (Permission.SUBMISSION_READ, Permission.SUBMISSION_OPEN):
        assert not may(admin, permission, report)
        assert may(other, permission, report)
    service.declare_clear(report, admin, "1")
    assert not may(admin, Permission.SUBMISSION_OPEN, report)
    assert queries.queue(admin, QueueFilter()) == []


def test_only_a_report_asks_and_only_its_readers_declare(institution, admin):
    with pytest.raises(NotAllowedNow):
        service.declare_clear(factories.a_proposal(institution), admin, "1")
    stranger = factories.a_person(Role.INSPECTORATE_ADMIN, factories.an_institution())
    with pytest.raises(NotPermitted):
        service.declare_clear(factories.a_deviation(institution), stranger, "1")


def test_a_title_is_not_found_before_a_declaration(institution, admin):
    report = factories.a_deviation(institution, title="Pungutan di loket tiga")
    assert queries.queue(admin, QueueFilter(text="loket")) == []
    assert queries.queue(admin, QueueFilter(text=report.reference.lower())) == [report]
    service.declare_clear(report, admin, "1")
    assert queries.queue(admin, QueueFilter(text="loket")) == [report]


def test_the_focal_point_is_told_of_a_conflict_without_a_word_of_the_report(db, institution, admin):
    boss = factories.a_person(Role.FOCAL_POINT, institution)
    report = factories.a_deviation(institution, title="Pungutan di loket", body="Uang di map." * 3)
    service.declare_conflict(report, admin, "1", Ground.BUSINESS)
    letter = db.session.scalars(db.select(OutboxLetter)).one()
    assert (letter.recipient, letter.letter) == (boss.email, "conflict_declared")
    for part in written(letter):
        assert report.reference in part
        assert "loket" not in part
        assert "Uang" not in part


def test_without_another_focal_point_the_head_is_told(db, institution):
    focal = factories.a_person(Role.FOCAL_POINT, institution)
    head = factories.a_person(Role.HEAD, institution)
    service.declare_conflict(factories.a_deviation(institution), focal, "1", Ground.OTHER)
    assert db.session.scalars(db.select(OutboxLetter.recipient)).all() == [head.email]


def test_whoever_works_in_the_accused_unit_hears_of_no_conflict(db, institution, admin):
    accused = factories.a_unit(institution)
    part = factories.a_unit(institution, parent_id=accused.id)
    focal = factories.a_person(Role.FOCAL_POINT, institution, part)
    head = factories.a_person(Role.HEAD, institution)
    factories.a_person(Role.INSPECTORATE_ADMIN, institution)
    report = factories.a_deviation(institution, about_unit_id=accused.id)
    service.declare_conflict(report, admin, "1", Ground.FAMILY)
    assert db.session.scalars(db.select(OutboxLetter.recipient)).all() == [head.email]
    assert list(declarations.every(focal, None)) == []
    assert [row.reference for row in declarations.every(head, None)] == [report.reference]
    elsewhere = factories.a_deviation(institution, about_unit_id=factories.a_unit(institution).id)
    service.declare_conflict(elsewhere, admin, "1", Ground.FAMILY)
    assert [row.reference for row in declarations.every(focal, None)] == [elsewhere.reference]


def test_when_the_head_works_there_too_an_auditor_hears_of_it(db, institution, admin):
    accused = factories.a_unit(institution)
    for role in (Role.FOCAL_POINT, Role.HEAD):
        factories.a_person(role, institution, accused)
    auditor = factories.a_person(Role.AUDITOR, institution)
    report = factories.a_deviation(institution, about_unit_id=accused.id)
    service.declare_conflict(report, admin, "1", Ground.FAMILY)
    assert db.session.scalars(db.select(OutboxLetter.recipient)).all() == [auditor.email]


def test_who_stood_aside_hears_no_more_of_that_report(db, institution, admin):
    first, second = (factories.a_person(Role.FOCAL_POINT, institution) for _ in range(2))
    report = factories.a_deviation(institution)
    service.declare_conflict(report, first, "1", Ground.FAMILY)
    service.declare_conflict(report, admin, "1", Ground.FAMILY)
    told = db.session.scalars(db.select(OutboxLetter.recipient)).all()
    assert told == [second.email, second.email]
    assert list(declarations.every(first, None)) == []
    assert len(list(declarations.every(second, None))) == 2


def test_the_register_and_the_letter_ask_the_same_of_every_reader(db, institution, admin):
    unit = factories.a_unit(institution)
    readers = [
        factories.a_person(role, institution, place)
        for role in (Role.FOCAL_POINT, Role.HEAD, Role.AUDITOR)
        for place in (None, unit)
    ]
    for about in (unit.id, 0):
        report = factories.a_deviation(institution, about_unit_id=about)
        for person in (admin, readers[0]):
            service.declare_conflict(report, person, "1", Ground.FAMILY)
    rows = db.session.scalars(db.select(Declaration)).all()
    assert len(rows) == 4
    for person in readers:
        listed = set(declarations.every(person, None))
        assert listed == {r for r in rows if may(person, Permission.DECLARATION_READ, r)}


def test_a_report_about_the_inspectorate_goes_to_the_head_alone(institution, inspectorate, admin):
    special = factories.a_unit(institution, kind="irban", parent_id=inspectorate.id)
    head = factories.a_person(Role.HEAD, institution)
    for unit in (inspectorate, special):
        report = factories.a_deviation(institution, about_unit_id=unit.id)
        assert report.addressee is Addressee.HEAD
        assert may(head, Permission.SUBMISSION_READ, report)
        assert not may(admin, Permission.SUBMISSION_READ, report)
    assert sum(queries.tally(admin).statuses.values()) == 0
    assert sum(queries.tally(head).statuses.values()) == 2


def test_the_head_takes_such_a_report_up_but_never_gives_it_back_down(institution, inspectorate):
    head = factories.a_person(Role.HEAD, institution)
    secretariat = factories.a_unit(institution, kind="sekretariat")
    special = factories.a_unit(institution, kind="irban")
    report = factories.a_deviation(institution, about_unit_id=inspectorate.id)
    factories.trusted(report, head)
    submissions.move(report, Action.VERIFY, head, version=report.version)
    for unit in (inspectorate, special):
        with pytest.raises(Unacceptable):
            submissions.move(report, Action.ASSIGN, head, version=report.version, unit=unit)
    submissions.move(report, Action.ASSIGN, head, version=report.version, unit=secretariat)
    assert report.unit_id == secretariat.id


def test_a_named_institution_takes_such_a_report_in(db, institution, inspectorate, admin):
    province = factories.an_institution(kind=InstitutionKind.PROVINCE)
    inspector = factories.a_person(Role.INSPECTORATE_ADMIN, province)
    institution.reports_go_to_id = province.id
    db.session.commit()
    report = factories.a_deviation(institution, about_unit_id=inspectorate.id)
    assert report.institution_id == province.id
    assert may(inspector, Permission.SUBMISSION_READ, report)
    head = factories.a_person(Role.HEAD, institution)
    assert not may(admin, Permission.SUBMISSION_READ, report)
    assert not may(head, Permission.SUBMISSION_READ, report)


def test_a_named_institution_without_an_inspectorate_leaves_it_to_the_head(
    db, institution, inspectorate
):
    institution.reports_go_to_id = factories.an_institution().id
    db.session.commit()
    report = factories.a_deviation(institution, about_unit_id=inspectorate.id)
    assert (report.institution_id, report.addressee) == (institution.id, Addressee.HEAD)


def test_a_report_about_the_unit_all_inspectors_sit_in_goes_up(institution):
    office = factories.a_unit(institution, kind="bagian")
    factories.a_person(Role.INSPECTORATE_ADMIN, institution, office)
    report = factories.a_deviation(institution, about_unit_id=office.id)
    assert report.addressee is Addressee.HEAD
    factories.a_person(Role.FOCAL_POINT, institution)
    assert factories.a_deviation(institution, about_unit_id=office.id).addressee is (
        Addressee.INSPECTORATE
    )


def test_when_the_last_reader_stands_aside_it_goes_one_level_up(db, institution, admin):
    head = factories.a_person(Role.HEAD, institution)
    report = factories.a_deviation(institution)
    service.declare_conflict(report, admin, "1", Ground.FAMILY)
    db.session.refresh(report)
    assert report.addressee is Addressee.HEAD
    assert may(head, Permission.SUBMISSION_READ, report)
    names = db.session.scalars(db.select(LedgerEntry.name).order_by(LedgerEntry.id)).all()
    assert names[-2:] == ["ConflictDeclared", "ReportPassedUp"]


def test_a_report_is_not_handed_to_the_units_above_or_below_it(institution, admin):
    above = factories.a_unit(institution)
    about = factories.a_unit(institution, parent_id=above.id)
    below = factories.a_unit(institution, parent_id=about.id)
    beside = factories.a_unit(institution, parent_id=above.id)
    report = factories.trusted(factories.a_deviation(institution, about_unit_id=about.id), admin)
    for unit in (above, about, below):
        with pytest.raises(Unacceptable):
            submissions.move(report, Action.ASSIGN, admin, version=report.version, unit=unit)
    submissions.move(report, Action.ASSIGN, admin, version=report.version, unit=beside)
