"""`voicejournal user`: people, by whoever runs the service."""

from collections.abc import Iterator
from contextlib import contextmanager
from email.errors import MessageError
from email.headerregistry import Address
from pathlib import Path
from typing import cast
from zoneinfo import available_timezones

import click

from voicejournal.cli.options import data_option, settings_for
from voicejournal.errors import NotAllowedError
from voicejournal.model.account import ROLES, Role
from voicejournal.model.note import PatientId
from voicejournal.model.text import LANGUAGES
from voicejournal.store import Store, open_store


@click.group()
def user() -> None:
    """Invite people, let them in again, say who cares for whom."""


@user.command()
@click.argument("username")
@click.option("--role", type=click.Choice(ROLES), required=True)
@click.option("--name", required=True, help="As others see it.")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True)
@click.option(
    "--zone",
    default="UTC",
    show_default=True,
    callback=lambda _context, _option, zone: _known_zone(zone),
    help="Time zone, e.g. Europe/Paris; a patient's weeks follow it.",
)
@data_option
def invite(
    username: str, role: str, name: str, language: str, zone: str, data: Path | None
) -> None:
    """Make an account for USERNAME, and print the link on which to choose a password."""
    with _opened(data) as store:
        token = store.accounts.invite(
            username, role=cast("Role", role), display_name=name, language=language, zone=zone
        )
    _print_link(token)


@user.command()
@click.argument("username")
@click.option(
    "--at-once",
    is_flag=True,
    help="Sign every device out now: for a phone that is lost or in the wrong hands.",
)
@data_option
def reset(username: str, *, at_once: bool, data: Path | None) -> None:
    """Print a new link for USERNAME, who lost the password.

    The old password works until a new one is chosen, which signs every device out.
    """
    with _opened(data) as store:
        token = store.accounts.reset(username, at_once=at_once)
    _print_link(token)


@user.command("list")
@data_option
def list_people(data: Path | None) -> None:
    """List who has an account."""
    with _opened(data) as store:
        for one in store.accounts.list():
            click.echo(f"{one.username}\t{one.role}\t{one.display_name}")


@user.command()
@click.argument("clinician")
@click.argument("patient")
@data_option
def assign(clinician: str, patient: str, data: Path | None) -> None:
    """Let CLINICIAN care for PATIENT: read and hear the notes from now on."""
    with _opened(data) as store:
        carer = store.accounts.named(clinician)
        cared_for = store.accounts.named(patient)
        store.accounts.assign(carer.account_id, PatientId(cared_for.account_id))
    click.echo(f"{clinician} cares for {patient}.")


@user.command()
@click.argument("username")
@click.argument("address", required=False, default="")
@data_option
def email(username: str, address: str, data: Path | None) -> None:
    """Write to USERNAME at ADDRESS when a weekly page is ready; without ADDRESS, no longer.

    The letter names no patient and holds nothing of any note.
    """
    if address and not _is_address(address):
        msg = f"{address} is not an e-mail address."
        raise click.BadParameter(msg)
    with _opened(data) as store:
        account = store.accounts.named(username)
        if account.role != "clinician":
            msg = "Letters about weekly pages go to clinicians only."
            raise NotAllowedError(msg)
        store.notices.set_email(account.account_id, address)
    click.echo(f"Letters to {username} go to {address}." if address else "No more letters.")


def _is_address(address: str) -> bool:
    try:
        return "@" in Address(addr_spec=address).addr_spec
    except (ValueError, MessageError, IndexError):
        return False


def _known_zone(zone: str) -> str:
    if zone not in available_timezones():
        msg = f"{zone} is not a time zone; it is written like Europe/Paris."
        raise click.BadParameter(msg)
    return zone


@contextmanager
def _opened(data: Path | None) -> Iterator[Store]:
    store = open_store(settings_for(data))
    try:
        yield store
    finally:
        store.close()


def _print_link(token: str) -> None:
    click.echo(f"/invitation/{token}")
    click.echo("Put the address of your service in front of it. It works once, for 14 days.")
