"""What goes on between sessions, as tables: what was given, done, planned and called for."""

from collections.abc import Iterator

from voicejournal.model.everything import Everything
from voicejournal.model.note import AccountId
from voicejournal.outputs.rows import local, table


def between_tables(kept: Everything) -> dict[str, str]:
    """Write the tables, by the name of their file."""
    return {
        "given.csv": _given(kept),
        "exercises.csv": _exercises(kept),
        "plans.csv": _plans(kept),
        "calls.csv": _calls(kept),
        "after-notes.csv": _asked(kept),
        "carers.csv": _carers(kept),
    }


def _given(kept: Everything) -> str:
    rows = (
        (
            local(one.given_at, kept.account.zone),
            one.name,
            _title(kept, one.name),
            _person(kept, one.given_by),
            one.words,
            one.per_week or "",
            local(one.stopped_at, kept.account.zone) if one.stopped_at else "",
        )
        for one in kept.between.given
    )
    return table(("given_at", "name", "title", "by", "why", "times_a_week", "stopped_at"), rows)


def _exercises(kept: Everything) -> str:
    """A row for each line that was written; of one in which nothing was, a row all the same."""

    def rows() -> Iterator[tuple[object, ...]]:
        for sheet in kept.exercises:
            done = sheet.done
            about = (
                local(done.done_at, sheet.zone),
                done.exercise,
                done.title.in_language(kept.account.language),
                "" if done.before is None else done.before,
                "" if done.after is None else done.after,
            )
            written = [(step, line) for step, all_ in sheet.answers.items() for line in all_]
            for step, line in written or [("", "")]:
                yield (*about, step, line)

    return table(("done_at", "exercise", "title", "before", "after", "step", "written"), rows())


def _plans(kept: Everything) -> str:
    rows = (
        (
            one.instrument,
            one.first_on.isoformat(),
            one.every_days,
            _person(kept, one.planned_by),
            local(one.stopped_at, kept.account.zone) if one.stopped_at else "",
        )
        for one in kept.between.plans
    )
    return table(("questionnaire", "first_on", "every_days", "by", "stopped_at"), rows)


def _calls(kept: Everything) -> str:
    rows = (
        (
            local(one.called_at, kept.account.zone),
            local(one.seen_at, kept.account.zone) if one.seen_at else "",
            _person(kept, one.seen_by),
        )
        for one in kept.between.calls
    )
    return table(("called_at", "seen_at", "by"), rows)


def _asked(kept: Everything) -> str:
    rows = (
        (one.note_id, local(one.answered_at, kept.account.zone), one.answer)
        for one in kept.between.asked
    )
    return table(("note", "answered_at", "answer"), rows)


def _carers(kept: Everything) -> str:
    rows = (
        (
            _person(kept, one.clinician_id),
            local(one.since, kept.account.zone),
            local(one.until, kept.account.zone) if one.until else "",
        )
        for one in kept.between.carers
    )
    return table(("clinician", "since", "until"), rows)


def _title(kept: Everything, name: str) -> str:
    title = kept.between.titles.get(name)
    return "" if title is None else title.in_language(kept.account.language)


def _person(kept: Everything, account_id: AccountId | None) -> str:
    return kept.between.people.get(account_id, "") if account_id else ""
