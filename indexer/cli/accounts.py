"""Commands for those who may sign in."""

from __future__ import annotations

import getpass
import os
import sys

import click

from indexer.cli.parts import as_json_option, opened, print_json, text
from indexer.errors import WrongUse
from indexer.model import Account, Role

PASSWORD = "TRACUU_PASSWORD"  # noqa: S105  # the name of a variable

_role_option = click.option("--role", type=click.Choice([str(each) for each in Role]), required=True)


def by_command_line() -> str:
    """Who this call acts for, in the record; no account is called so."""
    try:
        return f"{getpass.getuser()} (command line)"
    except (KeyError, OSError):  # a user without a name
        return f"{os.getuid()} (command line)"


@click.group()
def user() -> None:
    """Add and change the accounts of those who sign in on the web."""


@user.command()
@click.argument("name", type=text)
@_role_option
@click.pass_context
def add(context: click.Context, *, name: str, role: str) -> None:
    """Make an account. Its password is asked for twice, or taken from TRACUU_PASSWORD or standard input."""
    with opened(context) as library:
        account = library.accounts.add(name, Role(role), _password(), by_command_line())
    click.echo(f"{account.name} may sign in as {account.role}")


@user.command("list")
@as_json_option
@click.pass_context
def list_(context: click.Context, *, as_json: bool) -> None:
    """List the accounts, with what each may do."""
    with opened(context) as library:
        accounts = library.accounts.all()
    if as_json:
        print_json({"accounts": [_account_json(each) for each in accounts]})
        return
    for each in accounts:
        last = f"last signed in {each.signed_in_at:%Y-%m-%d %H:%M} UTC" if each.signed_in_at else "never signed in"
        click.echo(f"{each.name:<20} {each.role:<10} {'disabled, ' if each.disabled else ''}{last}")
    click.echo(f"{len(accounts)} accounts")


@user.command("set-password")
@click.argument("name", type=text)
@click.pass_context
def set_password(context: click.Context, *, name: str) -> None:
    """Give an account another password. Whoever is signed in with it has to sign in again."""
    with opened(context) as library:
        account = library.accounts.account(name)
        library.accounts.set_password(name, _password(), by_command_line())
    click.echo(f"{account.name} has a new password")


@user.command("set-role")
@click.argument("name", type=text)
@_role_option
@click.pass_context
def set_role(context: click.Context, *, name: str, role: str) -> None:
    """Let an account do more or less."""
    with opened(context) as library:
        library.accounts.set_role(name, Role(role), by_command_line())
        account = library.accounts.account(name)
    click.echo(f"{account.name} is now {account.role}")


@user.command()
@click.argument("name", type=text)
@click.option("--undo", is_flag=True, help="Let the account sign in again.")
@click.pass_context
def disable(context: click.Context, *, name: str, undo: bool) -> None:
    """End what an account has begun, and let it sign in no more."""
    with opened(context) as library:
        library.accounts.disable(name, by_command_line(), disabled=not undo)
        account = library.accounts.account(name)
    click.echo(f"{account.name} may sign in again" if undo else f"{account.name} may sign in no more")


@user.command()
@click.argument("name", type=text)
@click.pass_context
def remove(context: click.Context, *, name: str) -> None:
    """Drop an account. What it did stays in the record."""
    with opened(context) as library:
        account = library.accounts.account(name)
        library.accounts.remove(name, by_command_line())
    click.echo(f"{account.name} is no account any more")


def _password() -> str:
    """A new password: from the environment, typed twice without being shown, or the first line of standard input."""
    given = os.environ.get(PASSWORD)
    if given:
        return given
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt="Once more"))
    line = sys.stdin.buffer.readline().decode("utf-8", "replace").rstrip("\r\n")
    if not line:
        raise WrongUse(f"no password: type it, pipe it into standard input, or set {PASSWORD}")
    return line


def _account_json(account: Account) -> dict[str, object]:
    last = account.signed_in_at.isoformat() if account.signed_in_at else None
    return {"name": account.name, "role": str(account.role), "disabled": account.disabled, "signed_in_at": last}


COMMANDS = (user,)
