"""One note, ready to be drawn: the same words and sound for patient and clinician."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from voicejournal.model.finding import Finding
from voicejournal.model.note import NoteDetail, NoteId, PatientId
from voicejournal.model.speakers import KnownBy, SpeakerTurns
from voicejournal.model.transcript import Transcript
from voicejournal.model.units import Missing, Span
from voicejournal.model.voice import VoiceMeasures
from voicejournal.views.addresses import addresses
from voicejournal.views.held import journal
from voicejournal.views.outline import Outline, outline
from voicejournal.views.reading import Line, lines
from voicejournal.views.session import current_account

DEMO_MODEL = "demo"
MOST_OF_ONE = 3
"""Findings of one analyzer that stand open on a note; a longer list of numbers is folded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotePage:
    """What a page about one note shows."""

    detail: NoteDetail
    lines: tuple[Line, ...]
    outline: Outline | None
    duration: float
    """Seconds; 0 while the sound has not been decoded."""
    pauses: tuple[Span, ...]
    waiting: bool
    """The words are still to be written down."""
    unwritten: bool
    """The one who spoke does not allow words to be written down."""
    quarantined: int
    corrected: int
    """Words that the one who spoke set right."""
    others: KnownBy | None
    """How the patient is known among several voices; None where no other voice speaks."""
    demo_words: bool
    """Written down by the model that understands only the demo voices."""
    findings: tuple[Finding, ...]
    """What stands open on the page."""
    folded: tuple[Finding, ...]
    """The numbers that an analyzer takes of every note: there for whoever wants them."""


def place_of_note(note_id: NoteId, patient_id: PatientId) -> str:
    """Return where the reader of a page finds a note: each role has a page of its own."""
    return places_of_notes(patient_id)(note_id)


def places_of_notes(patient_id: PatientId) -> Callable[[NoteId], str]:
    """Return what tells where the reader of a page finds each note of a patient."""
    reader = current_account()
    if reader is not None and reader.role == "patient":
        return addresses("diary.note", "note_id")
    return addresses("clinician.note", "note_id", patient_id=patient_id)


def places_of_sounds() -> Callable[[NoteId], str]:
    """Return what tells where each note is heard."""
    return addresses("sound.play", "note_id")


def is_demo(model: str) -> bool:
    """Tell whether this is the model that understands only the demo voices."""
    return model.partition("@")[0] == DEMO_MODEL


def note_page(note_id: NoteId) -> NotePage:
    """Gather everything that a page about the note shows."""
    detail = journal().note(note_id)
    transcript = detail.transcript if isinstance(detail.transcript, Transcript) else None
    pauses = detail.voice.pauses if isinstance(detail.voice, VoiceMeasures) else ()
    words = transcript.words if transcript else ()
    turns = detail.turns if isinstance(detail.turns, SpeakerTurns) else None
    others = turns.others if turns else ()
    length = detail.card.duration
    duration = 0.0 if isinstance(length, Missing) else length
    allowed = journal().grants(detail.card.patient_id).allows("transcribe")
    findings = detail.findings.findings
    folded = fold(findings)
    return NotePage(
        detail=detail,
        lines=lines(words, pauses, detail.amendments.struck, others) if words else (),
        outline=outline(detail.peaks, pauses, duration) if detail.peaks else None,
        duration=duration,
        pauses=pauses,
        waiting=detail.card.state in {"received", "running"} and allowed,
        unwritten=not allowed,
        quarantined=sum(not word.kept and word.doubt != "other_voice" for word in words),
        corrected=sum(bool(word.heard) for word in words),
        others=turns.known_by if turns and others else None,
        demo_words=transcript is not None and is_demo(transcript.model),
        findings=tuple(one for one in findings if one not in folded),
        folded=folded,
    )


def fold(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return what a page keeps folded: the rest of an analyzer that found many things."""
    counted = Counter(_analyzer(one) for one in findings)
    return tuple(
        one for one in findings if counted[_analyzer(one)] > MOST_OF_ONE and not one.highlight
    )


def _analyzer(finding: Finding) -> str:
    return finding.kind.partition(".")[0]
