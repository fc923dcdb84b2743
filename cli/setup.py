"""``flask setup`` opens an empty house; ``flask host`` gives a house its own name."""

from __future__ import annotations

import click
from flask import current_app, url_for
from flask.cli import with_appcontext

from cli.people import institution_called
from domain.administration.institutions import bind_host
from domain.administration.setup import make_link
from domain.errors import NotAllowedNow, Unacceptable
from web.site import OwnHosts


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


@click.command("host")
@click.argument("slug")
@click.argument("name", required=False)
@with_appcontext
def host(slug: str, name: str | None) -> None:
    """Let the host NAME lead to the institution SLUG; without a name, none does."""
    institution = institution_called(slug)
    own = OwnHosts(current_app.config["SITE_URL"])
    try:
        bind_host(institution, name.lower() if name else None, reserved=own)
    except Unacceptable as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{institution.name}: {institution.host or '-'}")
