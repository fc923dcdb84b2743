"""The staff rooms where they are used: actions stay at hand, tables stay readable."""

import pytest

pytestmark = pytest.mark.browser
DESK = {"width": 1280, "height": 500}


def in_sight(place):
    """Whether the top of ``place`` is inside the window."""
    box = place.bounding_box()
    return 0 <= box["y"] < place.page.viewport_size["height"]


def test_on_a_desk_the_actions_stay_in_sight_while_the_case_scrolls(visitor, site):
    page = visitor("yani").page
    page.set_viewport_size(DESK)
    page.goto(f"/antrean/{site.names['deviation']}")
    page.get_by_role("heading", name="Linimasa").scroll_into_view_if_needed()
    assert page.evaluate("scrollY") > 300
    assert in_sight(page.get_by_role("heading", name="Tindakan"))
    assert not page.get_by_role("link", name="Ke tindakan").is_visible()


def test_on_a_desk_a_tall_action_scrolls_in_its_own_column(visitor, site):
    page = visitor("yani").page
    page.set_viewport_size(DESK)
    page.goto(f"/antrean/{site.names['deviation']}")
    for summary in page.locator(".steps summary").all():
        summary.click()
    page.locator(".steps button").last.scroll_into_view_if_needed()
    assert in_sight(page.locator(".steps button").last)
    assert page.locator(".steps").bounding_box()["height"] <= DESK["height"]


def test_on_a_phone_one_tap_leads_to_the_actions(visitor, site):
    page = visitor("yani").page
    page.goto(f"/antrean/{site.names['deviation']}")
    link = page.get_by_role("link", name="Ke tindakan")
    assert in_sight(link)
    actions = page.get_by_role("heading", name="Tindakan")
    assert not in_sight(actions)
    link.click()
    assert in_sight(actions)


def test_on_a_phone_each_figure_of_a_target_says_its_quarter(visitor):
    page = visitor("hendra").page
    page.goto("/target/")
    table = page.get_by_role("table")
    wider = table.evaluate("t => t.parentElement.scrollWidth - t.parentElement.clientWidth")
    assert wider == 0
    cell = table.get_by_role("cell").first
    said = cell.evaluate("c => getComputedStyle(c, '::before').content")
    assert said.strip('"') == table.get_by_role("columnheader").nth(1).inner_text()
    assert table.get_by_role("rowheader").first.bounding_box()["width"] > 300
