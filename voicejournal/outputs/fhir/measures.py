"""Numbers of a page as Observations: what the voice measured, what check-ins said."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from voicejournal.model.evidence import Answered
from voicejournal.model.summary import Series, WeekPoint
from voicejournal.model.text import Text
from voicejournal.model.voice import MeasureInfo
from voicejournal.model.week import Week
from voicejournal.outputs.fhir.codes import (
    ABSENT,
    CATEGORY,
    LOCAL,
    LOINC,
    TOTALS,
    UCUM,
    Names,
    Resource,
    coding,
    concept,
    local,
    moment,
    ucum,
)
from voicejournal.outputs.fhir.responses import derived_from
from voicejournal.outputs.handed import Handed

SIGNIFICANT = 6
VOICE = "voice-measure"
NOTES_COUNTED = "notes-counted"
SCORE = {"unit": "score", "system": UCUM, "code": "{score}"}
METHOD = Text(en="median of the week’s notes", fr="médiane des notes de la semaine")
NO_NOTE = Text(en="no usable note in this week", fr="aucune note utilisable dans cette semaine")
OWN_RANGE = Text(
    en="this person’s own usual range, learned from {notes} earlier notes; not a norm",
    fr="fourchette habituelle de cette personne, tirée de {notes} notes antérieures ; "
    "ce n’est pas une norme",
)


def voice_measures(page: Handed, names: Names, language: str) -> Iterator[Resource]:
    """Yield one Observation for each measure on the page."""
    for one in page.summary.series:
        yield _voice_measure(one, page, names, language)


def answers(page: Handed, names: Names) -> Iterator[Resource]:
    """Yield one Observation for each total that a check-in of the week came to."""
    for one in page.summary.answers:
        yield {**_answer(one, names), **derived_from(one.check_in_id, page, names)}


def measure_ids(page: Handed) -> tuple[tuple[str, str], ...]:
    """Return what the Observations of voice measures are called."""
    return tuple(("measure", one.measure) for one in page.summary.series)


def answer_ids(page: Handed) -> tuple[tuple[str, str], ...]:
    """Return what the Observations of check-ins are called."""
    return tuple(("answer", one.check_in_id) for one in page.summary.answers)


def period(week: Week) -> Resource:
    """Return a week as a Period: its end is inclusive, to the precision of a second."""
    return {"start": moment(week.start), "end": moment(week.end - timedelta(seconds=1))}


def code_system(infos: Iterable[MeasureInfo]) -> Resource:
    """Return our own code system, for whoever receives documents of ours."""
    concepts = [
        {"code": info.name, "display": info.title.en, "definition": info.definition}
        for info in infos
    ]
    return {
        "resourceType": "CodeSystem",
        "url": LOCAL,
        "name": "VoiceJournal",
        "title": "Voice Journal: measures of one person’s voice against their own usual",
        "status": "active",
        "content": "fragment",
        "caseSensitive": True,
        "concept": concepts,
    }


def _voice_measure(series: Series, page: Handed, names: Names, language: str) -> Resource:
    week = page.summary.week
    now = next((one for one in series.weeks if one.week.monday == week.monday), None)
    title = series.title.in_language(language)
    made = {
        "resourceType": "Observation",
        "id": names.id("measure", series.measure),
        "status": "final" if page.line.signed else "preliminary",
        "category": [local(VOICE, "Voice measure")],
        "code": concept(coding(LOCAL, series.measure, series.title.en), text=title),
        "subject": names.reference("patient"),
        "effectivePeriod": period(week),
        "method": {"text": METHOD.in_language(language)},
        "device": names.reference("service"),
        **_value(series, now, language),
        "component": [_counted(now)],
    }
    return {**made, **_own_range(series, language)}


def _value(series: Series, now: WeekPoint | None, language: str) -> Resource:
    if now is None or now.median is None:
        reason = coding(ABSENT, "not-performed", "Not Performed")
        return {"dataAbsentReason": concept(reason, text=NO_NOTE.in_language(language))}
    return {"valueQuantity": _quantity(now.median, series.unit)}


def _counted(now: WeekPoint | None) -> Resource:
    return {
        "code": local(NOTES_COUNTED, "Notes counted"),
        "valueInteger": len(now.points) if now is not None else 0,
    }


def _own_range(series: Series, language: str) -> Resource:
    if series.band is None:
        return {}
    low, high = series.band
    text = OWN_RANGE.in_language(language).format(notes=series.learned_from)
    return {
        "referenceRange": [
            {
                "low": _quantity(low, series.unit),
                "high": _quantity(high, series.unit),
                "text": text,
            }
        ]
    }


def _quantity(value: float, unit: str) -> Resource:
    written = float(f"{value:.{SIGNIFICANT}g}")
    return {"value": written, "unit": unit or "1", "system": UCUM, "code": ucum(unit)}


def _answer(one: Answered, names: Names) -> Resource:
    known = TOTALS.get(one.instrument)
    code = (
        concept(coding(LOINC, *known), text=one.instrument.upper())
        if known
        else local(one.instrument, one.instrument)
    )
    return {
        "resourceType": "Observation",
        "id": names.id("answer", one.check_in_id),
        "status": "final",
        "category": [concept(coding(CATEGORY, "survey", "Survey"), text="Survey")],
        "code": code,
        "subject": names.reference("patient"),
        "effectiveDateTime": moment(one.answered_at),
        "valueQuantity": {"value": one.score, **SCORE},
    }
