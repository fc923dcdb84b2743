"""What a person sees and does, over HTTP without JavaScript."""

from __future__ import annotations

import warnings
from collections import Counter
from itertools import pairwise

import html5lib
from bs4 import BeautifulSoup


class Page:
    """A loaded page, checked as it loads, with its words, errors and forms."""

    def __init__(self, client, path: str, status: int | None = None) -> None:
        self.client = client
        self.read(client.get(path, follow_redirects=True))
        if status is not None:
            assert self.status == status, self.text

    def read(self, response) -> Page:
        self.response = response
        self.status, self.path = response.status_code, response.request.path
        self.soup = BeautifulSoup(response.text, "html.parser")
        if response.mimetype == "text/html" and response.text.startswith("<!doctype"):
            check(self)
        return self

    @property
    def text(self) -> str:
        return " ".join(self.soup.get_text(" ").split())

    @property
    def heading(self) -> str:
        return " ".join(self.soup.h1.get_text(" ").split())

    @property
    def errors(self) -> list[str]:
        return [
            error.get_text(" ", strip=True).removeprefix("Kesalahan:").strip()
            for error in self.soup.select(".field-error")
        ]

    def form(self, button: str | None = None):
        """The page's form: the one whose button says ``button``, else the first in main."""
        forms = self.soup.select("main form[method=post]")
        if button is None:
            return forms[0]
        return next(f for f in forms if self.pressed(f, button))

    def pressed(self, form, button: str | None):
        """The form's button that says ``button``; it may stand outside and name its form."""
        inside = [b for b in form.find_all("button") if not b.get("form")]
        named = self.soup.find_all("button", form=form["id"]) if form.get("id") else []
        found = [b for b in [*inside, *named] if button and button in b.get_text()]
        return found[0] if found else None

    def answers(self, form) -> dict[str, object]:
        """What a browser would send if nobody touched anything."""
        data: dict[str, object] = {}
        for field in form.select("input[name], textarea[name], select[name]"):
            kind = field.get("type", "")
            if field.name == "select":
                chosen = field.select_one("option[selected]") or field.select_one("option")
                data[field["name"]] = chosen.get("value", "") if chosen else ""
            elif field.name == "textarea":
                data[field["name"]] = field.get_text().removeprefix("\r").removeprefix("\n")
            elif kind == "file" or (
                kind in {"radio", "checkbox"} and not field.has_attr("checked")
            ):
                continue
            elif kind != "submit":
                data[field["name"]] = field.get("value", "on")
        return data

    def fill(self, button: str | None = None, **given: object) -> Page:
        """Answer the form and press its button, following the redirect."""
        form = self.form(button)
        data = self.answers(form) | given
        pressed = self.pressed(form, button)
        if pressed is not None and pressed.get("name"):
            data[pressed["name"]] = pressed.get("value", "")
        action = form.get("action") or self.path
        return self.read(self.client.post(action, data=data, follow_redirects=True))

    def follow(self, words: str) -> Page:
        """Follow the link that says ``words``."""
        link = next(a for a in self.soup.find_all("a") if words in a.get_text(" ", strip=True))
        return self.read(self.client.get(link["href"], follow_redirects=True))


def check(page: Page) -> None:
    """Every page any test visits is valid, titled, labelled and free of inline code."""
    source = page.response.text
    parser = html5lib.HTMLParser(strict=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parser.parse(source)
    assert not parser.errors, (page.path, parser.errors[:3])
    soup = page.soup
    assert soup.html.get("lang") in {"id", "en"}, page.path
    assert soup.title is not None, page.path
    assert soup.title.get_text(strip=True), page.path
    assert len(soup.find_all("h1")) == 1, (page.path, [h.get_text() for h in soup.find_all("h1")])
    ids = Counter(tag["id"] for tag in soup.find_all(id=True))
    assert not [name for name, times in ids.items() if times > 1], (page.path, ids.most_common(2))
    check_labels(page)
    check_no_inline_code(page)


def check_labels(page: Page) -> None:
    """Every field has a label, every image a text, every heading its level."""
    soup = page.soup
    labelled = {label.get("for") for label in soup.find_all("label")}
    for field in soup.select("input:not([type=hidden]):not([type=submit]), textarea, select"):
        named = field.get("id") in labelled or field.get("aria-label") or field.find_parent("label")
        assert named, (page.path, str(field))
    assert not [i for i in soup.find_all("img") if i.get("alt") is None], page.path
    levels = [int(h.name[1]) for h in soup.select("h1, h2, h3, h4")]
    jumps = [b for a, b in pairwise(levels) if b > a + 1]
    assert not jumps, (page.path, levels)
    for form in soup.select("form[method=post]"):
        assert form.select_one("input[name=csrf_token]"), (page.path, form.get("action"))


def check_no_inline_code(page: Page) -> None:
    """The strict CSP would block it; so it must not be there."""
    for tag in page.soup.find_all(True):
        inline = [name for name in tag.attrs if name.startswith("on") or name in {"style", "hx-on"}]
        assert not inline, (page.path, tag.name, inline)
    assert not page.soup.find_all("style"), page.path
    scripts = page.soup.find_all("script")
    assert all(s.get("src") or s.get("type") == "application/ld+json" for s in scripts), page.path
