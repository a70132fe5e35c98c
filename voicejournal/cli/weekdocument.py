"""The JSON document that `summarize --json` prints: its keys are a promise."""

from typing import Any

from voicejournal.model.evidence import Answered, Evidence, Moment
from voicejournal.model.finding import Provenance
from voicejournal.model.summary import Section, Sentence, Series, WeeklySummary


def as_week_document(summary: WeeklySummary, language: str) -> dict[str, Any]:
    """Return one week, ready for `json.dumps`."""
    return {
        "monday": summary.week.monday.isoformat(),
        "zone": summary.week.zone,
        "notes": summary.notes,
        "minutes": round(summary.minutes, 2),
        "caveats": [one.in_language(language) for one in summary.caveats],
        "sections": [_section(one, language) for one in summary.sections],
        "measures": {one.measure: _measure(one, summary) for one in summary.series},
        "limits": [one.in_language(language) for one in summary.limits],
        "provenance": [_source(one) for one in summary.provenance],
        "problems": [{"stage": gap.analyzer, "reason": gap.reason} for gap in summary.gaps],
    }


def _section(section: Section, language: str) -> dict[str, Any]:
    return {
        "kind": section.kind,
        "title": section.title.in_language(language),
        **({"preface": section.preface.in_language(language)} if section.preface else {}),
        "sentences": [_sentence(one, language) for one in section.sentences],
    }


def _sentence(one: Sentence, language: str) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "text": one.text.in_language(language),
        "quoted": one.quoted,
        **({"value": one.value, "unit": one.unit} if one.value is not None else {}),
        **({"usual": one.usual} if one.usual is not None else {}),
        **({"context": one.context.in_language(language)} if one.context else {}),
        "evidence": [_evidence(each) for each in one.evidence],
    }


def _evidence(one: Evidence) -> dict[str, Any]:
    if isinstance(one, Moment):
        return {
            "file": one.note_id,
            "start_s": round(one.span.start, 3),
            "end_s": round(one.span.end, 3),
        }
    if isinstance(one, Answered):
        return {"instrument": one.instrument, "score": one.score}
    return {"exercise": one.exercise, "before": one.before, "after": one.after}


def _measure(series: Series, summary: WeeklySummary) -> dict[str, Any]:
    now = next(one for one in series.weeks if one.week.monday == summary.week.monday)
    return {
        "median": now.median,
        "unit": series.unit,
        "notes": len(now.points),
        "usual_range": list(series.band) if series.band else None,
        "learned_from": series.learned_from,
    }


def _source(one: Provenance) -> dict[str, str]:
    return {"plugin": one.plugin, "analyzer": one.analyzer, "version": one.version}
