"""Bring the database up to date in one go: migrations, reference data and, in demo mode, a demo."""

import sys
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from flask import Flask
from flask.cli import ScriptInfo
from flask_migrate import upgrade

from app import create_app
from config import Settings, SettingsError
from domain.accounts.queries import demo_accounts
from domain.administration.setup import is_empty
from domain.clock import today
from domain.reference.queries import known_until

# Deadlines reach this far; without holidays they would be promised too early.
CALENDAR_NEEDED = timedelta(days=200)


def main() -> None:
    """Do what `flask db upgrade`, `flask reference load` and `flask demo load` do."""
    try:
        app = create_app(Settings.from_environment())
        with app.app_context():
            upgrade()
            refuse_fiction(app)
    except SettingsError as error:
        sys.exit(f"KawalAksi does not start: {error}")
    commands = [["reference", "load"], *([["demo", "load"]] if app.config["DEMO"] else [])]
    for words in commands:
        info = ScriptInfo(create_app=lambda *_: app)
        app.cli.main(words, prog_name="flask", standalone_mode=False, obj=info)
    with app.app_context():
        warn_of_calendar()
        tell_what_comes_first()


def refuse_fiction(app: Flask) -> None:
    """Raise SettingsError rather than serve the demo's people and numbers as facts."""
    if not app.config["DEMO"] and demo_accounts():
        raise SettingsError(
            "this database holds the demo's fictional people. Set DATABASE_URL to another "
            "database, or start the demo with `make run`"
        )


def warn_of_calendar() -> None:
    """Say when the table of holidays is about to end."""
    last = known_until()
    if last is None or last < today("Asia/Jakarta") + CALENDAR_NEEDED:
        sys.stderr.write(
            f"Holidays are known until {last}: deadlines after that count working days without "
            "them, and no case lapses. Add the coming year's to reference/.\n"
        )


def tell_what_comes_first() -> None:
    """Say how an empty house is opened."""
    if is_empty():
        sys.stdout.write("No institution yet: `make first` prints the link that opens one.\n")


if __name__ == "__main__":
    main()
