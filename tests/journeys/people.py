"""Who walks through the house: a citizen with a phone, a member of staff at a desk."""

from __future__ import annotations

import re
from io import BytesIO

from domain.accounts.models import User
from extensions import db
from tests.door import code_now
from tests.pages import Page
from tests.town import PASSWORD, a_photo

CODE = re.compile(r"\b[0-9A-Z]{5}(?:[ -]+[0-9A-Z]{5}){3}\b")
REFERENCE = re.compile(r"\b[PUL]-[0-9A-Z]{4}-[0-9A-Z]{4}\b")


def photos(*names: str) -> list[tuple[BytesIO, str]]:
    """Pictures as a browser sends them, each with a place hidden inside."""
    return [(BytesIO(a_photo(kind="JPEG")), name) for name in names]


class Citizen:
    """Somebody without an account; only the secret code leads back."""

    def __init__(self, app) -> None:
        self.client = app.test_client()
        self.code = self.reference = ""

    def visits(self, path: str) -> Page:
        return Page(self.client, path)

    def sends(self, page: Page, **answers: object) -> Page:
        """Answers the page's questions, and keeps number and code of the receipt."""
        receipt = page.fill(**answers)
        assert receipt.status == 200, (receipt.status, receipt.errors or receipt.text)
        self.code = CODE.search(receipt.text)[0]
        self.reference = REFERENCE.search(receipt.text)[0]
        return receipt

    def comes_back(self) -> Page:
        """Another day: a new browser, and nothing but the code."""
        self.client = self.client.application.test_client()
        page = self.visits("/lacak").fill(code=self.code.lower().replace("-", " "))
        assert page.path == "/lacak/laporan", page.text
        return page

    def replies(self, words: str) -> Page:
        page = self.comes_back()
        return page.fill("Kirim", body=words)


class Staff:
    """Somebody with an account and a hat."""

    def __init__(self, app, key: str) -> None:
        self.client = app.test_client()
        statement = db.update(User).values(totp_last_step=None)  # another minute of the day
        db.session.execute(statement)
        db.session.commit()
        page = Page(self.client, "/masuk").fill(
            "Masuk", email=f"{key}@tirtaraya.example", password=PASSWORD
        )
        page = page.fill("Lanjut", code=code_now())
        assert page.path == "/akun/", page.text

    def visits(self, path: str) -> Page:
        return Page(self.client, path)

    def opens(self, reference: str) -> Page:
        page = self.visits(f"/antrean/{reference}")
        assert page.status == 200, page.status
        if page.path.endswith("/benturan"):
            page.fill("Saya tidak punya benturan")
        assert page.status == 200, page.status
        return page

    def does(self, reference: str, step: str, **answers: object) -> Page:
        """Presses the button called ``step`` on the case's page."""
        page = self.opens(reference).fill(step, **answers)
        assert page.status == 200, (page.status, page.errors or page.text)
        return page

    def may_not_open(self, reference: str) -> bool:
        return self.visits(f"/antrean/{reference}").status == 404

    def finds_in_queue(self, reference: str) -> bool:
        return reference in self.visits("/antrean/").text
