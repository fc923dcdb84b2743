"""``flask demo``: three fictional institutions, for trying the site out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import click
from flask import current_app
from flask.cli import AppGroup

from demo import (
    achievements,
    administration,
    diary,
    institutions,
    people,
    scenarios,
    submissions,
    targets,
)
from demo.lives import Calendar
from domain import codes
from domain.accounts.models import Institution
from domain.accounts.queries import demo_accounts
from domain.accounts.service import DEMO_PASSWORD
from domain.clock import now, stopped_at
from domain.notifications.service import declare_carried
from domain.proof.service import publish_due
from domain.reference.queries import holidays
from domain.unit_of_work import transactional
from extensions import db, signer
from web.labels import label

SEED = 2026
FULL = {"tirta-raya": 400, "sagara-timur": 36, "tata-kelola-contoh": 24}
SMALL = {"tirta-raya": 40, "sagara-timur": 6, "tata-kelola-contoh": 4}
HORIZON_DAYS = 460

demo = AppGroup("demo", help="Fictional data for trying the site out (demo mode only).")


@demo.command("load")
@click.option("--small", is_flag=True, help="A tenth of the submissions.")
def load_command(*, small: bool) -> None:
    """Fill an empty house with three fictional institutions; a second run does nothing."""
    if not (current_app.config["DEMO"] or current_app.config["TESTING"]):
        raise click.ClickException("Demo data is loaded in demo mode only: set DEMO=1.")
    if loaded():
        click.echo("Data peragaan sudah ada.")
        return
    if institutions_of_their_own():
        raise click.ClickException("This house has an institution of its own: it stays as it is.")
    load(SMALL if small else FULL)
    publish_due(signer)


@demo.command("accounts")
def accounts_command() -> None:
    """List the demo accounts and the codes anyone may try."""
    tell_accounts()


def tell_accounts() -> None:
    """Print every demo account, their password and the codes."""
    for user in demo_accounts():
        hats = ", ".join(f"{label(hat.role)}, {hat.institution.name}" for hat in user.memberships)
        click.echo(f"{user.email:36} {user.name} ({hats})")
    click.echo(f"Kata sandi: {DEMO_PASSWORD}")
    for name, token in scenarios.TOKENS.items():
        code = codes.code_from(token, current_app.config["SECRET_KEY"])
        click.echo(f"Kode lacak {name}: {codes.grouped(code)}")


def institutions_of_their_own() -> bool:
    """Whether somebody has begun to furnish this house."""
    return db.session.scalar(db.select(Institution.id).limit(1)) is not None


def loaded() -> bool:
    """Whether the demo is there; it is loaded whole or not at all."""
    return any(True for _ in demo_accounts())


def load(counts: dict[str, int]) -> None:
    """Tell the year, and let none of its letters leave: they are written as its unit ends."""
    tell_the_year(counts)
    declare_carried(before=now())


@transactional
def tell_the_year(counts: dict[str, int]) -> None:
    """Build everything in one unit of work."""
    moment = now()
    cases: list[tuple[diary.Office, submissions.Case]] = []
    with click.progressbar(institutions.PLACES, label="Menyiapkan instansi") as places:
        for place in places:
            cases += prepare(place, counts[place.slug], moment)
    steps = sum(len(case.steps) for _, case in cases)
    with click.progressbar(length=steps, label="Menjalani dua belas bulan") as bar:
        for _ in diary.live(cases):
            bar.update(1)


def prepare(
    place: institutions.Place, count: int, moment: datetime
) -> list[tuple[diary.Office, submissions.Case]]:
    """One institution with its people, targets and achievements; its cases still to be lived."""
    dice = Random(f"{SEED}-{place.slug}")  # noqa: S311 - the demo must come out the same
    zone = ZoneInfo(place.timezone)
    with stopped_at(moment):
        institution, units = institutions.build(place)
        staff = people.build(institution, units, moment.astimezone(zone).date())
    with stopped_at(moment - timedelta(days=HORIZON_DAYS)):
        administration.build(institution, units, staff, moment.year)
    confirmed = targets.build(institution, units, moment, dice)
    db.session.flush()
    written = achievements.build(institution, units, staff, confirmed, moment)
    secret = current_app.config["SECRET_KEY"]
    home = diary.office(institution, units, staff, achievements.published(written), secret)
    return [(home, case) for case in planned(place, count, moment, dice)]


def planned(
    place: institutions.Place, count: int, moment: datetime, dice: Random
) -> list[submissions.Case]:
    """The cases of one institution, the told scenarios among them."""
    start = datetime.fromtimestamp(moment.timestamp() - HORIZON_DAYS * 86400, UTC).date()
    calendar = Calendar(ZoneInfo(place.timezone), holidays(start, HORIZON_DAYS + 60), moment)
    told = scenarios.build(moment) if place is institutions.TIRTA else []
    return told + submissions.plan(place, count - len(told), calendar, dice)
