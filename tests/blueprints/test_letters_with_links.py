"""Invitations and forgotten passwords: a link opens once, and never skips the second factor."""

import re

import pytest

from domain.accounts import invitations, resets, service
from domain.accounts.access import Invitation, PasswordReset, StaffSession
from domain.accounts.models import User
from domain.accounts.posts import Post
from domain.audit.models import LedgerEntry
from domain.notifications.models import OutboxLetter
from domain.policy import Role
from jobs.outbox import carry_letters
from tests import factories
from tests.door import APP, code_now
from tests.pages import Page
from web.letters import written

PASSWORD, NEW = "payung-biru-di-loket", "bunga-rotan-sumur-lampu"
LINK = re.compile(r"https?://[^\s/]+(/(?:undangan|atur-ulang)/\S+)")
DEAD = "Tautan ini tidak berlaku lagi"


@pytest.fixture
def admin(institution):
    return factories.a_person(Role.SYSTEM_ADMINISTRATOR, institution)


@pytest.fixture
def person(institution):
    user = service.enrol(name="Yani", email="yani@contoh.test", password=PASSWORD)
    user.totp_secret = APP
    service.give_hat(user, Role.INSPECTORATE_ADMIN, institution)
    return user


def invited(institution, admin):
    return invitations.invite(
        institution, Post(Role.AUDITOR), email="baru@contoh.test", name="Budi Baru", actor=admin
    )


def link_in_letter(db, name):
    """The path of the link in the newest letter of this sort."""
    statement = db.select(OutboxLetter).filter_by(letter=name).order_by(OutboxLetter.id.desc())
    subject, text, html = written(db.session.scalars(statement).first())
    path = LINK.search(text)[1]
    assert path in html
    assert path not in subject
    db.session.commit()
    return path


def test_an_invited_person_comes_in_by_the_letter(client, institution, admin, db):
    invited(institution, admin)
    path = link_in_letter(db, "invitation")
    page = Page(client, path, 200)
    assert "Budi Baru" in page.heading
    assert Page(client, path, 200).heading == page.heading  # looking uses nothing up
    page = page.fill("Terima", password=NEW)
    assert (page.path, page.heading) == ("/akun/keamanan", "Pasang faktor kedua")
    assert client.get("/antrean/").location == "/masuk/kode"
    assert Page(client, path, 410).heading == DEAD
    assert db.session.scalar(db.select(User).filter_by(email="baru@contoh.test"))


@pytest.mark.parametrize("password", ["", "pendek", "kawalaksi2026", "budibarubudi", "x" * 129])
def test_a_weak_first_password_is_refused_and_the_link_lives(
    client, institution, admin, db, password
):
    invited(institution, admin)
    path = link_in_letter(db, "invitation")
    page = Page(client, path).fill("Terima", password=password)
    assert page.status == 422
    assert page.errors
    assert Page(client, path).status == 200


def test_a_dead_invitation_is_a_calm_page_and_changes_nothing(client, institution, admin, db):
    row = invited(institution, admin)
    path = link_in_letter(db, "invitation")
    token = Page(client, path).soup.select_one("[name=csrf_token]")["value"]
    invitations.withdraw(row, admin)
    for dead in (path, path + "x", "/undangan/" + "A" * 43, "/undangan/%00", "/undangan/x"):
        answer = client.post(dead, data={"csrf_token": token, "password": NEW})
        assert answer.status_code in {400, 410}, dead
    assert Page(client, path, 410).heading == DEAD
    assert not db.session.scalar(db.select(User).filter_by(email="baru@contoh.test"))


@pytest.mark.parametrize(("hours", "status"), [(71.9, 200), (72.1, 410)])
def test_an_invitation_lasts_72_hours(client, institution, admin, db, hours, status):
    invited(institution, admin)
    path = link_in_letter(db, "invitation")
    with factories.minutes_later(hours * 60):
        assert Page(client, path).status == status


def test_an_invitation_ends_the_session_of_whoever_opens_it(
    sign_in, person, institution, admin, db
):
    client = sign_in(person)
    invited(institution, admin)
    Page(client, link_in_letter(db, "invitation")).fill("Terima", password=NEW)
    assert client.get("/akun/").location == "/masuk/kode"


def outbox(db):
    return db.session.scalars(db.select(OutboxLetter)).all()


def forgotten(client, email):
    return Page(client, "/lupa-sandi", 200).fill("Kirim", email=email)


def test_a_forgotten_password_is_set_anew_and_the_second_factor_still_asked(client, person, db):
    assert forgotten(client, "Yani@contoh.test").heading == "Periksa email Anda"
    path = link_in_letter(db, "password_reset")
    page = Page(client, path, 200).fill("Simpan", password=NEW)
    assert page.heading == "Kata sandi tersimpan"
    assert client.get("/akun/").status_code == 302
    page = page.follow("Masuk").fill("Masuk", email=person.email, password=PASSWORD)
    assert page.status == 422
    page = page.fill("Masuk", email=person.email, password=NEW)
    assert page.path == "/masuk/kode"
    assert page.fill("Lanjut", code=code_now()).path == "/akun/"
    db.session.refresh(person)
    assert person.totp_secret == APP


def test_a_reset_link_opens_once_and_an_hour(client, person, db):
    forgotten(client, person.email)
    path = link_in_letter(db, "password_reset")
    with factories.minutes_later(61):
        assert Page(client, path, 410).heading == DEAD
    Page(client, path).fill("Simpan", password=NEW)
    assert Page(client, path, 410).heading == DEAD


def test_a_reset_ends_every_session_and_every_other_link(client, sign_in, person, db):
    inside = sign_in(person)
    paths = []
    for _ in range(2):
        forgotten(client, person.email)
        paths.append(link_in_letter(db, "password_reset"))
    Page(client, paths[1]).fill("Simpan", password=NEW)
    assert inside.get("/akun/").status_code == 302
    assert Page(client, paths[0]).status == 410


def test_whoever_left_opens_nothing_with_an_old_link(client, person, db):
    forgotten(client, person.email)
    path = link_in_letter(db, "password_reset")
    person.active = False
    factories.saved(person)
    assert Page(client, path).status == 410


def test_an_unknown_address_gets_the_same_answer_and_no_letter(client, person, db):
    known = forgotten(client, person.email)
    unknown = forgotten(client, "tiada@contoh.test")
    assert (known.status, known.path, known.text) == (unknown.status, unknown.path, unknown.text)
    carry_letters()
    assert [letter.recipient for letter in outbox(db)] == [person.email]
    assert not db.session.scalars(
        db.select(PasswordReset).filter(PasswordReset.address != "")
    ).all()
    book = [entry.name for entry in db.session.scalars(db.select(LedgerEntry))]
    assert book == ["PasswordResetAsked"] * 3  # one more tells whose letter left


def test_nobody_learns_from_the_work_whether_an_address_is_known(person, db):
    asked = {}
    for email in (person.email, "tiada@contoh.test", person.email):
        db.session.commit()
        with factories.questions(db) as statements:
            resets.ask(email)
        asked[email] = [one for one in statements if "SAVEPOINT" not in one]
    assert asked[person.email] == asked["tiada@contoh.test"]


def test_a_new_password_of_ones_own_kills_every_link_on_its_way(client, person, db):
    forgotten(client, person.email)
    path = link_in_letter(db, "password_reset")
    forgotten(client, person.email)
    factories.a_session(person)
    here = db.session.scalars(db.select(StaffSession)).one()
    assert resets.change(person, PASSWORD, NEW, here)
    assert Page(client, path, 410).heading == DEAD
    carry_letters()
    assert client.application.extensions["mailman"].outbox[-1].to == [person.email]
    assert db.session.scalars(db.select(PasswordReset).filter_by(used_at=None)).all() == []


def test_a_mailbox_is_not_flooded(client, person, db):
    for _ in range(5):
        assert forgotten(client, person.email).status == 200
    carry_letters()
    assert len(outbox(db)) == resets.LETTERS_AN_HOUR


def test_the_book_holds_no_address_and_no_link(client, person, institution, admin, db):
    invited(institution, admin)
    forgotten(client, person.email)
    paths = [link_in_letter(db, name) for name in ("invitation", "password_reset")]
    kept = str([entry.facts for entry in db.session.scalars(db.select(LedgerEntry))])
    rows = [
        *db.session.scalars(db.select(Invitation)),
        *db.session.scalars(db.select(PasswordReset)),
    ]
    kept += str([vars(row) for row in rows if row.token_hash])
    for path in paths:
        assert path.rpartition("/")[2] not in kept
    assert "@" not in str([entry.facts for entry in db.session.scalars(db.select(LedgerEntry))])
