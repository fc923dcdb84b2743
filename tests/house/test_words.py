"""Every code people read has words, in both languages."""

import importlib
import pkgutil
from enum import StrEnum
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from flask_babel import force_locale

import domain
from domain.audit.verification import Fault
from domain.policy import POLICY, Permission
from domain.proof.models import Act
from domain.proof.verification import LogFault
from domain.publishing.workflow import ArticleAction
from domain.reference.models import RegionLevel, Vocabulary
from domain.submissions.kinds import BY_KIND, Kind
from domain.submissions.models import Audience
from domain.submissions.workflow import Action, ArchiveReason, Status
from web.labels import CITIZEN, STAFF

WORDS = Path(__file__).parents[2] / "translations/en/LC_MESSAGES/messages.po"
# Codes no page prints: rules, readers, which list or level a row belongs to, and what the
# log and its check at the command line say to a machine.
UNSEEN = {Permission, Audience, Vocabulary, RegionLevel, Act, Fault, LogFault}


def enums():
    """Every enumeration of codes the domain declares."""
    names = [m.name for m in pkgutil.walk_packages(domain.__path__, "domain.")]
    declared = [vars(importlib.import_module(name)) for name in names]
    return {
        thing
        for module in declared
        for thing in module.values()
        if isinstance(thing, type) and issubclass(thing, StrEnum) and thing is not StrEnum
    }


def test_every_code_has_a_word_for_staff():
    assert {enum.__name__ for enum in enums()} >= {"Status", "Urgency", "Role", "Standing"}
    read = [code for enum in enums() - UNSEEN for code in enum]
    assert [code for code in read if code not in STAFF.get(type(code), {})] == []


def test_no_unseen_code_has_a_word():
    assert UNSEEN & (set(STAFF) | set(CITIZEN)) == set()


def test_two_enumerations_may_share_a_code_but_not_its_word():
    assert str(Action.RETURN) == str(ArticleAction.RETURN)
    assert STAFF[Action][Action.RETURN] != STAFF[ArticleAction][ArticleAction.RETURN]


@pytest.mark.parametrize("enum", [Status, ArchiveReason, Kind])
def test_every_code_a_citizen_follows_has_a_sentence_of_its_own(enum):
    assert [code for code in enum if code not in CITIZEN[enum]] == []


def test_every_word_is_also_english(app):
    with WORDS.open("rb") as file:
        english = {message.id: message.string for message in read_po(file, locale="en")}
    with app.test_request_context(), force_locale("id"):
        said = [str(w) for words in (STAFF, CITIZEN) for e in words.values() for w in e.values()]
    assert [word for word in said if not english.get(word)] == []


def test_every_permission_has_a_rule():
    assert set(POLICY) == set(Permission)


def test_every_kind_has_a_row():
    assert set(BY_KIND) == set(Kind)
