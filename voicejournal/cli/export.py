"""`voicejournal export`: what a practice hands on of one patient, in formats that others read."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TextIO

import click

from voicejournal.app import Journal
from voicejournal.cli.options import data_option, settings_for
from voicejournal.errors import NotFoundError
from voicejournal.model.account import Account
from voicejournal.model.note import AccountId, PatientId
from voicejournal.model.text import LANGUAGES
from voicejournal.model.week import Week
from voicejournal.outputs.fhir import code_system

BY = AccountId("system")
"""Who took it, as the audit tells: whoever runs the service."""


@click.command()
@click.argument("patient", required=False)
@click.option("--fhir", "form", flag_value="fhir", help="A week as a FHIR R4 document.")
@click.option("--csv", "form", flag_value="csv", help="The measures of all notes, a row a note.")
@click.option("--codes", "form", flag_value="codes", help="Our own FHIR codes; needs no PATIENT.")
@click.option(
    "--everything",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Into this file, all that is kept, as a ZIP that opens without us: for the patient alone.",
)
@click.option(
    "--week", "day", type=click.DateTime(["%Y-%m-%d"]), help="Any day of it; else the newest."
)
@click.option("--language", type=click.Choice(LANGUAGES), help="Else the patient's.")
@click.option("--out", type=click.File("w", encoding="utf-8", lazy=True), default="-")
@data_option
def export(
    patient: str | None,
    *,
    form: str | None,
    everything: Path | None,
    day: datetime | None,
    language: str | None,
    out: TextIO,
    data: Path | None,
) -> None:
    """Write down what may be handed on of PATIENT (a sign-in name).

    A page goes as it stands: with the clinician's own words and signature, without private
    notes and without what was set aside, and only where the patient allows it. The audit keeps
    that it was taken.
    """
    wished = form or ("everything" if everything else None)
    if wished is None or (patient is None) != (wished == "codes"):
        msg = "Say what to export: PATIENT with --fhir, --csv or --everything, or --codes alone."
        raise click.UsageError(msg)
    if patient is None:
        out.write(_codes())
        return
    with _opened(data) as journal:
        account = journal.store.accounts.named(patient)
        if account.role != "patient":
            raise NotFoundError
        if everything is not None:
            _everything(journal, account, language or account.language, everything)
            return
        journal.must_allow(PatientId(account.account_id), "send")
        if form == "csv":
            out.write(_measures(journal, account))
        else:
            out.write(_week(journal, account, day, language or account.language))


def _week(journal: Journal, account: Account, day: datetime | None, language: str) -> str:
    patient_id = PatientId(account.account_id)
    week = _asked(journal, account, day)
    number = journal.page(patient_id, week, reader=None, number=None).shown.line.number
    written = journal.fhir(account, week, language=language, number=number or None)
    journal.taken_out(patient_id, "fhir", f"{week.monday}/{number}", BY)
    return written + "\n"


def _measures(journal: Journal, account: Account) -> str:
    patient_id = PatientId(account.account_id)
    journal.taken_out(patient_id, "measures", "", BY)
    return journal.measures(patient_id)


def _everything(journal: Journal, account: Account, language: str, out: Path) -> None:
    from voicejournal.views import create_app  # noqa: PLC0415 (Flask, which a table needs not)
    from voicejournal.views.mydata.leaving import index_page  # noqa: PLC0415

    kept = journal.everything(account)
    with create_app(journal).test_request_context(headers={"Accept-Language": language}):
        index = index_page(kept)
    with out.open("xb") as file:
        for piece in journal.archive(kept, index, by=BY):
            file.write(piece)


def _asked(journal: Journal, account: Account, day: datetime | None) -> Week:
    weeks = journal.weeks(PatientId(account.account_id))
    monday = None if day is None else day.date() - timedelta(days=day.weekday())
    found = next((one for one in weeks if monday in {None, one.monday}), None)
    if found is None:
        reason = "There are no notes of this week."
        raise NotFoundError(reason)
    return found


def _codes() -> str:
    # Speech libraries take seconds to load; who exports a page should not wait for them.
    from voicejournal.extract.voice import BUILT_IN  # noqa: PLC0415
    from voicejournal.extract.wording import INFOS  # noqa: PLC0415

    infos = [*(one.info for one in BUILT_IN), *INFOS]
    return json.dumps(code_system(infos), ensure_ascii=False, indent=1) + "\n"


@contextmanager
def _opened(data: Path | None) -> Iterator[Journal]:
    journal = Journal.open(settings_for(data))
    try:
        yield journal
    finally:
        journal.close()
