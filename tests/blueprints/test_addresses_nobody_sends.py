"""What no browser sends is answered calmly, with the strict headers, and believed in nothing."""

from datetime import date

import pytest
from werkzeug.middleware.proxy_fix import ProxyFix

from adapters import network
from app import create_app
from tests.conftest import settings
from tests.house.test_headers import is_dressed

HTMX = {"HX-Request": "true", "HX-Target": "div#case"}
DAY, NEXT = date(2026, 11, 22), date(2026, 11, 23)
CLUMSY = ["/x%0d%0ay", "/x✓", "/%ff%fe", "/capaian?x=%0d%0ay", "/x%0d%0aSet-Cookie:%20a=b?q=✓"]
HOSTS = ["a..b", "a" * 64 + ".id", "x✓.id", "a b", "-", "a/b", "a@b", "x" * 300]


@pytest.mark.parametrize("path", CLUMSY)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_clumsy_address_is_answered_calmly(client, institution, path, headers):
    answer = client.get(path, headers=headers)
    assert answer.status_code in {200, 400, 404}
    assert "<h1>" in answer.text
    assert is_dressed(answer)
    assert "\r" not in str(answer.headers.get("HX-Push-Url"))


def test_the_address_told_to_the_browser_is_the_one_that_was_asked(client, institution):
    told = client.get("/tidak ada/é?q=a%20b&c=d", headers=HTMX).headers["HX-Push-Url"]
    assert told == "/tidak%20ada/%C3%A9?q=a%20b&c=d"


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("path", ["/", "/sehat", "/tidak-ada"])
def test_a_host_that_cannot_be_is_refused(client, institution, host, path):
    answer = client.get(path, environ_overrides={"HTTP_HOST": host})
    assert answer.status_code == 400
    assert "tidak bisa kami baca" in answer.text
    assert is_dressed(answer)


@pytest.mark.parametrize(
    "host", ["localhost", "kawal.tirta-raya.go.id:8443", "127.0.0.1:80", "[::1]:8000", "situs_uji"]
)
def test_a_host_that_can_be_is_served(client, institution, host):
    assert client.get("/sehat", environ_overrides={"HTTP_HOST": host}).status_code == 200


@pytest.mark.parametrize("hops", [0, 1])
def test_a_forwarded_host_is_never_believed(database_url, hops):
    app = create_app(settings(database_url, PROXY_HOPS=hops))
    assert any(isinstance(part, ProxyFix) for part in layers(app)) == bool(hops)
    forwarded = {"X-Forwarded-Host": "jahat.test", "X-Forwarded-Proto": "https"}
    answer = app.test_client().get("/antrean/", headers=forwarded)
    assert "jahat.test" not in str(answer.headers)
    assert ("Strict-Transport-Security" in answer.headers) == bool(hops)


def layers(app):
    """The site's layers, from the outermost inwards."""
    layer = app.wsgi_app
    while layer is not None:
        yield layer
        layer = getattr(layer, "application", None) or getattr(layer, "app", None)


def test_a_network_has_one_name_in_every_process_and_another_tomorrow():
    today, tomorrow = (network.key_of(day, "rahasia") for day in (DAY, NEXT))
    assert network.blurred("10.0.0.1", today) == network.blurred("10.0.0.1", bytes(today))
    names = {
        network.blurred("10.0.0.1", today),
        network.blurred("10.0.0.2", today),
        network.blurred("10.0.0.1", tomorrow),
        network.blurred("10.0.0.1", network.key_of(DAY, "lain")),
    }
    assert len(names) == 4
    assert network.blurred("2001:db8::1", today) == network.blurred("2001:db8::ffff", today)
    assert network.blurred("bukan alamat", today) not in names


def test_two_processes_name_a_network_alike(database_url):
    names = set()
    for _ in range(2):
        app = create_app(settings(database_url))
        with app.test_request_context("/", environ_base={"REMOTE_ADDR": "10.0.0.1"}):
            names.add(network.network_key())
    assert len(names) == 1
