"""The JSON document that `analyze --json` prints: its keys are a promise."""

from pathlib import Path
from typing import Any

from voicejournal.model.finding import Finding
from voicejournal.model.transcript import Transcript, Word
from voicejournal.model.units import Missing, Span
from voicejournal.model.voice import Measure
from voicejournal.pipeline import Carried


def as_document(file: Path, carried: Carried) -> dict[str, Any]:
    """Return everything that was made of one file, ready for `json.dumps`."""
    audio, transcript, voice = carried.audio, carried.transcript, carried.voice
    language = transcript.language if isinstance(transcript, Transcript) else ""
    return {
        "file": str(file),
        "duration_s": None if isinstance(audio, Missing) else round(audio.facts.duration, 3),
        "language": language or None,
        "transcript": None if isinstance(transcript, Missing) else _transcript(transcript),
        "pauses": [] if isinstance(voice, Missing) else [_span(one) for one in voice.pauses],
        "speakers": _speakers(carried),
        "measures": {}
        if isinstance(voice, Missing)
        else {one.name: _measure(one) for one in voice.measures},
        "caveats": [] if isinstance(voice, Missing) else list(voice.caveats),
        "findings": [_finding(one, language) for one in carried.findings.findings],
        "problems": [
            {"stage": one.stage, "reason": one.reason, **({"fix": one.fix} if one.fix else {})}
            for one in carried.problems
        ],
    }


def _transcript(transcript: Transcript) -> dict[str, Any]:
    return {
        "engine": transcript.engine,
        "model": transcript.model,
        "text": transcript.text,
        "words": [_word(word) for word in transcript.words],
    }


def _word(word: Word) -> dict[str, Any]:
    return {
        "text": word.text,
        "start_s": round(word.start, 3),
        "end_s": round(word.end, 3),
        "probability": round(word.probability, 4),
        "kept": word.kept,
        **({} if word.kept else {"doubt": word.doubt}),
    }


def _span(span: Span) -> dict[str, float]:
    return {"start_s": round(span.start, 3), "end_s": round(span.end, 3)}


def _speakers(carried: Carried) -> list[dict[str, Any]]:
    if isinstance(carried.turns, Missing):
        return []
    return [
        {"speaker": one.speaker, "start_s": round(one.start, 3), "end_s": round(one.end, 3)}
        for one in carried.turns.turns
    ]


def _measure(measure: Measure) -> dict[str, Any]:
    if isinstance(measure.value, Missing):
        return {"missing": measure.value.reason}
    return {"value": measure.value, "unit": measure.unit, "quality": measure.quality}


def _finding(finding: Finding, language: str) -> dict[str, Any]:
    provenance = finding.provenance
    return {
        "kind": finding.kind,
        "claim": finding.claim.in_language(language),
        "value": None if isinstance(finding.value, Missing) else finding.value,
        "unit": finding.unit,
        "evidence": [_span(span) for span in finding.evidence],
        **({"quote": finding.quote} if finding.quote else {}),
        "provenance": {"plugin": provenance.plugin, "version": provenance.version}
        if provenance
        else None,
    }
