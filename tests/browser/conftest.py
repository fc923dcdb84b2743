"""The real site on a real port, and a real browser in front of it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import urlopen

import pytest
from flask_migrate import upgrade
from playwright.sync_api import sync_playwright

from app import create_app
from domain.reference.service import LOADERS, load
from extensions import db as database
from tests import town
from tests.browser.story import cases
from tests.conftest import PROOF_KEY, settings
from tests.door import code_now

ROOT = Path(__file__).parents[2]
PHONE = {"width": 360, "height": 800}
NO_BROWSER = "Chromium is missing: run ./scripts/install-system-packages chromium"


@dataclass
class Site:
    """A running site, and the addresses of what is in it."""

    address: str
    names: dict[str, str]
    signed_in: dict[str, dict] = field(default_factory=dict)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The town's site, served as in production."""
    folder = tmp_path_factory.mktemp("site")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url, files = f"sqlite:///{folder / 'site.db'}", f"file://{folder / 'files'}"
    names = furnish(url, files)
    environment = os.environ | {
        "SECRET_KEY": "browser" * 6,
        "SECURITY_PASSWORD_SALT": "chromium" * 6,
        "DATABASE_URL": url,
        "STORAGE_URL": files,
        "SESSION_COOKIE_SECURE": "0",
        "RATELIMIT_ENABLED": "0",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "WEB_WORKERS": "1",
        "MAIL_DEFAULT_SENDER": "kawalaksi@contoh.go.id",
        "PROOF_KEY_FILE": str(PROOF_KEY),
    }
    command = [sys.executable, "-m", "gunicorn", "wsgi:app", "-c", "scripts/gunicorn.conf.py"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        wait_for(f"http://127.0.0.1:{port}/sehat", server)
        yield Site(f"http://127.0.0.1:{port}", names)
    finally:
        server.terminate()
        server.wait(timeout=30)


def furnish(url: str, files: str) -> dict[str, str]:
    """Migrate, build the town and its cases; the names the addresses need."""
    app = create_app(settings(url, STORAGE_URL=files, SECRET_KEY="browser" * 6))
    with app.app_context():
        upgrade()
        for name in LOADERS:
            load(name)
        names = cases(town.build())
        database.session.remove()
        database.engine.dispose()
    return names


def wait_for(address: str, server) -> None:
    for _ in range(200):
        assert server.poll() is None, "the server ended; its own words are above"
        try:
            urlopen(address, timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server did not answer within 20 seconds")


@pytest.fixture(scope="session")
def chromium():
    """Debian's own Chromium."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.fail(NO_BROWSER)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visitor(chromium, site):
    """Opens a page as somebody: ``visitor()`` a citizen, ``visitor("yani")`` staff."""
    opened = []

    def come(person: str | None = None, address: str = site.address):
        context = chromium.new_context(
            base_url=address,
            viewport=PHONE,
            storage_state=site.signed_in.get(person),
            locale="id-ID",
        )
        page = Watched(context.new_page(), address)
        opened.append(page)
        if person is not None and person not in site.signed_in:
            page.sign_in(person)
            site.signed_in[person] = context.storage_state()
        return page

    yield come
    complaints = [complaint for page in opened for complaint in page.complaints]
    for page in opened:
        page.context.close()
    assert complaints == []


class Watched:
    """A browser page that writes down everything it should not do."""

    def __init__(self, page, address: str) -> None:
        self.page, self.context, self.complaints = page, page.context, []
        page.on("console", self.heard)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("request", lambda request: self.asked(request.url, address))

    def heard(self, message) -> None:
        """Errors count, but for the browser's remark that a 4xx answer is one."""
        expected = "responded with a status of 4" in message.text
        if message.type in {"error", "warning"} and not expected:
            self.complaints.append(f"console: {message.text}")

    def asked(self, url: str, address: str) -> None:
        """No request leaves the host."""
        if not url.startswith((address, "data:", "blob:" + address)):
            self.complaints.append(f"left the host: {url}")

    def sign_in(self, person: str) -> None:
        self.page.goto("/masuk")
        self.page.locator("main [name=email]").fill(f"{person}@tirtaraya.example")
        self.page.locator("main [name=password]").fill(town.PASSWORD)
        self.page.locator("main").get_by_role("button", name="Masuk").click()
        self.page.locator("main [name=code]").fill(code_now())
        self.page.locator("main").get_by_role("button", name="Lanjut").click()
        self.page.wait_for_url("**/akun/")
