"""``flask setup``: a link that opens an empty house."""

from __future__ import annotations

import click
from flask import current_app, url_for
from flask.cli import with_appcontext

from domain.administration.setup import make_link
from domain.errors import NotAllowedNow


@click.command("setup")
@with_appcontext
def setup() -> None:
    """Print a link for the first institution: one use, 24 hours."""
    try:
        token = make_link()
    except NotAllowedNow as error:
        raise click.ClickException(
            "This house has an institution or people already. "
            "Open another institution from /kelola/instansi/baru."
        ) from error
    with current_app.test_request_context():
        path = url_for("administration.setup", token=token)
    click.echo("Buka tautan ini dalam 24 jam. Tautan hanya bisa dipakai sekali:")
    click.echo(f"{current_app.config['SITE_URL'].rstrip('/')}{path}")
