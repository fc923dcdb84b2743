"""Whose front page an address shows: nobody takes over another's."""

import pytest

from domain.administration.institutions import bind_host, change
from domain.errors import Unacceptable
from domain.policy import NotPermitted, Role
from tests import factories
from tests.pages import Page
from web.site import OwnHosts, home_institution

SITE = "https://kawal.contoh.go.id"
OURS = ["kawal.contoh.go.id", "KAWAL.contoh.go.id.", "localhost", "127.0.0.1", "x.localhost"]


@pytest.fixture
def houses(app, monkeypatch):
    monkeypatch.setitem(app.config, "SITE_URL", SITE)
    monkeypatch.setitem(app.config, "DEFAULT_INSTITUTION", "utama")
    return factories.an_institution(slug="utama"), factories.an_institution(slug="tamu")


def front_page(app, host):
    with app.test_request_context("/", base_url=f"http://{host}"):
        return home_institution().slug


def test_an_institutions_own_name_leads_to_it(app, houses):
    bind_host(houses[1], "tamu.go.id", reserved=OwnHosts(SITE))
    assert front_page(app, "tamu.go.id") == "tamu"
    assert front_page(app, "kawal.contoh.go.id") == "utama"


@pytest.mark.parametrize("host", OURS)
def test_the_sites_own_names_are_nobodys(app, houses, host):
    with pytest.raises(Unacceptable):
        bind_host(houses[1], host, reserved=OwnHosts(SITE))
    houses[1].host = host.lower()
    factories.saved(houses[1])
    assert front_page(app, host) == "utama"


def test_an_administrator_binds_no_name(app, houses, sign_in, db):
    guest = houses[1]
    admin = factories.a_person(Role.SYSTEM_ADMINISTRATOR, guest)
    with pytest.raises(NotPermitted):
        change(guest, {"host": "kawal.contoh.go.id"}, admin, version=guest.version)
    page = Page(sign_in(admin), "/kelola/tamu/identitas", 200)
    page.fill("Simpan", host="kawal.contoh.go.id")
    db.session.refresh(guest)
    assert guest.host is None


def test_the_operator_binds_and_unbinds_a_name(app, houses, db):
    run = app.test_cli_runner().invoke
    assert run(args=["host", "tamu", "Tamu.go.id"]).exit_code == 0
    db.session.refresh(houses[1])
    assert houses[1].host == "tamu.go.id"
    assert run(args=["host", "utama", "tamu.go.id"]).exit_code == 1
    assert run(args=["host", "utama", "kawal.contoh.go.id"]).exit_code == 1
    assert run(args=["host", "tamu"]).exit_code == 0
    db.session.refresh(houses[1])
    assert houses[1].host is None
