"""Standing in for somebody, and leaving without leaving work behind."""

from datetime import timedelta

import pytest

from domain import clock
from domain.accounts.models import PositionStatus
from domain.audit.models import LedgerEntry
from domain.clock import now, stopped_at
from domain.errors import Unacceptable
from domain.handover.deputies import deputies_at, deputise
from domain.handover.leaving import hand_over, holdings
from domain.handover.readers import set_report_readers
from domain.policy import NotPermitted, Permission, Role, may
from domain.publishing import service as publishing
from domain.publishing.models import AchievementKind
from domain.submissions import service as submissions
from domain.submissions.workflow import Action
from tests import factories


def today():
    return clock.today("Asia/Jakarta")


@pytest.fixture
def keeper(institution):
    return factories.a_person(Role.SYSTEM_ADMINISTRATOR, institution)


@pytest.fixture
def focal(institution):
    return factories.a_person(Role.FOCAL_POINT, institution)


@pytest.fixture
def auditor(institution):
    return factories.a_person(Role.AUDITOR, institution)


def stand_in(person, post, actor, **values):
    day = today()
    asked = {
        "position_status": PositionStatus.DAILY_ACTING,
        "starts_on": day,
        "ends_on": day + timedelta(days=7),
    }
    return deputise(person, post.hats[0], actor=actor, **(asked | values))


def test_a_deputy_wears_the_hat_between_two_days_and_no_longer(
    db, institution, keeper, focal, auditor
):
    case = factories.a_proposal(institution)
    hat = stand_in(auditor, focal, keeper, starts_on=today() + timedelta(days=2))
    assert hat.deputises_id == focal.hats[0].id
    assert not may(auditor, Permission.SUBMISSION_TRIAGE, case)
    for days, holds in ((2, True), (7, True), (9, False)):
        with stopped_at(now() + timedelta(days=days)):
            assert may(auditor, Permission.SUBMISSION_TRIAGE, case) is holds
    entry = db.session.scalars(db.select(LedgerEntry).filter_by(name="DeputyNamed")).one()
    assert entry.facts["position_status"] == "daily_acting"
    assert entry.facts["user_id"] == auditor.id


def test_the_history_keeps_the_hat_a_step_was_taken_under(institution, keeper, focal, auditor):
    hat = stand_in(auditor, focal, keeper)
    case = factories.a_proposal(institution)
    submissions.move(case, Action.VERIFY, auditor, version=case.version)
    assert case.history[-1].hat_id == hat.id
    submissions.move(case, Action.ASK, focal, version=case.version, note="Di mana?")
    assert case.history[-1].hat.position_status is PositionStatus.PERMANENT


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("status", {"position_status": PositionStatus.PERMANENT}),
        ("starts_on", {"starts_on": today() - timedelta(days=3)}),
        ("ends_on", {"ends_on": today() - timedelta(days=1)}),
        ("ends_on", {"ends_on": today() + timedelta(days=200)}),
    ],
)
def test_a_deputy_with_unfit_days_or_standing_is_refused(keeper, focal, auditor, field, values):
    with pytest.raises(Unacceptable) as refusal:
        stand_in(auditor, focal, keeper, **values)
    assert refusal.value.field == field
    assert len(auditor.memberships) == 1


def test_nobody_stands_in_for_themselves_twice_or_for_a_deputy(institution, keeper, focal, auditor):
    with pytest.raises(Unacceptable):
        stand_in(focal, focal, keeper)
    hat = stand_in(auditor, focal, keeper)
    with pytest.raises(Unacceptable):
        stand_in(auditor, focal, keeper)
    other = factories.a_person(Role.HEAD, institution)
    with pytest.raises(Unacceptable):
        deputise(
            other,
            hat,
            position_status=PositionStatus.ACTING,
            starts_on=today(),
            ends_on=today(),
            actor=keeper,
        )


def test_nobody_stands_in_for_a_post_that_is_over_or_not_yet_begun(institution, keeper, auditor):
    for days in ({"ends_on": today() - timedelta(days=1)}, {"starts_on": today() + timedelta(1)}):
        person = factories.a_person(Role.HEAD, institution)
        post = factories.another_hat(person, Role.FOCAL_POINT, institution, **days)
        with pytest.raises(Unacceptable) as refusal:
            deputise(
                auditor,
                post,
                position_status=PositionStatus.ACTING,
                starts_on=today(),
                ends_on=today() + timedelta(days=7),
                actor=keeper,
            )
        assert refusal.value.field == "hat"


def test_terms_in_a_row_are_together_no_longer_than_six_months(keeper, focal, auditor):
    def term(start, end):
        days = {
            "starts_on": today() + timedelta(days=start),
            "ends_on": today() + timedelta(days=end),
        }
        return stand_in(auditor, focal, keeper, **days)

    term(100, 183)  # named first, served last
    term(0, 91)  # 92 days of 184, and 84 of the later term
    for start, end in ((92, 99), (184, 194), (190, 220)):
        with pytest.raises(Unacceptable) as refusal:
            term(start, end + 1)
        assert refusal.value.field in {"ends_on", "person"}, (start, end)
    with pytest.raises(Unacceptable) as refusal:
        term(190, 220)
    assert refusal.value.field == "ends_on"
    term(184, 191)
    term(230, 413)  # a break of more than a month begins a new count


def test_a_stranger_is_neither_deputy_nor_able_to_name_one(keeper, focal, auditor):
    elsewhere = factories.an_institution()
    stranger = factories.a_person(Role.AUDITOR, elsewhere)
    with pytest.raises(Unacceptable):
        stand_in(stranger, focal, keeper)
    with pytest.raises(NotPermitted):
        stand_in(auditor, focal, factories.a_person(Role.SYSTEM_ADMINISTRATOR, elsewhere))
    with pytest.raises(NotPermitted):
        stand_in(keeper, focal, keeper)


def test_the_list_of_deputies_forgets_them_when_their_time_is_over(
    institution, keeper, focal, auditor
):
    hat = stand_in(auditor, focal, keeper)
    assert deputies_at(institution.id, today()) == [(hat, focal.hats[0])]
    assert deputies_at(institution.id, today() + timedelta(days=8)) == []


def test_who_leaves_is_stopped_and_their_hat_goes_on(db, institution, keeper, focal, auditor):
    case = factories.a_proposal(institution)
    submissions.move(case, Action.VERIFY, focal, version=case.version)
    old = focal.hats[0]
    hand_over(focal, institution, {old.id: auditor}, keeper)
    assert not focal.active
    assert focal.hats == []
    assert Role.FOCAL_POINT in {hat.role for hat in auditor.hats}
    assert case.history[-1].actor_id == focal.id
    names = set(db.session.scalars(db.select(LedgerEntry.name)))
    assert {"HatGiven", "HatEnded", "AccountDisabled", "WorkHandedOver"} <= names


def test_the_last_inspector_cannot_leave_without_a_successor(db, institution, keeper, focal):
    with pytest.raises(Unacceptable) as refusal:
        hand_over(focal, institution, {}, keeper)
    assert "memeriksa masukan warga" in str(refusal.value)
    db.session.refresh(focal)
    assert focal.active
    assert [hat.role for hat in focal.hats] == [Role.FOCAL_POINT]


def test_the_last_officer_of_a_unit_with_open_cases_cannot_just_leave(institution, keeper, focal):
    unit = factories.a_unit(institution)
    officer = factories.a_person(Role.UNIT_OFFICER, institution, unit)
    case = factories.a_proposal(institution, unit_id=unit.id)
    assert [(h.hat, h.cases) for h in holdings(officer, institution).hats] == [(officer.hats[0], 1)]
    with pytest.raises(Unacceptable):
        hand_over(officer, institution, {}, keeper)
    factories.archived(case, focal)
    hand_over(officer, institution, {}, keeper)
    assert not officer.active


def test_a_report_only_they_may_open_keeps_them(institution, keeper, focal):
    unit = factories.a_unit(institution)
    other = factories.a_person(Role.INSPECTORATE_ADMIN, institution, unit)
    factories.a_deviation(institution, about_unit_id=unit.id)
    with pytest.raises(Unacceptable) as refusal:
        hand_over(focal, institution, {}, keeper)
    assert "laporan" in str(refusal.value)
    with pytest.raises(Unacceptable):
        hand_over(focal, institution, {focal.hats[0].id: other}, keeper)


def test_an_unfinished_text_needs_somebody_who_writes(institution, keeper, focal):
    writer = factories.a_person(Role.PUBLIC_RELATIONS, institution)
    publishing.draft(
        writer, institution, kind=AchievementKind.PROCESS, title="Naskah", summary="", body=""
    )
    assert holdings(writer, institution).drafts == 1
    with pytest.raises(Unacceptable):
        hand_over(writer, institution, {}, keeper)
    factories.a_person(Role.PUBLIC_RELATIONS, institution)
    hand_over(writer, institution, {}, keeper)
    assert not writer.active


def test_who_works_elsewhere_too_keeps_the_account(institution, keeper, focal, auditor):
    factories.another_hat(auditor, Role.AUDITOR, factories.an_institution())
    hand_over(auditor, institution, {}, keeper)
    assert auditor.active
    assert len(auditor.hats) == 1


def test_a_successor_is_a_colleague(institution, keeper, focal, auditor):
    stranger = factories.a_person(Role.AUDITOR, factories.an_institution())
    gone = factories.a_person(Role.AUDITOR, institution, active=False)
    for person in (stranger, gone, focal):
        with pytest.raises(Unacceptable):
            hand_over(focal, institution, {focal.hats[0].id: person}, keeper)


def test_the_last_administrator_stays(institution, keeper, focal):
    other = factories.a_person(Role.SYSTEM_ADMINISTRATOR, institution)
    hand_over(other, institution, {}, keeper)
    with pytest.raises(NotPermitted):
        hand_over(keeper, institution, {}, keeper)


def test_only_an_institution_with_inspectors_can_read_for_another(institution, keeper):
    empty, staffed = factories.an_institution(), factories.an_institution()
    factories.a_person(Role.FOCAL_POINT, staffed)
    for wrong in (empty, institution):
        with pytest.raises(Unacceptable):
            set_report_readers(institution, wrong, keeper, version=institution.version)
    set_report_readers(institution, staffed, keeper, version=institution.version)
    assert institution.reports_go_to_id == staffed.id
    set_report_readers(institution, None, keeper, version=institution.version)
    assert institution.reports_go_to_id is None
