"""A figure says what is known, and says it when something is not."""

from datetime import UTC, datetime

import pytest

from domain.clock import stopped_at
from domain.publishing import queries
from domain.publishing.figures import percentage
from domain.publishing.truth import Standing, standing
from tests import factories
from tests.newsroom import QUARTER_ENDS, a_story, publish, quarters


@pytest.mark.parametrize(
    ("value", "target", "word"),
    [
        (100, 100, Standing.ACHIEVED),
        (99.99, 100, Standing.ON_TRACK),
        (90, 100, Standing.ON_TRACK),
        (89.9, 100, Standing.ATTENTION),
        (70, 100, Standing.ATTENTION),
        (69.9, 100, Standing.BEHIND),
        (0, 100, Standing.BEHIND),
        (0, 0, Standing.ACHIEVED),
        (None, 100, Standing.NO_DATA),
    ],
)
def test_the_standing_is_computed(value, target, word):
    assert standing(value, target) is word


def test_a_quarter_without_a_verified_figure_is_missing_not_zero(institution):
    figures = [(day, 40, 39, None if n == 3 else 30 + n) for n, day in enumerate(QUARTER_ENDS)]
    *_, last = quarters(institution, figures)
    story = publish(a_story(institution, target=last, why_behind="Terlambat."))
    assert [row["value"] for row in story.figures["rows"]] == [30, 31, 32, None, 34, 35, 36, 37]
    assert "1 triwulan belum ada data" in story.figures["alt"]


def test_later_quarters_are_not_told(institution):
    first, _second = quarters(institution, [(d, 40, None, 40) for d in QUARTER_ENDS[:2]])
    assert len(publish(a_story(institution, target=first)).figures["rows"]) == 1


def test_the_picture_says_in_words_what_it_shows(institution):
    *_, last = quarters(
        institution, [(d, 1250, None, v) for d, v in zip(QUARTER_ENDS, (900, 1300), strict=False)]
    )
    alt = publish(a_story(institution, target=last)).figures["alt"]
    assert "Triwulan II 2024: 1.300 paket dari target 1.250, tercapai." in alt
    assert "terendah 900 pada Triwulan I 2024" in alt


def test_an_unverified_target_has_no_figure_yet(institution):
    (only,) = quarters(institution, [(QUARTER_ENDS[0], 40, 40, None)])
    assert queries.figures_now(a_story(institution, target=only)) is None


def test_the_day_of_verification_is_the_institutions_own():
    east = factories.an_institution(timezone="Asia/Jayapura")
    with stopped_at(datetime(2026, 1, 14, 20, tzinfo=UTC)):
        (only,) = quarters(east, [(QUARTER_ENDS[0], 40, None, 40)])
    assert publish(a_story(east, target=only)).figures["verified_at"].startswith("2026-01-15T05")


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (31, 41, "75.6"),
        (9998, 10000, "99.9"),
        (100, 100, "100.0"),
        (9, 4, "225.0"),
        (1e-9, 3, "0.0"),
    ],
)
def test_a_share_is_never_rounded_up_to_all(part, whole, said):
    assert str(percentage(part, whole)) == said
