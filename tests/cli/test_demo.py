"""The demo: whole, alive, believable, and made only where it may be."""

from datetime import UTC, datetime
from random import Random

import pytest
from argon2 import PasswordHasher
from flask_migrate import upgrade
from sqlalchemy import func

from app import create_app
from cli.demo import FULL, SMALL, load, planned
from demo import institutions, scenarios
from domain.accounts import service as accounts
from domain.accounts.models import Institution, Membership, PositionStatus, Unit, User
from domain.notifications.models import OutboxLetter
from domain.policy import Role
from domain.publishing.models import Achievement
from domain.publishing.workflow import ArticleStatus
from domain.reference.service import load as load_reference
from domain.submissions.kinds import Kind
from domain.submissions.models import StatusChange, Submission
from domain.submissions.queries import by_code
from domain.submissions.workflow import Status
from domain.targets.models import Indicator, QuarterTarget
from extensions import db as database
from tests.conftest import settings

MOMENT = datetime(2026, 11, 20, 5, tzinfo=UTC)


def amount(model, *where):
    return database.session.scalar(database.select(func.count()).select_from(model).where(*where))


def run(app, *words):
    return app.test_cli_runner().invoke(args=["demo", *words])


def own(model):
    return (
        model.institution_id
        == database.select(Institution.id).filter_by(slug="tirta-raya").scalar_subquery()
    )


def test_the_full_demo_is_a_living_house(db):
    load(FULL)
    assert amount(Unit, own(Unit)) == 34
    assert amount(Membership, own(Membership)) == 12
    assert amount(Achievement, own(Achievement)) == 24
    assert amount(Submission, own(Submission)) == 400
    assert amount(Submission) == 460
    statuses = set(db.session.scalars(db.select(Submission.status).where(own(Submission))))
    assert statuses == set(Status)
    articles = set(db.session.scalars(db.select(Achievement.status)))
    assert articles == set(ArticleStatus)
    bodies = db.session.scalars(db.select(Submission.body).where(own(Submission))).all()
    assert len(set(bodies)) == len(bodies)
    assert amount(OutboxLetter) > 0
    assert amount(OutboxLetter, OutboxLetter.sent_at.is_(None)) == 0
    late = Submission.due_on < datetime.now(UTC).date()
    assert amount(Submission, late, own(Submission)) >= 10
    assert amount(StatusChange, StatusChange.at > datetime.now(UTC)) == 0


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch):
    """Argon2id as ever, with a small appetite: it is slow on purpose."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(accounts, "hasher", quick)


@pytest.fixture
def small(db):
    load(SMALL)


def test_every_role_is_worn_and_every_account_is_marked(small, db):
    assert set(db.session.scalars(db.select(Membership.role))) == set(Role)
    held = set(db.session.scalars(db.select(Membership.position_status)))
    assert {PositionStatus.ACTING, PositionStatus.INTERIM} <= held
    assert amount(User, User.is_demo.is_(False)) == 0


def test_no_deviation_report_is_shown(small):
    shown = Submission.published_at.is_not(None)
    assert amount(Submission, shown) > 0
    assert amount(Submission, shown, Submission.kind == Kind.DEVIATION) == 0


def test_a_unit_named_in_a_report_never_gets_it(small):
    kept = Submission.kind == Kind.DEVIATION
    assert amount(Submission, kept, Submission.about_unit_id != 0) > 0
    assert amount(Submission, kept, Submission.unit_id == Submission.about_unit_id) == 0


def test_both_scores_are_kept_for_eight_quarters(small, db):
    assert amount(Indicator, own(Indicator)) >= 10
    quarters = db.session.scalars(db.select(QuarterTarget.ends_on).where(own(QuarterTarget)))
    assert len(set(quarters)) == 8
    corrected = QuarterTarget.verified < QuarterTarget.reported
    assert amount(QuarterTarget, corrected) > 10
    assert amount(QuarterTarget, QuarterTarget.verified.is_(None)) > 0


def test_pictures_say_what_they_show(small, db):
    pictured = db.session.scalars(db.select(Achievement).where(Achievement.image_id.is_not(None)))
    texts = [achievement.image_alt for achievement in pictured]
    assert len(texts) >= 6
    assert all(len(text.split()) > 5 for text in texts)


def test_a_newcomer_is_told_accounts_and_codes(app, small):
    answer = run(app, "accounts")
    assert "yani@tirtaraya.contoh" in answer.output
    for name in scenarios.TOKENS:
        line = next(line for line in answer.output.splitlines() if f"lacak {name}:" in line)
        found = by_code(line.rpartition(": ")[2])
        assert found is not None
        assert found.history


def test_a_second_load_does_nothing(app, small):
    answer = run(app, "load")
    assert (answer.exit_code, answer.output.strip()) == (0, "Data peragaan sudah ada.")
    assert amount(Institution) == 3


def test_outside_demo_mode_it_refuses(app, db, monkeypatch):
    monkeypatch.setitem(app.config, "TESTING", False)
    answer = run(app, "load")
    assert answer.exit_code == 1
    assert "DEMO=1" in answer.output
    assert amount(Institution) == 0


def test_the_same_dice_tell_the_same_stories(db):
    first, second = (
        [
            (case.token, case.values, case.steps)
            for case in planned(institutions.TIRTA, 120, MOMENT, Random(7))
        ]
        for _ in range(2)
    )
    assert first == second
    assert first != [
        (case.token, case.values, case.steps)
        for case in planned(institutions.TIRTA, 120, MOMENT, Random(8))
    ]


def test_two_fresh_houses_get_the_same_titles(tmp_path):
    assert titles(tmp_path / "one.db") == titles(tmp_path / "two.db")


def titles(path):
    app = create_app(settings(f"sqlite:///{path}"))
    with app.app_context():
        upgrade()
        for name in ("terms", "actions", "holidays"):
            load_reference(name)
        load(SMALL)
        written = database.select(Submission.title, Submission.status).order_by(Submission.id)
        told = database.select(Achievement.title, Achievement.status).order_by(Achievement.id)
        found = [tuple(row) for query in (written, told) for row in database.session.execute(query)]
        database.session.remove()
        database.engine.dispose()
    return found


def test_people_are_enrolled_by_hand(app, institution):
    unit = Unit(institution_id=institution.id, code="DINAS", name="Dinas", kind="dinas")
    database.session.add(unit)
    database.session.commit()
    words = ["people", "add", "--email", "Sri@contoh.test", "--name", "Sri", "--unit", "dinas"]
    words += ["--role", "unit_officer", "--institution", institution.slug]
    typed = "kata sandi panjang\n" * 2
    answer = app.test_cli_runner().invoke(args=words, input=typed)
    assert answer.exit_code == 0, answer.output
    assert "panjang" not in answer.output
    sri = database.session.scalars(database.select(User).filter_by(email="sri@contoh.test")).one()
    assert [(hat.role, hat.unit) for hat in sri.hats] == [(Role.UNIT_OFFICER, unit)]
    again = app.test_cli_runner().invoke(args=words, input=typed)
    assert again.exit_code == 1
    assert "already" in again.output


def test_a_short_password_and_an_unknown_house_are_refused(app, institution):
    words = ["people", "add", "--email", "a@contoh.test", "--name", "A", "--role", "head"]
    short = app.test_cli_runner().invoke(
        args=[*words, "--institution", institution.slug], input="pendek\npendek\n"
    )
    unknown = app.test_cli_runner().invoke(
        args=[*words, "--institution", "tiada"], input="kata sandi panjang\n" * 2
    )
    assert short.exit_code == unknown.exit_code == 1
    assert "paling sedikit 12 huruf" in short.output
    assert "tiada" in unknown.output
    assert amount(User) == 0
