"""An answer of somebody's device opens the door once, whoever heard it on the way."""

import json
from base64 import urlsafe_b64encode
from hashlib import sha256

import cbor2
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from domain.accounts.access import Challenge
from domain.policy import Role
from jobs.sessions import forget_ended_sessions
from tests import factories
from tests.pages import Page


def text(data):
    return urlsafe_b64encode(data).rstrip(b"=").decode()


class Device:
    """A real key, without a browser around it."""

    def __init__(self, person):
        self.key = ec.generate_private_key(ec.SECP256R1())
        point = self.key.public_key().public_numbers()
        x, y = point.x.to_bytes(32, "big"), point.y.to_bytes(32, "big")
        public = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        factories.a_passkey(person, credential_id=b"kunci", public_key=public)

    def answer(self, challenge):
        asked = {"type": "webauthn.get", "challenge": text(challenge), "origin": "http://localhost"}
        client = json.dumps(asked).encode()
        told = sha256(b"localhost").digest() + b"\x05" + (0).to_bytes(4, "big")
        signature = self.key.sign(told + sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        response = {
            "clientDataJSON": text(client),
            "authenticatorData": text(told),
            "signature": text(signature),
        }
        name = text(b"kunci")
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})


@pytest.fixture
def device(institution):
    return Device(factories.a_person(Role.AUDITOR, institution))


def overheard(client, device):
    """The cookie and the form as they travel."""
    token = Page(client, "/masuk", 200).soup.select_one("[name=csrf_token]")["value"]
    with client.session_transaction() as session:
        challenge = bytes.fromhex(session["ceremony"][1])
    return client.get_cookie("sesi").value, {
        "csrf_token": token,
        "credential": device.answer(challenge),
    }


def sent_again(app, cookie, form):
    other = app.test_client()
    other.set_cookie("sesi", cookie)
    return other.post("/masuk/kunci", data=form).status_code, other.get("/akun/").status_code


def test_an_overheard_answer_opens_nothing_after_it_was_used(app, client, device):
    cookie, form = overheard(client, device)
    assert client.post("/masuk/kunci", data=form).location == "/akun/"
    assert sent_again(app, cookie, form) == (422, 302)


def test_nor_after_its_owner_has_left(app, client, device):
    cookie, form = overheard(client, device)
    client.post("/masuk/kunci", data=form)
    token = Page(client, "/akun/sesi", 200).soup.select_one("[name=csrf_token]")["value"]
    assert client.post("/keluar", data={"csrf_token": token}).status_code == 303
    assert sent_again(app, cookie, form) == (422, 302)


@pytest.mark.parametrize(("minutes", "status"), [(9, 303), (11, 422)])
def test_a_question_is_open_for_ten_minutes(client, device, minutes, status):
    _cookie, form = overheard(client, device)
    with factories.minutes_later(minutes):
        assert client.post("/masuk/kunci", data=form).status_code == status


def test_asking_writes_nothing_and_an_answer_is_remembered_as_a_hash_for_a_while(
    client, device, db
):
    _cookie, form = overheard(client, device)
    amount = db.select(db.func.count(Challenge.id))
    assert db.session.scalar(amount) == 0
    with client.session_transaction() as session:
        challenge = session["ceremony"][1]
    assert client.post("/masuk/kunci", data=form).status_code == 303
    assert challenge not in db.session.scalars(db.select(Challenge)).one().challenge_hash
    forget_ended_sessions()
    assert db.session.scalar(amount) == 1
    with factories.minutes_later(11):
        forget_ended_sessions()
    assert db.session.scalar(amount) == 0
