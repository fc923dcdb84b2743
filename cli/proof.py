"""``flask proof``: the public log's key and heads."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from domain.proof.queries import latest_head
from domain.proof.service import publish_due
from extensions import signer

proof = AppGroup("proof", help="The public proof log.")


@proof.command("publish")
def publish_command() -> None:
    """Publish a head if one is due, and print the newest."""
    publish_due(signer)
    head = latest_head()
    click.echo(head.note if head else "")


@proof.command("key")
def key_command() -> None:
    """Print the public key, to be shown wherever people trust you."""
    click.echo(signer.verifier)
