"""``flask people``: give somebody an account."""

from __future__ import annotations

import click
from flask.cli import AppGroup
from sqlalchemy.exc import IntegrityError

from domain.accounts.models import Institution, Unit, User
from domain.accounts.service import enrol, give_hat
from domain.errors import Unacceptable
from domain.policy import Role
from domain.unit_of_work import transactional
from extensions import db

SHORTEST_PASSWORD = 12

people = AppGroup("people", help="Accounts of staff.")


@people.command("add")
@click.option("--email", required=True)
@click.option("--name", required=True)
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--institution", "slug", required=True, help="The institution's slug.")
@click.option("--unit", "unit_code", default="", help="The unit's code.")
@click.password_option(help="Asked twice, hidden, when left out.")
def add_command(
    *, email: str, name: str, role: str, slug: str, unit_code: str, password: str
) -> None:
    """Enrol somebody and give them one role."""
    if len(password) < SHORTEST_PASSWORD:
        raise click.ClickException(f"The password needs at least {SHORTEST_PASSWORD} characters.")
    institution = db.session.scalar(db.select(Institution).filter_by(slug=slug))
    if institution is None:
        raise click.ClickException(f"No institution is called {slug!r}.")
    unit = unit_of(institution, unit_code)
    try:
        add(email, name, Role(role), password, institution, unit)
    except IntegrityError as error:
        raise click.ClickException(f"{email} already has an account.") from error
    except Unacceptable as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{email}: {role}, {institution.name}")


def unit_of(institution: Institution, code: str) -> Unit | None:
    """The unit with this code; none when none was named."""
    if not code:
        return None
    unit = db.session.scalar(
        db.select(Unit).filter_by(institution_id=institution.id, code=code.upper())
    )
    if unit is None:
        raise click.ClickException(f"{institution.name} has no unit {code!r}.")
    return unit


@transactional
def add(
    email: str, name: str, role: Role, password: str, institution: Institution, unit: Unit | None
) -> User:
    """Account and hat in one unit of work."""
    user = enrol(name=name, email=email, password=password)
    give_hat(user, role, institution, unit)
    return user
