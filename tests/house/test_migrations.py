"""The migrations and the models tell one story, up and down, on both databases."""

from datetime import UTC, date, datetime
from decimal import Decimal

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import JSON, MetaData, inspect, text

from app import create_app
from extensions import db as database
from tests.conftest import fresh_postgresql, settings


def test_migrations_build_what_the_models_say(request, tmp_path, worker_id):
    url = f"sqlite:///{tmp_path / 'house.db'}"
    if request.config.getoption("--database") == "postgresql":
        url = fresh_postgresql(f"migrations_{worker_id}")
    app = create_app(settings(url))
    with app.app_context():
        upgrade()
        with database.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, database.metadata) == []
        downgrade(revision="base")
        assert inspect(database.engine).get_table_names() == ["alembic_version"]
        database.engine.dispose()


def test_rows_of_the_first_release_survive_the_way_up_and_down(request, tmp_path, worker_id):
    """One row in every table, each pointing at the others: a copied table must not lose any."""
    url = f"sqlite:///{tmp_path / 'lived-in.db'}"
    if request.config.getoption("--database") == "postgresql":
        url = fresh_postgresql(f"lived_in_{worker_id}")
    app = create_app(settings(url))
    with app.app_context():
        upgrade(revision="0001b")
        tables = furnish(database.engine)
        upgrade()
        assert rows_in(database.engine, tables) == dict.fromkeys(tables, 1)
        downgrade(revision="0001b")
        assert rows_in(database.engine, tables) == dict.fromkeys(tables, 1)
        database.engine.dispose()


def furnish(engine):
    """One row in every table that outlives 0001b; the names of those tables."""
    found = MetaData()
    found.reflect(engine)
    tables = [
        table
        for table in found.sorted_tables
        if table.name not in {"alembic_version", "audit_entries"}
    ]
    with engine.begin() as connection:
        for table in tables:
            connection.execute(table.insert().values(a_row(table)))
    return [table.name for table in tables]


def a_row(table):
    """A value for each column; parents are the row numbered one."""
    return {column.name: a_value(column) for column in table.columns if not loose(column)}


def loose(column):
    return column.nullable and not column.foreign_keys


def a_value(column):
    kind = dict if isinstance(column.type, JSON) else column.type.python_type
    values = {int: 1, bool: False, str: "x", float: 1.0, Decimal: Decimal(1), dict: {}, list: []}
    moments = {datetime: datetime(2026, 1, 2, tzinfo=UTC), date: date(2026, 1, 2)}
    return (values | moments)[kind]


def rows_in(engine, tables):
    with engine.connect() as connection:
        return {
            name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar()
            for name in tables
        }
