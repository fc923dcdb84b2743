"""Who is invited gets what could be given on the spot, and no more."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import NoResultFound

from domain import clock
from domain.accounts import invitations
from domain.accounts.access import Invitation
from domain.accounts.models import PositionStatus
from domain.accounts.posts import Post
from domain.administration.units import close
from domain.errors import NotAllowedNow, Unacceptable
from domain.policy import Role
from tests import factories
from tests.pages import Page

PASSWORD = "korek baterai staples gajah"


@pytest.fixture
def admin(institution):
    return factories.a_person(Role.SYSTEM_ADMINISTRATOR, institution)


@pytest.fixture
def desk(sign_in, admin):
    return sign_in(admin)


def kept(db):
    return db.session.scalars(db.select(Invitation)).all()


def asking(desk, institution, **answers):
    page = Page(desk, f"/kelola/{institution.slug}/orang/undang", 200)
    given = {"name": "Budi", "email": "budi@contoh.test", "role": "auditor"}
    return page.fill("Kirim", **(given | answers))


def test_a_session_left_open_invites_nobody(desk, institution, admin, db):
    row = invitations.invite(
        institution, Post(Role.AUDITOR), email="ani@contoh.test", name="Ani", actor=admin
    )
    base = f"/kelola/{institution.slug}"
    token = Page(desk, f"{base}/orang/undang", 200).soup.select_one("[name=csrf_token]")["value"]
    with factories.minutes_later(20):
        form = {"csrf_token": token, "name": "Budi", "email": "b@contoh.test", "role": "auditor"}
        for path in ("orang/undang", f"undangan/{row.id}/kirim-ulang"):
            answer = desk.post(f"{base}/{path}", data=form)
            assert (answer.status_code, answer.location[:16]) == (303, "/akun/konfirmasi"), path
    assert kept(db) == [row]


def test_a_deputy_is_invited_with_a_last_day(desk, institution, db):
    page = asking(desk, institution, status="acting")
    assert (page.status, page.errors) == (422, ["Plt, Plh, dan Pj perlu tanggal selesai."])
    assert kept(db) == []
    day = clock.today("Asia/Jakarta") + timedelta(days=30)
    assert asking(desk, institution, status="acting", ends_on=day.isoformat()).status == 200
    assert [row.position_status for row in kept(db)] == [PositionStatus.ACTING]


@pytest.mark.parametrize("unit", ["abc", "1e3", "-1", "9" * 25, "77777"])
def test_a_unit_nobody_knows_is_an_error_and_never_the_whole_institution(
    desk, institution, db, unit
):
    page = asking(desk, institution, unit=unit)
    assert (page.status, page.errors) == (422, ["Pilih unit dari daftar."])
    assert kept(db) == []


@pytest.mark.parametrize(
    "email",
    ["a@b.test, c@d.test", "a b@c.test", "x@y\u202e.test", "@@", "Budi <b@c.test>", "é@ü", "a@b"],
)
def test_only_one_address_is_an_address(institution, admin, db, email):
    with pytest.raises(Unacceptable) as refusal:
        invitations.invite(institution, Post(Role.AUDITOR), email=email, name="Budi", actor=admin)
    assert refusal.value.field == "email"
    assert kept(db) == []


@pytest.fixture
def waiting(institution, admin):
    """Somebody invited to a unit, and the token of their letter."""
    unit = factories.a_unit(institution)
    post = Post(Role.UNIT_OFFICER, unit)
    row = invitations.invite(institution, post, email="ani@contoh.test", name="Ani", actor=admin)
    return row, invitations.token_for_letter(row)


def test_a_unit_closed_meanwhile_gets_no_officer(waiting, admin):
    row, token = waiting
    invitations.opened_by(token)
    close(row.unit, admin, version=row.unit.version)
    for verb in (invitations.opened_by, lambda word: invitations.accept(word, PASSWORD)):
        with pytest.raises(NoResultFound):
            verb(token)
    with pytest.raises(NotAllowedNow):
        invitations.resend(row, admin)


def test_a_place_is_not_taken_once_its_last_day_is_over_or_its_address_in_use(
    waiting, institution, admin
):
    row, token = waiting
    row.ends_on = clock.today("Asia/Jakarta") - timedelta(days=1)
    factories.saved(row)
    with pytest.raises(NoResultFound):
        invitations.accept(token, PASSWORD)
    row.ends_on = None
    factories.a_person(Role.AUDITOR, institution, email=row.email)
    with pytest.raises(NoResultFound):
        invitations.accept(token, PASSWORD)
