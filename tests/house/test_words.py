"""Every code has words."""

from domain.accounts.models import InstitutionKind, PositionStatus
from domain.policy import POLICY, Permission, Role
from domain.publishing.models import AchievementKind
from domain.publishing.workflow import ArticleAction, ArticleStatus
from domain.submissions.kinds import BY_KIND, Kind
from domain.submissions.models import Conformity, HowKnown, Identity
from domain.submissions.workflow import Action, Status
from web.labels import CITIZEN, STAFF

ENUMS = (
    Role,
    PositionStatus,
    InstitutionKind,
    Kind,
    Status,
    Action,
    Identity,
    HowKnown,
    Conformity,
    AchievementKind,
    ArticleStatus,
    ArticleAction,
)


def test_every_code_has_a_word_for_staff():
    assert [code for enum in ENUMS for code in enum if code not in STAFF] == []


def test_every_status_has_a_sentence_for_citizens():
    assert [status for status in Status if status not in CITIZEN] == []


def test_every_permission_has_a_rule():
    assert set(POLICY) == set(Permission)


def test_every_kind_has_a_row():
    assert set(BY_KIND) == set(Kind)
