"""``flask people``: accounts of staff, for whoever runs the site."""

from __future__ import annotations

from collections.abc import Callable

import click
from flask.cli import AppGroup
from sqlalchemy.exc import IntegrityError

from domain.accounts import invitations
from domain.accounts import people as services
from domain.accounts.models import Institution, Unit, User
from domain.accounts.passwords import check_password
from domain.accounts.posts import Post
from domain.accounts.service import enrol, give_hat
from domain.errors import NotAllowedNow, Unacceptable
from domain.policy import Role
from domain.unit_of_work import transactional
from extensions import db

ROLES = click.Choice([role.value for role in Role])

people = AppGroup("people", help="Accounts of staff.")


@people.command("add")
@click.option("--email", required=True)
@click.option("--name", required=True)
@click.option("--role", required=True, type=ROLES)
@click.option("--institution", "slug", required=True, help="The institution's slug.")
@click.option("--unit", "unit_code", default="", help="The unit's code.")
@click.password_option(help="Asked twice, hidden, when left out.")
def add_command(
    *, email: str, name: str, role: str, slug: str, unit_code: str, password: str
) -> None:
    """Enrol somebody and give them one role."""
    institution = institution_called(slug)
    unit = unit_of(institution, unit_code)
    try:
        plain = check_password(password, name, email, institution.name)
        address = invitations.fit_address(email)
        add(address, name, Role(role), plain, institution, unit)
    except IntegrityError as error:
        raise click.ClickException(f"{email} already has an account.") from error
    except Unacceptable as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{email}: {role}, {institution.name}")


@people.command("invite")
@click.option("--email", required=True)
@click.option("--name", required=True)
@click.option("--role", required=True, type=ROLES)
@click.option("--institution", "slug", required=True, help="The institution's slug.")
@click.option("--unit", "unit_code", default="", help="The unit's code.")
def invite_command(*, email: str, name: str, role: str, slug: str, unit_code: str) -> None:
    """Send somebody a letter with a link that opens an account once."""
    institution = institution_called(slug)
    unit = unit_of(institution, unit_code)
    try:
        invitations.invite(institution, Post(Role(role), unit), email=email, name=name, actor=None)
    except Unacceptable as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{email}: a letter goes out, the link in it lasts 72 hours")


@people.command("disable")
@click.argument("email")
def disable_command(email: str) -> None:
    """Shut somebody out at once; their history stays."""
    done(services.disable, email)


@people.command("enable")
@click.argument("email")
def enable_command(email: str) -> None:
    """Let somebody in again."""
    done(services.enable, email)


@people.command("reset-second-factor")
@click.argument("email")
@click.confirmation_option(prompt="They lose app, passkeys and codes. Are you sure it is them?")
def reset_second_factor_command(email: str) -> None:
    """Take somebody's second factors away and write to them; they enrol again at the door."""
    done(services.reset_second_factor, email)


def done(verb: Callable[[User, User | None], None], email: str) -> None:
    """Do this to the account, as the operator, and say so."""
    user = db.session.scalar(db.select(User).filter_by(email=email.strip().lower()))
    if user is None:
        raise click.ClickException(f"Nobody has the address {email}.")
    try:
        verb(user, None)
    except NotAllowedNow as error:
        raise click.ClickException("That is already so.") from error
    click.echo(f"{email}: done")


def institution_called(slug: str) -> Institution:
    """The institution with this slug."""
    institution = db.session.scalar(db.select(Institution).filter_by(slug=slug))
    if institution is None:
        raise click.ClickException(f"No institution is called {slug!r}.")
    return institution


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
