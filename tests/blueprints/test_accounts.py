"""The staff door and the room behind it."""

from io import BytesIO

import pytest
from flask import request_started
from werkzeug.datastructures import MultiDict

from app import create_app
from domain.accounts import service
from domain.accounts.models import InstitutionKind
from domain.audit.models import LedgerEntry
from domain.errors import Unacceptable
from domain.policy import Role
from extensions import db as _db
from extensions import limiter
from tests import factories
from tests.conftest import a_fresh_start, settings
from tests.door import APP, code_now
from tests.pages import Page
from web.sessions import is_known_browser
from web.staff_sign_in import StaffSignInForm
from web.throttles import typed_account

PASSWORD = "payung-biru-di-loket"


@pytest.fixture
def person(institution):
    user = service.enrol(name="Yani", email="Yani@Contoh.test", password=PASSWORD)
    user.totp_secret = APP
    service.give_hat(user, Role.INSPECTORATE_ADMIN, institution, title="Admin Inspektorat")
    return user


def signed_in(client, **answers):
    given = {"email": "yani@contoh.test", "password": PASSWORD} | answers
    page = Page(client, "/masuk", 200).fill("Masuk", **given)
    return page.fill("Lanjut", code=code_now()) if page.path == "/masuk/kode" else page


def test_staff_come_in_and_go_out(client, person):
    page = signed_in(client)
    assert (page.status, page.heading) == (200, "Yani")
    assert "Admin Inspektorat" in page.text
    token = page.soup.select_one("[name=csrf_token]")["value"]
    assert client.post("/keluar", data={"csrf_token": token}).status_code == 303
    assert client.get("/akun/").status_code == 302


@pytest.mark.parametrize(
    "answers",
    [
        {"password": "salah-sekali-ini"},
        {"email": "tiada@contoh.test"},
        {"email": "bukan email"},
        {"email": "", "password": ""},
    ],
)
def test_a_wrong_answer_does_not_say_which(client, person, answers):
    page = signed_in(client, **answers)
    assert page.status == 422
    box = page.soup.select_one(".error-summary")
    assert box.get_text(strip=True) == "Alamat email atau kata sandi tidak cocok."
    assert page.answers(page.form("Masuk"))["password"] == ""


def test_an_email_in_capitals_is_the_same_email(client, person):
    assert signed_in(client, email="YANI@contoh.TEST").heading == "Yani"


def test_someone_who_left_cannot_come_in(client, person):
    person.active = False
    factories.saved(person)
    assert signed_in(client).status == 422


def test_a_demo_account_opens_nothing_outside_demo_mode(client, institution):
    service.enrol(name="Demo", email="demo@contoh.test", password=PASSWORD, is_demo=True)
    assert signed_in(client, email="demo@contoh.test").status == 422


def test_demo_accounts_are_listed_in_demo_mode_only(app, client, institution):
    user = service.enrol(name="Demo", email="demo@contoh.test", password=PASSWORD, is_demo=True)
    service.give_hat(user, Role.HEAD, institution)
    assert "demo@contoh.test" not in Page(client, "/masuk", 200).text
    app.config["DEMO"] = True
    try:
        page = Page(client, "/masuk", 200)
        assert "demo@contoh.test" in page.text
        assert service.DEMO_PASSWORD in page.text
        assert signed_in(client, email="demo@contoh.test").heading == "Demo"
    finally:
        app.config["DEMO"] = False


def test_a_stranger_is_led_to_the_door_and_back(client, person):
    answer = client.get("/antrean?status=closed")
    assert answer.status_code == 302
    assert answer.location.startswith("/masuk?next=")
    page = Page(client, answer.location, 200).fill(
        "Masuk", email="yani@contoh.test", password=PASSWORD
    )
    page = page.fill("Lanjut", code=code_now())
    assert page.response.request.full_path == "/antrean?status=closed"


@pytest.mark.parametrize("foreign", ["https://jahat.test/", "//jahat.test", "/\\jahat.test"])
def test_the_door_leads_nowhere_else(client, person, foreign):
    page = Page(client, "/masuk", 200)
    data = page.answers(page.form("Masuk"))
    data |= {"email": "yani@contoh.test", "password": PASSWORD, "next": foreign}
    step = Page(client, client.post("/masuk", data=data).location)
    answers = step.answers(step.form("Lanjut")) | {"code": code_now()}
    answer = client.post("/masuk/kode", data=answers)
    assert (answer.status_code, answer.location) == (303, "/akun/")


def test_nothing_is_carried_through_the_door(client, person):
    with client.session_transaction() as session:
        session["tiket"] = 7
    signed_in(client)
    with client.session_transaction() as session:
        assert "tiket" not in session


@pytest.fixture
def throttled(database_url, db):
    """The same house and the same transaction, with its throttles on."""
    connection = db.engines[None]
    app = create_app(settings(database_url, RATELIMIT_ENABLED=True))
    request_started.connect(a_fresh_start, app)
    with app.app_context():
        own, db.engines[None] = db.engines[None], connection
        yield app
        db.engines[None] = own
        limiter.reset()
    limiter.enabled = False


def guesses(client, count, **answers):
    page = Page(client, "/masuk", 200)
    data = page.answers(page.form("Masuk")) | {"email": "a@contoh.test", "password": "x"}
    return [client.post("/masuk", data=data | answers).status_code for _ in range(count)]


def test_guessing_is_slowed_down_for_that_account_from_that_network(throttled):
    client = throttled.test_client()
    statuses = guesses(client, 11)
    assert (statuses[0], statuses[-1]) == (422, 429)
    assert guesses(client, 1, email="b@contoh.test") == [422]


@pytest.mark.parametrize(
    "sent",
    [
        {"data": {"email": "Yani@contoh.test "}, "query_string": {"email": "lain@contoh.test"}},
        {"data": MultiDict([("email", "yani@contoh.test"), ("email", "lain@contoh.test")])},
        {"data": {"email": [(BytesIO(b"x"), "lain"), "yani@contoh.test"]}},
    ],
)
def test_the_account_that_is_counted_is_the_one_that_is_opened(app, sent):
    with app.test_request_context("/masuk", method="POST", **sent):
        read = StaffSignInForm().email.data
        assert (read.strip().lower(), typed_account()) == ("yani@contoh.test",) * 2


def test_no_guess_goes_uncounted_in_another_kind_of_body(throttled, person):
    client = throttled.test_client()
    guess = {"email": person.email, "password": "salah-sekali-ini"}
    answers = {client.post("/masuk", json=guess).status_code for _ in range(3)}
    assert answers == {415}
    names = {entry.name for entry in _db.session.scalars(_db.select(LedgerEntry))}
    assert "SignInRefused" not in names


def test_a_stranger_elsewhere_does_not_lock_anybody_out(throttled, person):
    stranger = throttled.test_client()
    assert guesses(stranger, 11, email=person.email)[-1] == 429
    own = throttled.test_client()
    own.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    assert signed_in(own).heading == "Yani"


def test_guessing_codes_is_slowed_down_even_for_who_knows_the_password(throttled, person):
    client = throttled.test_client()
    page = Page(client, "/masuk").fill("Masuk", email=person.email, password=PASSWORD)
    data = page.answers(page.form("Lanjut")) | {"code": "000000"}
    statuses = [client.post("/masuk/kode", data=data).status_code for _ in range(11)]
    assert (statuses[0], statuses[-1]) == (422, 429)
    assert client.post("/masuk/kode", data=data | {"code": code_now()}).status_code == 429
    assert client.get("/akun/").status_code == 303


def test_a_browser_is_known_again_to_the_account_it_came_in_with(app, client, person):
    signed_in(client)
    cookie = client.get_cookie("perangkat")
    assert person.email not in cookie.value
    for value, email, known in (
        (cookie.value, "Yani@contoh.test", True),
        (cookie.value, "lain@contoh.test", False),
        (cookie.value + "x", "yani@contoh.test", False),
        ("", "yani@contoh.test", False),
    ):
        with app.test_request_context(headers={"Cookie": f"perangkat={value}"}):
            assert is_known_browser(email) is known


def test_the_library_s_other_pages_are_closed(app):
    rules = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert {name for name in rules if name.startswith("security.")} == {
        "security.login",
        "security.logout",
    }


def test_a_password_is_kept_as_argon2id_and_a_new_one_ends_old_sessions(person, sign_in):
    assert person.password.startswith("$argon2id$")
    client = sign_in(person)
    assert client.get("/akun/").status_code == 200
    service.set_password(person, "sandal-jepit-merah")
    assert client.get("/akun/").status_code == 302


def test_a_hat_fits_its_institution_and_its_dates(institution, person):
    foreign = factories.a_unit(factories.an_institution())
    with pytest.raises(Unacceptable):
        service.give_hat(person, Role.UNIT_OFFICER, institution, foreign)
    with pytest.raises(Unacceptable):
        service.give_hat(person, Role.UNIT_OFFICER, institution)


def test_an_institution_has_units_with_parents(db):
    house = service.add_institution(
        slug="tirta", name="Kabupaten Tirta", kind=InstitutionKind.REGENCY, region_code=None
    )
    above = service.add_unit(house, code="INSP", name="Inspektorat", kind="inspektorat")
    below = service.add_unit(house, code="IRB1", name="Irban I", kind="irban", parent=above)
    assert below.parent_id == above.id
    with pytest.raises(Unacceptable):
        service.add_unit(factories.an_institution(), code="X", name="X", kind="dinas", parent=above)


def test_the_demo_accounts_name_each_role_in_words(app, client, institution):
    user = service.enrol(name="Demo", email="demo@contoh.test", password=PASSWORD, is_demo=True)
    service.give_hat(user, Role.PUBLIC_RELATIONS, institution)
    app.config["DEMO"] = True
    try:
        row = Page(client, "/masuk", 200).soup.select_one("table.stacked tbody tr")
        assert [td["data-label"] for td in row.select("td")] == ["Alamat email", "Nama", "Peran"]
        assert f"Humas, {institution.name}" in row.get_text()
    finally:
        app.config["DEMO"] = False
    printed = app.test_cli_runner().invoke(args=["demo", "accounts"]).output
    assert f"(Humas, {institution.name})" in printed
