"""The migrations and the models tell one story, up and down, on both databases."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

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
