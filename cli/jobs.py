"""``flask jobs``: the clock's hands, by hand."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from jobs.deadlines import close_lapsed
from jobs.files import forget_abandoned_files
from jobs.outbox import carry_letters

jobs = AppGroup("jobs", help="Run a background job now.")


@jobs.command("carry-letters")
def carry_letters_command() -> None:
    """Send every letter waiting in the outbox."""
    click.echo(f"{carry_letters()} letters sent")


@jobs.command("close-lapsed")
def close_lapsed_command() -> None:
    """End cases whose citizen did not answer in time."""
    click.echo(f"{close_lapsed()} cases ended")


@jobs.command("forget-files")
def forget_files_command() -> None:
    """Delete uploads whose form was never sent."""
    click.echo(f"{forget_abandoned_files()} files deleted")
