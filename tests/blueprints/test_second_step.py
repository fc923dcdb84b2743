"""Two proofs at the door: nothing opens with one."""

import re

import pytest

from domain.accounts import second_factors, service
from domain.accounts.access import Factor, StaffSession
from domain.audit.models import LedgerEntry
from domain.policy import Role
from tests import factories
from tests.door import APP, code_now
from tests.pages import Page

PASSWORD = "payung-biru-di-loket"
STAFF_PAGES = ["/akun/", "/antrean/", "/akun/sesi", "/akun/kata-sandi", "/akun/konfirmasi"]
CODE = re.compile(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b")


@pytest.fixture
def newcomer(institution):
    user = service.enrol(name="Yani", email="yani@contoh.test", password=PASSWORD)
    service.give_hat(user, Role.INSPECTORATE_ADMIN, institution)
    return user


@pytest.fixture
def person(newcomer):
    newcomer.totp_secret = APP
    return factories.saved(newcomer)


def with_password(client):
    return Page(client, "/masuk").fill("Masuk", email="yani@contoh.test", password=PASSWORD)


def book(db):
    return [entry.name for entry in db.session.scalars(db.select(LedgerEntry))]


def test_the_password_alone_opens_no_page(client, person):
    assert with_password(client).path == "/masuk/kode"
    for path in STAFF_PAGES:
        answer = client.get(path)
        assert (answer.status_code, answer.location) == (303, "/masuk/kode"), path
    assert client.get("/akun/keamanan").location == "/masuk/kode"
    assert client.get("/akun/keamanan/aplikasi").location == "/masuk/kode"


def test_the_code_opens_the_house_and_is_written_in_the_book(client, person, db):
    page = with_password(client).fill("Lanjut", code=code_now())
    assert (page.path, page.heading) == ("/akun/", "Yani")
    assert book(db) == ["SignedIn"]
    row = db.session.scalar(db.select(StaffSession))
    assert (row.first_factor, row.second_factor) == (Factor.PASSWORD, Factor.TOTP)


def test_a_code_may_have_spaces_and_a_clock_a_little_off(client, person):
    late = code_now(-30)
    assert with_password(client).fill("Lanjut", code=f"{late[:3]} {late[3:]}").path == "/akun/"


@pytest.mark.parametrize("wrong", ["000000", "abcdef", "", "12", "9" * 20, "१२३४५६"])
def test_a_wrong_code_keeps_the_door_shut(client, person, db, wrong):
    page = with_password(client).fill("Lanjut", code=wrong)
    assert (page.status, page.path) == (422, "/masuk/kode")
    assert len(page.errors) == 1
    assert client.get("/akun/").status_code == 303
    assert "SignedIn" not in book(db)


def test_a_code_opens_once(app, client, person):
    code = code_now()
    assert with_password(client).fill("Lanjut", code=code).path == "/akun/"
    other = app.test_client()
    assert with_password(other).fill("Lanjut", code=code).status == 422


def test_the_secret_is_stored_encrypted(client, newcomer, db):
    page = with_password(client).follow("Pasang aplikasi")
    key = page.soup.select_one("main .code-box").get_text(strip=True)
    page = page.fill("Pasang", code=code_of(key))
    assert page.heading == "Simpan kode cadangan"
    db.session.refresh(newcomer)
    assert key.replace("-", "") not in newcomer.totp_secret
    assert newcomer.totp_secret.startswith("{")


def code_of(key: str) -> str:
    plain = key.replace("-", "").replace(" ", "")
    address = APP.replace("JBSWY3DPEHPK3PXP", plain)
    return second_factors.authenticator.code_at(address, second_factors.now())


def test_a_newcomer_joins_an_app_before_anything_else(client, newcomer, db):
    page = with_password(client)
    assert (page.path, page.heading) == ("/akun/keamanan", "Pasang faktor kedua")
    assert client.get("/akun/").location == "/masuk/kode"
    page = page.follow("Pasang aplikasi")
    assert page.fill("Pasang", code="000000").status == 422
    key = page.soup.select_one("main .code-box").get_text(strip=True)
    page = page.fill("Pasang", code=code_of(key))
    codes = CODE.findall(page.text)
    assert len(set(codes)) == 10
    assert page.follow("Sudah saya simpan").heading == "Yani"
    assert client.get("/akun/keamanan").status_code == 200
    assert "10" in Page(client, "/akun/keamanan").text
    assert not [code for code in codes if code in Page(client, "/akun/keamanan").text]
    assert {"FactorAdded", "SignedIn"} <= set(book(db))


def test_a_recovery_code_opens_once(app, client, person, db):
    codes = second_factors.new_recovery_codes(person)
    assert codes[0] not in str(person.recovery_codes)
    page = with_password(client).follow("Pakai kode cadangan")
    assert page.fill("Lanjut", recovery=codes[0].lower().replace("-", " ")).path == "/akun/"
    other = app.test_client()
    page = with_password(other).follow("Pakai kode cadangan")
    assert page.fill("Lanjut", recovery=codes[0]).status == 422
    assert page.fill("Lanjut", recovery="AAAA-AAAA-AAAA-AAAA").status == 422
    assert other.get("/akun/").status_code == 303
    assert page.fill("Lanjut", recovery=codes[1]).path == "/akun/"


def test_new_recovery_codes_kill_the_old(person):
    old = second_factors.new_recovery_codes(person)
    second_factors.new_recovery_codes(person)
    assert not second_factors.use_recovery_code(person, old[0])


def test_the_last_second_factor_stays(sign_in, person):
    client = sign_in(person)
    page = Page(client, "/akun/keamanan", 200)
    assert "Lepas aplikasi" not in page.text
    token = page.soup.select_one("[name=csrf_token]")["value"]
    answer = client.post("/akun/keamanan/aplikasi/hapus", data={"csrf_token": token})
    assert answer.status_code == 409
    assert second_factors.has_any(person)


@pytest.mark.parametrize("path", ["/masuk/kode", "/masuk/cadangan", "/akun/keamanan/aplikasi"])
def test_the_second_step_is_nobodys_without_the_first(client, institution, path):
    answer = client.get(path)
    assert answer.status_code in {302, 303}
    assert answer.location.startswith("/masuk")


def test_a_half_open_door_closes_by_itself(client, person):
    with_password(client)
    with factories.minutes_later(16):
        assert client.get("/masuk/kode").location == "/masuk"


@pytest.mark.parametrize("answer", ["{}", "[]", "null", "x", '{"id":"AA","rawId":"AA"}'])
def test_a_made_up_passkey_opens_nothing(client, person, answer):
    page = Page(client, "/masuk")
    token = page.soup.select_one("[name=csrf_token]")["value"]
    data = {"csrf_token": token, "credential": answer}
    assert client.post("/masuk/kunci", data=data).status_code == 422
    with_password(client)
    token = Page(client, "/masuk/kode").soup.select_one("[name=csrf_token]")["value"]
    data = {"csrf_token": token, "credential": answer}
    assert client.post("/masuk/kode/kunci", data=data).status_code == 422
    assert client.get("/akun/").status_code == 303


def test_demo_accounts_need_no_second_step_in_demo_mode(app, client, institution):
    user = service.enrol(name="Demo", email="d@contoh.test", password=PASSWORD, is_demo=True)
    service.give_hat(user, Role.HEAD, institution)
    app.config["DEMO"] = True
    try:
        page = Page(client, "/masuk").fill("Masuk", email="d@contoh.test", password=PASSWORD)
        assert page.path == "/akun/"
        page = Page(client, "/akun/kata-sandi", 200)
        given = {"password": PASSWORD, "new_password": "bunga-rotan-sumur-lampu"}
        assert page.fill("Simpan", **given).status == 409
    finally:
        app.config["DEMO"] = False
