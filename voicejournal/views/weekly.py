"""What pages about one week draw, whoever reads them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from flask import url_for

from voicejournal.app.weekpage import WeekPage
from voicejournal.model.account import Account
from voicejournal.model.note import NoteCard, NoteId, PatientId
from voicejournal.model.summary import Series, WeeklySummary
from voicejournal.views.charts import Panel, panel
from voicejournal.views.formats import day_and_time, short_day
from voicejournal.views.held import journal
from voicejournal.views.notepage import is_demo, place_of_note


@dataclass(frozen=True, slots=True, kw_only=True)
class NotePlace:
    """One note as the charts point at it: each has a point in every one of them."""

    href: str
    sound: str
    day: str
    when: str


def drawn(page: WeekPage, patient: Account) -> dict[str, object]:
    """Return the parts of the page that are drawn from the summary."""
    summary = page.shown.summary
    return {
        "summary": summary,
        "panels": panels_of(summary),
        "places": places(summary.series, patient, note=place_of_note, sound=_place_of_sound),
        "demo_words": written_by_demo(summary),
        "typed_notes": typed_in(summary, patient),
    }


def typed_in(summary: WeeklySummary, patient: Account) -> tuple[NoteCard, ...]:
    """Return the typed notes of a page: no analyzer reads them, so people must.

    One that came later stands on a later revision: a signed page never grows by itself.
    """
    if not summary.typed:
        return ()
    cards = journal().typed_notes(PatientId(patient.account_id), summary.week)
    return tuple(card for card in cards if card.note_id in summary.typed)


def panels_of(summary: WeeklySummary) -> list[Panel]:
    """Lay out the charts of a page."""
    return [one for series in summary.series if (one := panel(series, summary.week))]


def places(
    charts: Iterable[Series],
    patient: Account,
    *,
    note: Callable[[NoteId, PatientId], str],
    sound: Callable[[NoteId], str],
) -> Mapping[NoteId, NotePlace]:
    """Write down once what all charts say about each note, and where it is read and heard."""
    moments = {
        point.moment.note_id: point.moment
        for series in charts
        for week in series.weeks
        for point in week.points
    }
    return {
        note_id: NotePlace(
            href=note(note_id, PatientId(patient.account_id)),
            sound=sound(note_id),
            day=short_day(one.recorded_at, patient.zone),
            when=day_and_time(one.recorded_at, patient.zone),
        )
        for note_id, one in moments.items()
    }


def _place_of_sound(note_id: NoteId) -> str:
    return url_for("sound.play", note_id=note_id)


def written_by_demo(summary: WeeklySummary) -> bool:
    """Tell whether words of this week come from the model that knows only the demo voices."""
    return any(
        source.analyzer == "transcript" and is_demo(source.version.split(" ")[-1])
        for source in summary.provenance
    )
