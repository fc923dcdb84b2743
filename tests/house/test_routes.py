"""Every route declares its guard, and the guard is at the door."""

from domain.accounts.models import User
from domain.policy import Permission
from tests import factories
from tests.pages import Page
from web.navigation import PUBLIC, STAFF

# The sign-in pages are the library's own: it guards them itself.
LIBRARY = ("security.", "static")


def test_every_route_says_who_may_enter(app):
    views = {n: v for n, v in app.view_functions.items() if not n.startswith(LIBRARY)}
    assert [name for name, view in views.items() if not hasattr(view, "guard")] == []


def test_every_menu_entry_leads_somewhere(app):
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert [item.endpoint for item in PUBLIC + STAFF if item.endpoint not in endpoints] == []


def doors(app, is_guarded):
    """The address of every route that takes a form and whose guard is such, by its endpoint."""
    addresses = app.url_map.bind("localhost")
    return {
        rule.endpoint: addresses.build(rule.endpoint, dict.fromkeys(rule.arguments, 1))
        for rule in app.url_map.iter_rules()
        if "POST" in rule.methods
        and is_guarded(getattr(app.view_functions[rule.endpoint], "guard", "public"))
    }


def test_a_stranger_who_posts_is_led_to_the_door(app, client, institution):
    page = Page(client, "/lacak", 200)
    token = page.answers(page.form())["csrf_token"]
    addresses = doors(app, lambda guard: guard == "staff" or guard in set(Permission))
    assert len(addresses) > 20
    for endpoint, address in addresses.items():
        answer = client.post(address, data={"csrf_token": token})
        assert (answer.status_code, answer.location[:6]) == (302, "/masuk"), endpoint


def test_somebody_without_a_role_posts_in_vain(app, sign_in, institution):
    client = sign_in(factories.saved(User(email="tamu@contoh.test", name="Tamu")))
    page = Page(client, "/lacak", 200)
    token = page.answers(page.form())["csrf_token"]
    for endpoint, address in doors(app, lambda guard: guard in set(Permission)).items():
        answer = client.post(address, data={"csrf_token": token})
        assert answer.status_code == 403, (endpoint, answer.status_code)
