"""``flask reference``: the facts the house is given."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from domain.reference.service import LOADERS, load

reference = AppGroup("reference", help="Reference data.")


@reference.command("load")
def load_command() -> None:
    """Load every reference file; a second run adds nothing."""
    with click.progressbar(LOADERS, label="Memuat data rujukan") as names:
        counts = {name: load(name) for name in names}
    click.echo(", ".join(f"{name}: {count} baru" for name, count in counts.items()))
