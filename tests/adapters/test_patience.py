"""Slow senders hold up nobody but themselves."""

import runpy
import socket
import threading
import time
from io import BytesIO
from pathlib import Path

import pytest
from werkzeug.exceptions import ServiceUnavailable

from adapters import patience
from web.patience import Bodies, Body, Patience, network_of, seconds_for

ROOT = Path(__file__).parents[2]


def asked(body=b"x" * 10, address="10.0.0.1", **more):
    told = {"wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body)), "REMOTE_ADDR": address}
    return told | more


@pytest.mark.static
def test_only_so_many_bodies_are_read_together_and_readers_wait_for_none():
    bodies = Bodies(at_once=2, of_one=2)
    with Body(asked(), bodies) as one, Body(asked(address="10.0.0.2"), bodies) as two:
        one.read(1), two.read(1)
        with pytest.raises(ServiceUnavailable):
            Body(asked(address="10.0.0.3"), bodies).read(1)
        Body(asked(b"", address="10.0.0.3"), bodies).read(1)
        two.read(9)
        assert Body(asked(address="10.0.0.3"), bodies).read() == b"x" * 10
    assert bodies.now.total() == 0


@pytest.mark.static
def test_one_network_cannot_take_every_place():
    bodies = Bodies(at_once=9, of_one=1)
    Body(asked(), bodies).read(1)
    with pytest.raises(ServiceUnavailable):
        Body(asked(), bodies).read(1)
    assert Body(asked(address="10.0.0.2"), bodies).readline() == b"x" * 10
    assert network_of(asked(address="2001:db8::1")) == network_of(asked(address="2001:db8::2"))


@pytest.mark.static
def test_a_place_is_given_back_when_the_answer_fails():
    def broken(environ, _start):
        environ["wsgi.input"].read(1)
        raise ZeroDivisionError

    site = Patience(broken)
    with pytest.raises(ZeroDivisionError):
        site(asked(), None)
    assert site.bodies.now.total() == 0


@pytest.mark.static
def test_a_sender_who_stops_half_way_is_not_taken_for_done():
    body = Body(asked(b"abc", CONTENT_LENGTH="10"), Bodies(9, 9))
    assert body.read(3) == b"abc"
    with pytest.raises(ConnectionError):
        body.read(3)


@pytest.mark.static
def test_a_line_whose_time_is_up_is_hung_up_while_a_thread_waits_for_it():
    ours, theirs = socket.socketpair()
    got = []
    waits = threading.Thread(target=lambda: got.append(ours.recv(1)))
    waits.start()
    patience.allow(ours, 0.05)
    time.sleep(0.1)
    patience.hang_up_on_the_late()
    waits.join(2)
    theirs.close()
    assert got == [b""]


@pytest.mark.static
def test_a_body_may_take_as_long_as_a_slow_phone_needs_but_not_for_ever():
    assert (seconds_for(100) < 31, seconds_for(None), seconds_for(10**9)) == (True, 30, 600)


@pytest.mark.static
def test_the_server_believes_no_header_and_keeps_threads_for_readers():
    conf = runpy.run_path(str(ROOT / "scripts" / "gunicorn.conf.py"))
    assert (conf["forwarded_allow_ips"], conf["forwarder_headers"]) == ("", "")
    assert conf["secure_scheme_headers"] == {}
    assert conf["threads"] > Patience(None).bodies.at_once
    assert conf["accesslog"] is None
