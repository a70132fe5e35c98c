"""Runs analyzers on one note: each alone, each answer checked and stamped."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import structlog

from voicejournal.errors import RefusedFindingError
from voicejournal.hooks.isolation.failures import REASONS, UnfinishedError, Why
from voicejournal.hooks.registered import (
    PluginStatus,
    Registered,
    RegisteredAnalyzer,
    RegisteredWeekAnalyzer,
)
from voicejournal.hooks.spec import Analyzer
from voicejournal.model.audio import DeviceFacts
from voicejournal.model.finding import Finding, Gap, NoteFindings
from voicejournal.model.note import NoteView
from voicejournal.model.speakers import SpeakerTurns
from voicejournal.model.transcript import Transcript
from voicejournal.model.units import Missing

SCHEMA = 1
"""Of what is stored; a new one analyzes every note again."""
ANY_LANGUAGE = "*"
NOT_DECLARED = Missing("not declared")

log = structlog.get_logger()


def analyze(
    note: NoteView,
    analyzers: Sequence[RegisteredAnalyzer],
    broken: Sequence[PluginStatus] = (),
) -> NoteFindings:
    """Return what the analyzers find in one note, and which of them gave no answer.

    Args:
        note: The note.
        analyzers: To be asked.
        broken: Plugins that are wanted and could not be loaded: each is a gap.
    """
    findings: list[Finding] = []
    gaps = [not_loaded(one) for one in broken]
    for one in analyzers:
        found = _ask(one, note)
        if isinstance(found, Gap):
            gaps.append(found)
        else:
            findings += found
    return NoteFindings(
        findings=tuple(sorted(findings, key=_order)),
        gaps=tuple(sorted(gaps, key=lambda gap: gap.analyzer)),
    )


def findings_version(
    note: NoteView,
    analyzers: Sequence[RegisteredAnalyzer],
    broken: Sequence[PluginStatus] = (),
) -> str:
    """Return a mark that changes whenever the analyzers, or what they read, change."""
    parts = [f"schema {SCHEMA}", _transcript_mark(note), _mark(note.voice), _turns_mark(note)]
    parts += analyzer_marks(analyzers, broken)
    return f"{SCHEMA}-{hashlib.sha256(chr(10).join(parts).encode()).hexdigest()[:16]}"


def analyzer_marks(
    analyzers: Sequence[Registered[Any]], broken: Sequence[PluginStatus]
) -> list[str]:
    """Return what tells one set of analyzers from another: versions, settings, what is granted."""
    marks = [
        f"{one.plugin}/{one.info.name}@{one.info.version}#{one.settings_digest}{one.granted}"
        for one in analyzers
    ]
    return sorted(marks) + [f"broken {one.name}@{one.version}" for one in broken]


def not_loaded(plugin: PluginStatus) -> Gap:
    """Return the gap that a plugin leaves which could not be loaded."""
    why = REASONS[Why.NOT_LOADED]
    return Gap(analyzer=plugin.name, reason=f"{why.en}: {plugin.reason}", why=why, failed=True)


def call(analyzer: Analyzer, note: NoteView) -> tuple[Finding, ...]:
    """Run the code of a plugin, or ask the process that runs it."""
    return tuple(analyzer.analyze(note))


def seen_by(one: RegisteredAnalyzer | RegisteredWeekAnalyzer, note: NoteView) -> NoteView:
    """Return the note with only what the analyzer declares that it reads."""
    declared = one.info.needs | one.info.uses
    return replace(
        note,
        device=DeviceFacts(),
        transcript=note.transcript if "transcript" in declared else NOT_DECLARED,
        voice=note.voice if "voice" in declared else NOT_DECLARED,
        turns=note.turns if "turns" in declared else NOT_DECLARED,
        sound=note.sound if "sound" in declared else NOT_DECLARED,
    )


def _ask(one: RegisteredAnalyzer, note: NoteView) -> tuple[Finding, ...] | Gap:
    reason = _cannot(one, note)
    if reason:
        return Gap(analyzer=one.info.name, reason=reason)
    try:
        found = call(one.analyzer, seen_by(one, note))
        return tuple(_checked(finding, one, note) for finding in found)
    except Exception as error:  # noqa: BLE001 - a plugin call
        return gap(one, error)


def gap(one: Registered[Any], error: Exception) -> Gap:
    """Return the gap that a failed call leaves.

    The error's message may hold the patient's words: of one that is not ours, only the class
    is kept.
    """
    kind = type(error).__name__
    log.warning("analyzer_failed", plugin=one.plugin, analyzer=one.info.name, error=kind)
    name = one.info.name
    if isinstance(error, UnfinishedError):
        passing = error.passing
        return Gap(analyzer=name, reason=error.message, why=error.why, passing=passing, failed=True)
    if isinstance(error, RefusedFindingError):
        return Gap(analyzer=name, reason=error.message, failed=True)
    raised = UnfinishedError(Why.ERROR, kind)
    return Gap(analyzer=name, reason=raised.message, why=raised.why, failed=True)


def _cannot(one: RegisteredAnalyzer, note: NoteView) -> str:
    """Say why an analyzer is not asked about a note; empty where it is."""
    for need in sorted(one.info.needs):
        value = getattr(note, need)
        if isinstance(value, Missing):
            return f"it needs the {need}: {value.reason}"
    languages = one.info.languages
    if ANY_LANGUAGE not in languages and note.language not in languages:
        return f"it does not understand the language {note.language or 'of this note: unknown'}"
    return ""


def _checked(finding: object, one: RegisteredAnalyzer, note: NoteView) -> Finding:
    """Return the finding with its provenance, or refuse it without repeating its words."""
    if not isinstance(finding, Finding):
        msg = f"it answered with a {type(finding).__name__}, not a Finding"
        raise RefusedFindingError(msg)
    prefix = f"{one.info.name}."
    if not finding.kind.startswith(prefix):
        msg = f"a kind of finding must start with {prefix}"
        raise RefusedFindingError(msg)
    if not all(note.holds(span) for span in finding.evidence):
        msg = "its evidence lies outside the note"
        raise RefusedFindingError(msg)
    return replace(finding, provenance=one.provenance)


def _order(finding: Finding) -> tuple[str, float, float, str]:
    first = finding.evidence[0]
    return finding.kind, first.start, first.end, finding.claim.en


def _transcript_mark(note: NoteView) -> str:
    written = note.transcript
    if isinstance(written, Transcript):
        return f"{written.engine}:{written.model}:{written.language}"
    return "none"


def _turns_mark(note: NoteView) -> str:
    turns = note.turns
    if isinstance(turns, SpeakerTurns):
        whose = hashlib.sha256(repr(turns.turns).encode()).hexdigest()[:16]
        return f"{turns.engine}:{turns.model}:{turns.known_by}:{whose}"
    return "none"


def _mark(value: object) -> str:
    if isinstance(value, Missing):
        return "none"
    return str(getattr(value, "version", "") or getattr(value, "model", ""))
