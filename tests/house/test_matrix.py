"""Every route × every role × own and foreign rows × page and fragment, as the table says."""

from __future__ import annotations

from functools import partial

import pytest

from extensions import db
from tests import factories
from tests.doors import OPEN, ROLES, TABLE, Row
from tests.matrix import SECRET, House, a_house, body, query, spelled, state
from tests.pages import Page

OURS, THEIRS = "Tirta", "Asing"
FRAGMENT = {"HX-Request": "true", "HX-Target": "case"}


def rooms(app):
    """Every guarded door: its rule, method and row; a route nobody listed fails here."""
    for rule in app.url_map.iter_rules():
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            if rule.endpoint not in OPEN:
                row = TABLE.get(rule.endpoint) or TABLE.get(f"{rule.endpoint} {method}")
                yield rule, method, row


def test_every_route_has_its_row_and_every_row_its_route(app):
    assert [f"{rule.endpoint} {method}" for rule, method, row in rooms(app) if row is None] == []
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert {name.split()[0] for name in TABLE} | OPEN == endpoints


@pytest.fixture
def houses(db):
    return {OURS: a_house(OURS), THEIRS: a_house(THEIRS)}


def test_every_role_gets_what_its_row_says(app, sign_in, houses):
    clients = {letter: sign_in(houses[OURS].people[role.name]) for letter, role in ROLES.items()}
    for letter, client in clients.items():
        walk = Walk(app, houses, client)
        surprises = list(walk.surprises(partial(expected, letter)))
        assert not surprises, "\n".join([letter, *surprises])


def test_who_is_nobody_is_led_to_the_door(app, client, sign_in, houses):
    person = houses[OURS].people["INSPECTORATE_ADMIN"]
    disabled = sign_in(person)
    person.active = False
    factories.saved(person)
    for nobody in (client, disabled):
        surprises = list(Walk(app, houses, nobody).surprises(lambda _row, _place: "door"))
        assert not surprises, "\n".join(surprises)


def expected(letter: str, row: Row, place: str) -> str:
    """What the table says: in, 404 or 403."""
    let_in, missing = (row.home, row.hidden) if place == OURS else (row.abroad, row.missing)
    return "in" if letter in let_in else "404" if letter in missing else "403"


class Walk:
    """One person's way past every door of both houses; nothing they do outlives its request."""

    def __init__(self, app, houses: dict[str, House], client) -> None:
        self.app, self.houses, self.client = app, houses, client
        page = Page(client, "/lacak", 200)
        self.token = page.answers(page.form())["csrf_token"]
        self.cookies = dict(client._cookies)
        self.before = state()

    def surprises(self, told):
        """Each door whose answer is not the one ``told``."""
        addresses = self.app.url_map.bind("localhost")
        for rule, method, row in rooms(self.app):
            for place, values, asked in self.places(rule):
                path = addresses.build(rule.endpoint, values)
                wanted = told(row, place)
                # Who is stopped at the door itself is stopped there for any row.
                at_the_door = wanted == "403" == told(row, OURS) and place == THEIRS
                for headers in asked[:1] if at_the_door else asked:
                    found = self.knock(rule.endpoint, method, path, place, headers, wanted)
                    if found != wanted:
                        yield f"{method} {path} {place} {bool(headers)}: {found}, not {wanted}"

    def places(self, rule):
        """The rule's address at home, abroad, and with foreign rows below the own house."""
        own, foreign = (
            {part: spelled(house, rule.endpoint)[part] for part in rule.arguments}
            for house in (self.houses[OURS], self.houses[THEIRS])
        )
        yield OURS, own, ({}, FRAGMENT)
        yield THEIRS, foreign, ({}, FRAGMENT)
        mixed = own | {part: value for part, value in foreign.items() if part != "slug"}
        if "slug" in own and mixed != own:
            yield THEIRS, mixed, ({},)

    def knock(self, endpoint, method, path, place, headers, wanted):
        """Ask, judge the answer, and undo whatever it did."""
        house = self.houses[place]
        self.client._cookies = dict(self.cookies)
        db.session.remove()
        step = db.engines[None].begin_nested()
        found = "in"
        try:
            answer = self.client.open(
                path,
                method=method,
                query_string=query(house, endpoint) if method == "GET" else {},
                data={**body(house, endpoint), "csrf_token": self.token}
                if method == "POST"
                else None,
                headers=headers,
            )
            found = judged(answer)
            if found != "in":
                db.session.remove()
                assert state() == self.before, f"{path} changed something"
                assert f"{SECRET} {THEIRS}" not in answer.text, path
                assert not headers or answer.status_code < 400 or is_whole(answer), path
            elif place == THEIRS and wanted == "in" and endpoint not in SHARED:
                assert f"{SECRET} {THEIRS}" not in answer.text, path
        finally:
            db.session.remove()
            # A refusal in the book may stay: it is kept once a minute, as it would be for real.
            step.rollback() if found == "in" else step.commit()
        return found


# The national secretariat reads other houses' ordinary cases and their targets.
SHARED = {
    "moderation.case",
    "moderation.attachment",
    "moderation.queue",
    "targets.desk",
    "targets.download",
}


def is_whole(answer):
    """An answer that cannot be swapped into a small hole."""
    return answer.headers.get("HX-Retarget") == "body" and "<html" in answer.text


def judged(answer):
    """What an answer means for who asked."""
    if answer.status_code in {302, 303} and answer.location.startswith("/masuk"):
        return "door"
    return {401: "door", 403: "403", 404: "404"}.get(answer.status_code, "in")


# Where a form or an address names a row: under the own house, with a foreign id.
MIXED = {
    "FOCAL_POINT": ("moderation.answer", "administration.routing", "accounts.end_session"),
    "PUBLIC_RELATIONS": ("publishing.new",),
    "SYSTEM_ADMINISTRATOR": (
        "administration.add_unit",
        "administration.give_hat",
        "administration.invite",
        "handover.deputy",
        "handover.leave",
    ),
}


def test_a_foreign_id_in_a_form_changes_nothing(app, sign_in, houses):
    clients = {role: sign_in(houses[OURS].people[role]) for role in MIXED}
    for role, client in clients.items():
        walk = Walk(app, houses, client)
        for endpoint in MIXED[role]:
            path, form = mixed(app, houses, endpoint)
            answer = client.post(path, data=form | {"csrf_token": walk.token})
            db.session.remove()
            assert answer.status_code in {404, 409, 422}, (path, answer.status_code)
            assert state() == walk.before, path
            assert f"{SECRET} {THEIRS}" not in answer.text, path


def mixed(app, houses, endpoint):
    """An address and a form of the own house with the other one's ids in them."""
    own, foreign = houses[OURS], houses[THEIRS]
    rule = next(r for r in app.url_map.iter_rules(endpoint) if "POST" in r.methods)
    values = {part: spelled(own, endpoint)[part] for part in rule.arguments}
    for part in {"message_id", "session_id"} & set(values):
        values[part] = foreign.names[part]
    form = body(own, endpoint) | body(foreign, endpoint)
    if endpoint == "moderation.answer":
        form["version"] = own.names["version"]
    if endpoint == "handover.leave":
        form = {f"hat_{own.names['hat_id']}": foreign.names["head_id"]}
    return app.url_map.bind("localhost").build(endpoint, values), form
