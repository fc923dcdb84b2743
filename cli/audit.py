"""``flask audit``: is the book of acts as it was written?"""

from __future__ import annotations

import json
import sys

import click
from flask.cli import AppGroup

from domain.audit import verification as book
from domain.audit.chain import spelled
from domain.proof import verification as log
from domain.proof.models import LogState
from domain.proof.queries import anchors
from extensions import db

audit = AppGroup("audit", help="The book of acts and the public log.")


@audit.command("verify")
@click.option("--chain", type=int, help="One institution's id; all chains when left out.")
def verify_command(*, chain: int | None) -> None:
    """Check every chain and the log; exit 1 and name the first bad entry of each."""
    bad = 0
    for number in book.chains() if chain is None else [chain]:
        with click.progressbar(length=book.length(number), label=f"Buku {number}") as bar:
            fault = book.first_fault(number, anchors(number), bar.update)
        if fault is not None:
            bad += 1
            click.echo(f"Buku {number}, entri {fault.seq}: {fault.fault}", err=True)
    if chain is None:
        bad += verify_log()
    click.echo("Semua utuh." if not bad else f"{bad} rusak.")
    sys.exit(1 if bad else 0)


def verify_log() -> int:
    """Check the log; 1 when it fails."""
    size = db.session.get_one(LogState, 1).size
    with click.progressbar(length=size, label="Log bukti") as bar:
        fault = log.first_log_fault(bar.update)
    if fault is None:
        return 0
    click.echo(f"Log bukti, daun {fault.index}: {fault.fault} {fault.number}", err=True)
    return 1


@audit.command("export")
@click.argument("chain", type=int)
def export_command(*, chain: int) -> None:
    """Print a chain, one JSON entry a line, with its hash: anyone can check the links."""
    for entry in book.entries(chain):
        click.echo(json.dumps(spelled(entry) | {"hash": entry.hash}, ensure_ascii=False))
