"""Everything the site says can be read in English."""

import ast
import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from domain.attachments import apart, cleaning
from tests import factories
from tests.pages import Page
from web import vocabulary_words

ROOT = Path(__file__).parents[2]
WORDS = ROOT / "translations/en/LC_MESSAGES/messages.po"
PLACEHOLDER = re.compile(r"%\(\w+\)\w+")
PAGES = (
    "/",
    "/sampaikan",
    "/sampaikan/pemantauan",
    "/sampaikan/usulan",
    "/lapor",
    "/lacak",
    "/masuk",
    "/tentang",
    "/capaian",
    "/usulan",
    "/pemantauan",
)
SPOKEN = ("aria-label", "alt", "title", "placeholder")
INDONESIAN = re.compile(
    r"\b(Sampaikan|Lacak|Kirim|Anda|[Kk]ami|[Yy]ang|[Dd]engan|[Uu]ntuk|[Tt]idak|[Bb]elum|"
    r"[Ss]udah|[Aa]tau|[Ww]arga|Capaian|Usulan|Pemantauan|Laporan|Semua|Pilih|Tulis|Kode)\b"
)


def catalogue(path):
    with path.open("rb") as file:
        return read_po(file, locale="en")


def forms(message):
    """The message's texts in one language: one, or singular and plural."""
    return message if isinstance(message, tuple | list) else (message,)


@pytest.fixture(scope="session")
def said(tmp_path_factory):
    """Every sentence the source says today, gathered as ``make words`` does."""
    target = tmp_path_factory.mktemp("words") / "messages.pot"
    how = re.search(r"^GATHER := (.+)$", (ROOT / "Makefile").read_text(), re.M)[1].split()
    gather = [sys.executable, "-m", "babel.messages.frontend", "-q", "extract", *how]
    subprocess.run([*gather, "-o", str(target), "."], cwd=ROOT, check=True)
    return {message.id for message in catalogue(target) if message.id}


@pytest.fixture(scope="session")
def english_words():
    return [message for message in catalogue(WORDS) if message.id]


def sentences_of_domain():
    """What the checklist and the cleaning of files say, read from their source."""
    tree = ast.parse((ROOT / "domain/publishing/truth.py").read_text())
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    told = {c.args[0].value for c in calls if getattr(c.func, "id", "") == "Sentence"}
    return told | {*cleaning.REFUSALS, apart.BUSY}


def reference_words(name, *columns):
    with (ROOT / "reference" / name).open(encoding="utf-8", newline="") as file:
        return [row[column] for row in csv.DictReader(file) for column in columns]


@pytest.mark.static
def test_every_sentence_is_in_the_catalogue_and_none_is_left_over(said, english_words):
    assert said ^ {message.id for message in english_words} == set()


@pytest.mark.static
def test_every_sentence_is_translated(english_words):
    assert [m.id for m in english_words if not all(forms(m.string)) or m.fuzzy] == []


@pytest.mark.static
def test_every_translation_keeps_its_placeholders(english_words):
    def holes(text):
        return sorted(PLACEHOLDER.findall(text))

    wrong = [
        message.id
        for message in english_words
        for text in forms(message.string)
        if holes(text) != holes(forms(message.id)[-1])
    ]
    assert wrong == []


@pytest.mark.static
def test_every_topic_and_type_of_deviation_is_a_sentence_to_translate():
    kinds = reference_words("deviation_types.csv", "label_id", "citizen_hint_id")
    assert [str(w) for w in vocabulary_words.TOPICS] == reference_words("topics.csv", "label_id")
    assert [str(w) for w in vocabulary_words.DEVIATION_TYPES] == kinds


@pytest.mark.static
def test_what_the_domain_says_to_people_is_a_sentence_to_translate(said):
    assert sentences_of_domain() - said == set()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_in_english_has_no_indonesian_left(client, path):
    factories.an_institution(name="Kota Contoh")
    client.set_cookie("bahasa", "en")
    page = Page(client, path, status=200)
    assert page.soup.html["lang"] == "en"
    for foreign in page.soup.select("[lang=id], #language"):
        foreign.decompose()
    spoken = [e[name] for name in SPOKEN for e in page.soup.select(f"[{name}]")]
    assert INDONESIAN.findall(" ".join([page.text, *spoken])) == []


def test_a_choice_in_a_form_is_translated(client, institution):
    client.set_cookie("bahasa", "en")
    page = Page(client, "/lapor", status=200)
    assert "Bribery: money or gifts" in page.text


def test_without_a_choice_the_page_is_indonesian(client, institution):
    page = Page(client, "/sampaikan", status=200)
    assert page.soup.html["lang"] == "id"
    assert INDONESIAN.search(page.text)
