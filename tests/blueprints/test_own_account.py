"""Sessions, passwords and saying once more who one is."""

import pytest

from domain.accounts import people, second_factors, service, sessions
from domain.accounts.access import StaffSession
from domain.audit.models import LedgerEntry
from domain.errors import NotAllowedNow
from domain.notifications.models import OutboxLetter
from domain.policy import NotPermitted, Role
from tests import factories
from tests.door import APP
from tests.pages import Page

PASSWORD, NEW = "payung-biru-di-loket", "bunga-rotan-sumur-lampu"


@pytest.fixture
def person(institution):
    user = service.enrol(name="Yani", email="yani@contoh.test", password=PASSWORD)
    user.totp_secret = APP
    service.give_hat(user, Role.INSPECTORATE_ADMIN, institution)
    return user


def token_of(page):
    return {"csrf_token": page.soup.select_one("[name=csrf_token]")["value"]}


def book(db):
    return [entry.name for entry in db.session.scalars(db.select(LedgerEntry))]


def test_a_cookie_stolen_before_log_out_opens_nothing_after_it(app, sign_in, person, db):
    client, thief = sign_in(person), app.test_client()
    page = Page(client, "/akun/", 200)
    stolen = client.get_cookie("sesi").value
    thief.set_cookie("sesi", stolen)
    assert thief.get("/akun/").status_code == 200
    answer = client.post("/keluar", data=token_of(page))
    assert answer.status_code == 303
    assert '"storage"' in answer.headers["Clear-Site-Data"]
    thief.set_cookie("sesi", stolen)
    assert thief.get("/akun/").status_code == 302
    assert book(db) == ["SignedOut"]


def test_a_session_planted_before_the_door_is_not_the_one_behind_it(client, person):
    with client.session_transaction() as planted:
        planted["sid"] = "planted"
        planted["_user_id"] = person.fs_uniquifier
    assert client.get("/akun/").status_code == 302
    Page(client, "/masuk").fill("Masuk", email=person.email, password=PASSWORD)
    with client.session_transaction() as after:
        assert after["sid"] != "planted"


def test_the_cookie_holds_no_hash_and_the_table_no_token(sign_in, person, db):
    client = sign_in(person)
    with client.session_transaction() as kept:
        token = kept["sid"]
    assert db.session.scalar(db.select(StaffSession)).token_hash != token


def test_sessions_are_listed_and_ended_one_by_one(sign_in, person, db):
    here, there = sign_in(person), sign_in(person)
    page = Page(here, "/akun/sesi", 200)
    assert page.text.count("Firefox, Linux") >= 2
    assert "Sesi ini" in page.text
    assert page.fill("Akhiri").path == "/akun/sesi"
    assert there.get("/akun/").status_code == 302
    assert here.get("/akun/").status_code == 200
    assert book(db) == ["SessionsEnded"]


def test_all_others_are_ended_at_once(sign_in, person):
    here, *others = [sign_in(person) for _ in range(3)]
    Page(here, "/akun/sesi").fill("Akhiri semua yang lain")
    assert [client.get("/akun/").status_code for client in (here, *others)] == [200, 302, 302]


def test_nobody_ends_a_strangers_session(sign_in, person, institution, db):
    stranger = factories.a_person(Role.HEAD, institution)
    theirs, mine = sign_in(stranger), sign_in(person)
    row = db.session.scalar(db.select(StaffSession).filter_by(user_id=stranger.id))
    token = token_of(Page(mine, "/akun/sesi"))
    for session_id in (row.id, 999999, 0):
        assert mine.post(f"/akun/sesi/{session_id}/akhiri", data=token).status_code == 404
    assert theirs.get("/akun/").status_code == 200


@pytest.mark.parametrize(("hours", "status"), [(7, 200), (8.1, 302)])
def test_a_session_nobody_uses_ends(sign_in, person, hours, status):
    client = sign_in(person)
    with factories.minutes_later(hours * 60):
        assert client.get("/akun/").status_code == status


def test_a_session_ends_after_twelve_hours_however_busy(sign_in, person, db):
    client = sign_in(person)
    for hours in (4, 8, 11.9):
        with factories.minutes_later(hours * 60):
            assert client.get("/akun/").status_code == 200
    with factories.minutes_later(12.1 * 60):
        assert client.get("/akun/").status_code == 302


def test_whoever_is_disabled_is_out_at_once(sign_in, person, institution, db):
    admin = factories.a_person(Role.SYSTEM_ADMINISTRATOR, institution)
    client = sign_in(person)
    people.disable(person, admin)
    assert client.get("/akun/").status_code == 302
    assert not db.session.scalars(db.select(StaffSession)).all()
    assert set(book(db)) == {"AccountDisabled", "SessionsEnded"}
    people.enable(person, admin)
    assert client.get("/akun/").status_code == 302
    assert book(db)[-1] == "AccountEnabled"


def test_nobody_disables_the_own_account_or_a_foreign_one(person, institution):
    admin = factories.a_person(Role.SYSTEM_ADMINISTRATOR, institution)
    stranger = factories.a_person(Role.SYSTEM_ADMINISTRATOR, factories.an_institution())
    with pytest.raises(NotAllowedNow):
        people.disable(admin, admin)
    for verb in (people.disable, people.enable, people.reset_second_factor):
        with pytest.raises(NotPermitted):
            verb(person, stranger)
    assert person.active
    assert person.totp_secret


def test_an_administrator_clears_second_factors_and_the_person_is_told(person, institution, db):
    admin = factories.a_person(Role.SYSTEM_ADMINISTRATOR, institution)
    second_factors.new_recovery_codes(person)
    people.reset_second_factor(person, admin)
    assert not second_factors.has_any(person)
    assert person.recovery_codes == []
    letters = [row.letter for row in db.session.scalars(db.select(OutboxLetter))]
    assert letters == ["second_factors_reset"]
    assert "SecondFactorsReset" in book(db)


def test_changing_the_password_ends_the_other_sessions(sign_in, person, db):
    here, there = sign_in(person), sign_in(person)
    page = Page(here, "/akun/kata-sandi", 200).fill("Simpan", password=PASSWORD, new_password=NEW)
    assert page.path == "/akun/keamanan"
    assert [client.get("/akun/").status_code for client in (here, there)] == [200, 302]
    assert [row.letter for row in db.session.scalars(db.select(OutboxLetter))] == [
        "password_changed"
    ]


@pytest.mark.parametrize(
    "given",
    [
        {"password": "salah-sekali-ini", "new_password": NEW},
        {"password": PASSWORD, "new_password": "pendek"},
        {"password": PASSWORD, "new_password": "passwordpassword"},
        {"password": PASSWORD, "new_password": PASSWORD},
        {"password": PASSWORD, "new_password": "x" * 129},
        {"password": "", "new_password": ""},
    ],
)
def test_a_wrong_or_weak_password_changes_nothing(sign_in, person, given):
    before = person.password
    page = Page(sign_in(person), "/akun/kata-sandi").fill("Simpan", **given)
    assert page.status == 422
    assert page.errors
    assert person.password == before
    assert not [field for field in page.soup.select("[type=password]") if field.get("value")]


def test_a_dangerous_act_asks_again_and_comes_back(sign_in, person, db):
    client = sign_in(person)
    with factories.minutes_later(16):
        page = Page(client, "/akun/keamanan", 200)
        client.environ_base["HTTP_REFERER"] = "http://localhost/akun/keamanan"
        page = page.fill("Buat kode baru")
        assert (page.path, page.heading) == ("/akun/konfirmasi", "Pastikan ini Anda")
        assert page.fill("Lanjut", password="salah-sekali-ini").status == 422
        page = page.fill("Lanjut", password=PASSWORD)
        assert (page.status, page.path) == (200, "/akun/keamanan")
        page = page.fill("Buat kode baru")
        assert page.heading == "Simpan kode cadangan"
    assert "SignInRefused" in book(db)


@pytest.mark.parametrize("path", ["aplikasi", "kunci"])
def test_joining_another_factor_asks_again(sign_in, person, path):
    client = sign_in(person)
    with factories.minutes_later(16):
        answer = client.get(f"/akun/keamanan/{path}")
        assert answer.status_code == 303
        assert answer.location == f"/akun/konfirmasi?next=/akun/keamanan/{path}"


def test_sessions_that_time_has_ended_are_forgotten(sign_in, person, db):
    sign_in(person)
    assert sessions.forget_ended() == 0
    with factories.minutes_later(8 * 60 + 1):
        assert sessions.forget_ended() == 1


@pytest.mark.parametrize("foreign", ["https://jahat.test/", "//jahat.test", "/\\jahat.test", "x"])
def test_confirming_leads_nowhere_else(sign_in, person, foreign):
    client = sign_in(person)
    page = Page(client, "/akun/konfirmasi")
    data = page.answers(page.form("Lanjut")) | {"password": PASSWORD, "next": foreign}
    assert client.post("/akun/konfirmasi", data=data).location == "/akun/"


def test_a_foreign_passkey_id_removes_nothing(sign_in, person):
    client = sign_in(person)
    token = token_of(Page(client, "/akun/keamanan"))
    for passkey_id in ("1", "0", "99999999"):
        path = f"/akun/keamanan/kunci/{passkey_id}/hapus"
        assert client.post(path, data=token).status_code == 404


def test_a_lost_device_is_taken_away_and_other_sessions_end(sign_in, person, db):
    factories.a_passkey(person, name="Laptop hilang")
    here, there = sign_in(person), sign_in(person)
    page = Page(here, "/akun/keamanan", 200).fill("Hapus")
    assert "Laptop hilang" not in page.text
    assert [client.get("/akun/").status_code for client in (here, there)] == [200, 302]
    assert set(book(db)) == {"FactorRemoved", "SessionsEnded"}


def test_the_app_may_go_once_there_is_a_passkey_and_then_the_passkey_stays(sign_in, person):
    key = factories.a_passkey(person)
    client = sign_in(person)
    page = Page(client, "/akun/keamanan", 200).fill("Lepas aplikasi")
    assert person.totp_secret is None
    assert "Hapus" not in page.text
    answer = client.post(f"/akun/keamanan/kunci/{key.id}/hapus", data=token_of(page))
    assert answer.status_code == 409
    assert second_factors.passkeys_of(person) == [key]


def test_a_strangers_passkey_is_not_ones_own_to_remove(sign_in, person, institution):
    stranger = factories.a_person(Role.HEAD, institution)
    key = factories.a_passkey(stranger)
    client = sign_in(person)
    token = token_of(Page(client, "/akun/keamanan"))
    assert client.post(f"/akun/keamanan/kunci/{key.id}/hapus", data=token).status_code == 404
    assert second_factors.passkeys_of(stranger) == [key]


def test_a_session_costs_the_page_no_question_more(sign_in, person, db):
    client = sign_in(person)
    db.session.remove()
    with factories.questions(db) as asked:
        assert client.get("/akun/sesi").status_code == 200
    about = [statement for statement in asked if "staff_sessions" in statement]
    assert len(about) == 2, about  # who comes, and the list itself
    assert len([s for s in asked if "FROM users" in s]) == 0, asked
