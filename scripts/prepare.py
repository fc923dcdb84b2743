"""Bring the database up to date in one go: migrations, reference data and, in demo mode, a demo."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from flask.cli import ScriptInfo
from flask_migrate import upgrade

from app import create_app
from config import Settings, SettingsError


def main() -> None:
    """Do what `flask db upgrade`, `flask reference load` and `flask demo load` do."""
    try:
        app = create_app(Settings.from_environment())
    except SettingsError as error:
        sys.exit(f"KawalAksi does not start: {error}")
    with app.app_context():
        upgrade()
    commands = [["reference", "load"], *([["demo", "load"]] if app.config["DEMO"] else [])]
    for words in commands:
        info = ScriptInfo(create_app=lambda *_: app)
        app.cli.main(words, prog_name="flask", standalone_mode=False, obj=info)


if __name__ == "__main__":
    main()
