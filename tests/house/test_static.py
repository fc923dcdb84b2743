"""What caches keep for a year has its content in its address."""

import hashlib
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.static
ROOT = Path(__file__).parents[2]
BESIDE = re.compile(r"url\(\"?(\.\./[^\")]+)")
UNMARKED = re.compile(r"url_for\(.static., filename=.([^'\")]+).\)")


def named():
    """Every static file asked for without a mark in its query."""
    sheet = ROOT / "static/css/site.css"
    yield from ((sheet.parent / path).resolve() for path in BESIDE.findall(sheet.read_text()))
    for page in (ROOT / "templates").rglob("*.html"):
        yield from (ROOT / "static" / path for path in UNMARKED.findall(page.read_text()))


def test_a_file_asked_for_by_name_is_named_after_its_content():
    files = set(named())
    assert any(path.suffix == ".woff2" for path in files)
    for path in files:
        assert hashlib.sha256(path.read_bytes()).hexdigest()[:12] in path.name, path.name
