"""Every route declares its guard."""

from web.navigation import PUBLIC, STAFF

# The sign-in pages are the library's own: it guards them itself.
LIBRARY = ("security.", "static")


def test_every_route_says_who_may_enter(app):
    views = {n: v for n, v in app.view_functions.items() if not n.startswith(LIBRARY)}
    assert [name for name, view in views.items() if not hasattr(view, "guard")] == []


def test_every_menu_entry_leads_somewhere(app):
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert [item.endpoint for item in PUBLIC + STAFF if item.endpoint not in endpoints] == []
