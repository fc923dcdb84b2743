"""Coming in through the institution's own identity provider."""

import time
from urllib.parse import parse_qs, urlsplit
from urllib.request import HTTPRedirectHandler, build_opener

import pytest
from flask import request_started
from joserfc.jwk import RSAKey

from app import create_app
from config import Settings, SettingsError
from domain.accounts import service
from domain.audit.models import LedgerEntry
from domain.policy import Role
from tests import factories
from tests.conftest import a_fresh_start, settings
from tests.door import APP, code_now
from tests.pages import Page
from tests.provider import CLIENT, SECRET, Provider
from web.single_sign_on import names_mfa

SUBJECT = {"sub": "pegawai-7", "email": "yani@contoh.test", "email_verified": True}


@pytest.fixture(scope="module")
def provider():
    running = Provider()
    yield running
    running.close()


@pytest.fixture
def house(provider, database_url, db):
    """The same house and the same transaction, with single sign-on set up."""
    connection = db.engines[None]
    provider.claims, provider.signing_key = dict(SUBJECT), provider.key
    more = {"OIDC_ISSUER": provider.issuer, "OIDC_CLIENT_ID": CLIENT, "OIDC_CLIENT_SECRET": SECRET}
    app = create_app(settings(database_url, SITE_URL="http://localhost", **more))
    request_started.connect(a_fresh_start, app)
    with app.app_context():
        own, db.engines[None] = db.engines[None], connection
        yield app
        db.session.remove()
        db.engines[None] = own


@pytest.fixture
def person(house, db):
    institution = factories.an_institution()
    user = service.enrol(name="Yani", email="yani@contoh.test", password=None)
    user.totp_secret = APP
    service.give_hat(user, Role.INSPECTORATE_ADMIN, institution)
    return user


class Stay(HTTPRedirectHandler):
    def redirect_request(self, *_args):
        return None


def at_provider(address: str) -> str:
    """What the provider sends the browser back with."""
    try:
        build_opener(Stay).open(address, timeout=5)
    except OSError as answer:
        return answer.headers["Location"]
    raise AssertionError("the provider did not lead back")


def come_back(client, path="/masuk/sso"):
    start = client.get(path)
    assert start.status_code == 302
    back = urlsplit(at_provider(start.location))
    return Page(client, f"{back.path}?{back.query}")


def test_it_is_off_unless_it_is_set_up(client, institution):
    assert "/masuk/sso" not in client.get("/masuk").text
    for path in ("/masuk/sso", "/masuk/sso/kembali?code=x&state=y"):
        assert client.get(path).location == "/masuk"


def test_its_settings_come_together():
    secret = {"SECRET_KEY": "s" * 40, "SECURITY_PASSWORD_SALT": "s" * 40}
    with pytest.raises(SettingsError, match="OIDC_CLIENT_ID"):
        Settings.from_environment(secret | {"OIDC_ISSUER": "https://sso.contoh"})


def test_the_door_offers_it(house, person):
    assert "Lewat Akun instansi" in Page(house.test_client(), "/masuk", 200).text


def test_it_is_the_first_factor_and_the_second_is_still_asked(house, person, db):
    client = house.test_client()
    page = come_back(client, "/masuk/sso?next=/akun/sesi")
    assert page.path == "/masuk/kode"
    assert client.get("/akun/").status_code == 303
    assert page.fill("Lanjut", code=code_now()).path == "/akun/sesi"
    db.session.refresh(person)
    assert person.sso_subject.endswith("|pegawai-7")
    book = [entry.name for entry in db.session.scalars(db.select(LedgerEntry))]
    assert book == ["SingleSignOnBound", "SignedIn"]


def test_once_bound_the_subject_counts_and_no_longer_the_address(house, person, provider, db):
    come_back(house.test_client())
    provider.claims = {"sub": "pegawai-7", "email": "lain@contoh.test", "email_verified": True}
    assert come_back(house.test_client()).path == "/masuk/kode"
    provider.claims = {"sub": "orang-lain", "email": "yani@contoh.test", "email_verified": True}
    assert come_back(house.test_client()).status == 422


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": "true"},
        {"email": "tiada@contoh.test"},
        {"email": None},
        {"iss": "https://jahat.test"},
        {"aud": "situs-lain"},
        {"nonce": "yang-lain"},
        {"exp": int(time.time()) - 3600},
        {"sub": None},
    ],
)
def test_a_claim_that_is_not_to_be_believed_opens_nothing(house, person, provider, claims):
    provider.claims |= claims
    client = house.test_client()
    page = come_back(client)
    assert (page.status, page.heading) == (422, "Anda belum masuk")
    assert client.get("/akun/").status_code == 302
    assert person.sso_subject is None


def test_a_token_signed_by_somebody_else_opens_nothing(house, person, provider):
    provider.signing_key = RSAKey.generate_key(2048, {"kid": "satu"})
    assert come_back(house.test_client()).status == 422


def test_someone_who_left_or_a_demo_account_does_not_come_in(house, person):
    for values in ({"active": False}, {"active": True, "is_demo": True}):
        for name, value in values.items():
            setattr(person, name, value)
        factories.saved(person)
        assert come_back(house.test_client()).status == 422


def test_an_answer_nobody_asked_for_opens_nothing(house, person, provider):
    ours, theirs = house.test_client(), house.test_client()
    start = ours.get("/masuk/sso")
    back = urlsplit(at_provider(start.location))
    for query in (back.query, "code=x&state=y", "", "error=access_denied&state=y"):
        assert theirs.get(f"{back.path}?{query}").status_code == 422
    assert ours.get(f"{back.path}?{back.query}").status_code == 303
    assert ours.get(f"{back.path}?{back.query}").status_code == 422  # once


def test_the_question_carries_state_nonce_and_pkce(house, person):
    asked = parse_qs(urlsplit(house.test_client().get("/masuk/sso").location).query)
    assert {"state", "nonce", "code_challenge"} <= set(asked)
    assert asked["scope"] == ["openid email"]


@pytest.mark.parametrize(
    ("trusts", "amr", "path"),
    [
        (True, ["pwd", "mfa"], "/akun/"),
        (True, ["pwd"], "/masuk/kode"),
        (False, ["pwd", "mfa"], "/masuk/kode"),
        (True, None, "/masuk/kode"),
    ],
)
def test_its_second_factor_counts_only_when_the_house_says_so(
    house, person, provider, trusts, amr, path
):
    house.config["OIDC_TRUSTS_MFA"] = trusts
    provider.claims["amr"] = amr
    assert come_back(house.test_client()).path == path


@pytest.mark.parametrize("amr", ["tanpa-mfa", "mfa", {"mfa": False}])
def test_a_word_that_merely_holds_mfa_is_no_second_factor(house, person, provider, amr):
    house.config["OIDC_TRUSTS_MFA"], provider.claims["amr"] = True, amr
    assert come_back(house.test_client()).path != "/akun/"
    assert not names_mfa(amr)


def test_a_provider_that_does_not_answer_is_a_calm_page(database_url, db):
    more = {"OIDC_ISSUER": "http://127.0.0.1:9", "OIDC_CLIENT_ID": "a", "OIDC_CLIENT_SECRET": "b"}
    app = create_app(settings(database_url, **more))
    with app.app_context():
        assert app.test_client().get("/masuk/sso").status_code == 503
