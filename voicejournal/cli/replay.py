"""`voicejournal replay`: how often a week would be told to have changed, and how soon."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from voicejournal.cli.options import data_option, settings_for
from voicejournal.findings.change import follow
from voicejournal.findings.replay import Replayed, replay
from voicejournal.findings.thresholds import DEFAULT, Thresholds
from voicejournal.model.note import PatientId
from voicejournal.store import Store, open_store
from voicejournal.summary.week import week_of
from voicejournal.testing.trial import LIVES, SHIFTS, WITHIN_DAYS, Outcome, try_out

NAMES = tuple(one.name for one in fields(Thresholds))
FIRST = datetime(2000, 1, 1, tzinfo=UTC)
LAST = datetime(2200, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """One patient's weeks, by number: who it is stays out of the table."""

    number: int
    replayed: Replayed


@click.command("replay")
@data_option
@click.option("--simulate", is_flag=True, help="Simulated people instead of stored notes.")
@click.option("--people", default=60, show_default=True, help="Simulated people of each kind.")
@click.option("--seed", default=1, show_default=True, help="The same seed, the same people.")
@click.option(
    "--threshold",
    "given",
    multiple=True,
    metavar="NAME=NUMBER",
    help=f"Another threshold; names are {', '.join(NAMES)}.",
)
@click.option("--json", "as_json", is_flag=True, help="One document instead of a table.")
def replay_command(
    *,
    data: Path | None,
    simulate: bool,
    people: int,
    seed: int,
    given: Sequence[str],
    as_json: bool,
) -> None:
    """Tell how often weeks would be flagged at some thresholds.

    Over stored notes: every week of every patient who allows it, as it stood at its end. With
    --simulate: false flags of people without a change, and how soon a known change is found.
    """
    thresholds = _thresholds(given)
    if simulate:
        _simulated(people, seed, thresholds, as_json=as_json)
    else:
        _stored(data, thresholds, as_json=as_json)


def _simulated(people: int, seed: int, thresholds: Thresholds, *, as_json: bool) -> None:
    outcomes = []
    for name, life in LIVES.items():
        if not as_json:
            click.echo(f"{name} …", err=True)
        outcomes.append(try_out(name, life, people=people, seed=seed, thresholds=thresholds))
    if as_json:
        click.echo(json.dumps(_outcomes(outcomes, thresholds)))
        return
    table = Table(title=f"{people} simulated people of each kind")
    for heading in (
        "simulated",
        "false flags a month",
        *(f"{one:g} SD: {_days()}" for one in SHIFTS),
    ):
        table.add_column(heading)
    for one in outcomes:
        found = [_shares(one.found[shift]) for shift in SHIFTS]
        table.add_row(one.life, f"{one.per_month:.2f}", *found)
    Console(soft_wrap=True).print(table)


def _stored(data: Path | None, thresholds: Thresholds, *, as_json: bool) -> None:
    store = open_store(settings_for(data))
    try:
        patients = tuple(_patients(store, thresholds))
    finally:
        store.close()
    if as_json:
        click.echo(json.dumps(_documents(patients, thresholds)))
        return
    table = Table(title="Stored notes, week by week")
    for heading in ("patient", "months known", "weeks compared", "flags", "flags a month"):
        table.add_column(heading)
    for one in patients:
        table.add_row(str(one.number), *_row((one.replayed,)))
    table.add_row("all", *_row([one.replayed for one in patients]))
    Console(soft_wrap=True).print(table)


def _patients(store: Store, thresholds: Thresholds) -> Iterator[Stored]:
    accounts = [one for one in store.accounts.list() if one.role == "patient"]
    ids = [PatientId(one.account_id) for one in accounts]
    allowing = store.consents.sharing(ids, "research")
    accounts = [one for one in accounts if PatientId(one.account_id) in allowing]
    for number, account in enumerate(accounts, start=1):
        entries = store.notes.week_notes(PatientId(account.account_id), FIRST, LAST)
        notes = [note for note, _ in entries]
        found = {note.note_id: findings for note, findings in entries}
        weeks = {week_of(note.recorded_at, account.zone) for note in notes}
        followed = follow(notes, found=found, thresholds=thresholds)
        yield Stored(number=number, replayed=replay(followed, weeks))


def _row(replayed: Sequence[Replayed]) -> tuple[str, ...]:
    months = sum(one.months for one in replayed)
    flags = sum(one.flags for one in replayed)
    rate = f"{flags / months:.2f}" if months else "–"
    return f"{months:.1f}", str(sum(one.compared for one in replayed)), str(flags), rate


def _documents(patients: Sequence[Stored], thresholds: Thresholds) -> Mapping[str, object]:
    return {
        "thresholds": _as_numbers(thresholds),
        "patients": [
            {
                "number": one.number,
                "months": one.replayed.months,
                "weeks_compared": one.replayed.compared,
                "flags": one.replayed.flags,
            }
            for one in patients
        ],
    }


def _outcomes(outcomes: Sequence[Outcome], thresholds: Thresholds) -> Mapping[str, object]:
    return {
        "thresholds": _as_numbers(thresholds),
        "simulated": [
            {
                "life": one.life,
                "people": one.people,
                "months": one.months,
                "false_flags_per_month": one.per_month,
                "found_within_days": {
                    f"{shift:g}": {str(days): share for days, share in found.items()}
                    for shift, found in one.found.items()
                },
            }
            for one in outcomes
        ],
    }


def _as_numbers(thresholds: Thresholds) -> dict[str, float]:
    return {name: getattr(thresholds, name) for name in NAMES}


def _thresholds(given: Sequence[str]) -> Thresholds:
    chosen = DEFAULT
    for one in given:
        name, _, written = one.partition("=")
        if name not in NAMES:
            msg = f"{name} is none of {', '.join(NAMES)}."
            raise click.BadParameter(msg)
        chosen = replace(chosen, **{name: _number(written)})
    return chosen


def _number(written: str) -> float:
    try:
        return float(written)
    except ValueError:
        msg = f"“{written}” is not a number; a threshold is written like domain=2.75."
        raise click.BadParameter(msg) from None


def _days() -> str:
    return " / ".join(str(days) for days in WITHIN_DAYS) + " days"


def _shares(found: Mapping[int, float]) -> str:
    return " / ".join(f"{found[days]:.0%}" for days in WITHIN_DAYS)
