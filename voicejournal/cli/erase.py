"""`voicejournal erase`: a patient's journal, for good."""

from pathlib import Path
from typing import TextIO

import click

from voicejournal.app import Journal
from voicejournal.cli.options import data_option, settings_for
from voicejournal.errors import NotFoundError, VoiceJournalError
from voicejournal.model.erasure import ErasureReceipt

BY = "system"


@click.command()
@click.argument("patient", required=False)
@click.option("--yes", is_flag=True, help="Do not ask whether it is meant.")
@click.option("--check", type=click.File(encoding="utf-8"), help="Check a receipt instead.")
@click.option("--out", type=click.File("w", encoding="utf-8", lazy=True), default="-")
@data_option
def erase(
    patient: str | None, *, yes: bool, check: TextIO | None, out: TextIO, data: Path | None
) -> None:
    """Erase everything of PATIENT (a sign-in name), account and key included, and print a receipt.

    Copies of the database made before cannot be read either, as long as no copy of the keys
    folder from before is put back: see "erase a patient" in the documentation.
    """
    if (patient is None) == (check is None):
        msg = "Say whom to erase, or --check a receipt."
        raise click.UsageError(msg)
    journal = Journal.open(settings_for(data))
    try:
        if check is not None:
            _check(journal, check.read())
        elif patient is not None:
            out.write(_erase(journal, patient, yes=yes).as_text())
    finally:
        journal.close()


def _erase(journal: Journal, patient: str, *, yes: bool) -> ErasureReceipt:
    account = journal.store.accounts.named(patient)
    if account.role != "patient":
        raise NotFoundError
    if not yes:
        click.echo(
            f"Everything of {patient} will be gone for good, the account included.", err=True
        )
        typed = click.prompt("Type the sign-in name once more", err=True)
        if typed != patient:
            reason = "This is another name: nothing was erased."
            raise VoiceJournalError(reason)
    return journal.erase(account, by=BY)


def _check(journal: Journal, text: str) -> None:
    try:
        ours = journal.store.receipts.is_ours(ErasureReceipt.read(text))
    except ValueError as error:
        reason = "This file is no receipt of erasure."
        raise VoiceJournalError(reason) from error
    if not ours:
        reason = "This practice did not sign this receipt, or it was changed since."
        raise VoiceJournalError(reason)
    click.echo("This practice signed this receipt, and nothing in it was changed.")
