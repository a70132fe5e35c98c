"""What pages about one week draw, whoever reads them."""

from voicejournal.app.weekpage import WeekPage
from voicejournal.model.account import Account
from voicejournal.model.note import NoteCard, PatientId
from voicejournal.model.summary import WeeklySummary
from voicejournal.views.charts import Panel, panel
from voicejournal.views.held import journal
from voicejournal.views.notepage import is_demo, places_of_notes, places_of_sounds
from voicejournal.views.noteplace import places


def drawn(page: WeekPage, patient: Account) -> dict[str, object]:
    """Return the parts of the page that are drawn from the summary."""
    summary = page.shown.summary
    return {
        "summary": summary,
        "panels": panels_of(summary),
        "places": places(
            summary.series,
            patient.zone,
            note=places_of_notes(PatientId(patient.account_id)),
            sound=places_of_sounds(),
        ),
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


def written_by_demo(summary: WeeklySummary) -> bool:
    """Tell whether words of this week come from the model that knows only the demo voices."""
    return any(
        source.analyzer == "transcript" and is_demo(source.version.split(" ")[-1])
        for source in summary.provenance
    )
