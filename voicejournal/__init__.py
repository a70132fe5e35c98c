"""Voice Journal. What this module exports is all that a plugin may import from the service."""

from typing import TYPE_CHECKING

from voicejournal.errors import (
    ModelMissingError,
    PluginError,
    VoiceJournalDeprecationWarning,
    VoiceJournalError,
)
from voicejournal.hooks.spec import (
    Analyzer,
    Diarizer,
    ExamplePatient,
    Narrator,
    PluginSettings,
    Transcriber,
    VoiceMeasure,
    Voiceprinter,
    WeekAnalyzer,
    hookimpl,
)
from voicejournal.hooks.surface import VERSION, current_name
from voicejournal.model.audio import Waveform
from voicejournal.model.change import Change, Comparison, Usual
from voicejournal.model.checkin import MOOD, CheckIn, CheckInId, Reply
from voicejournal.model.evidence import Answered, Evidence, Moment
from voicejournal.model.finding import AnalyzerInfo, Finding, Need, Unmoved
from voicejournal.model.hesitation import Hesitation
from voicejournal.model.note import NoteId, NoteView, Problem
from voicejournal.model.programme import ExerciseDone, ExerciseId
from voicejournal.model.retelling import Retold, Source
from voicejournal.model.speakers import PATIENT, SpeakerTurn, SpeakerTurns
from voicejournal.model.text import Text, amount, number, quoted, typeset, verbatim
from voicejournal.model.transcript import Transcript, Word, join_words
from voicejournal.model.units import Missing, Span
from voicejournal.model.voice import (
    Conditions,
    Heard,
    Measure,
    MeasureInfo,
    Periods,
    PitchTrack,
    Timbre,
    VoiceMeasures,
)
from voicejournal.model.week import Week
from voicejournal.model.weekview import WeekFinding, WeekSection, WeekView

__version__ = VERSION

__all__ = [
    "MOOD",
    "PATIENT",
    "Analyzer",
    "AnalyzerInfo",
    "Answered",
    "Change",
    "CheckIn",
    "CheckInId",
    "Comparison",
    "Conditions",
    "Diarizer",
    "Evidence",
    "ExamplePatient",
    "ExerciseDone",
    "ExerciseId",
    "Finding",
    "Heard",
    "Hesitation",
    "Measure",
    "MeasureInfo",
    "Missing",
    "ModelMissingError",
    "Moment",
    "Narrator",
    "Need",
    "NoteId",
    "NoteView",
    "Periods",
    "PitchTrack",
    "PluginError",
    "PluginSettings",
    "Problem",
    "Reply",
    "Retold",
    "Source",
    "Span",
    "SpeakerTurn",
    "SpeakerTurns",
    "Text",
    "Timbre",
    "Transcriber",
    "Transcript",
    "Unmoved",
    "Usual",
    "VoiceJournalDeprecationWarning",
    "VoiceJournalError",
    "VoiceMeasure",
    "VoiceMeasures",
    "Voiceprinter",
    "Waveform",
    "Week",
    "WeekAnalyzer",
    "WeekFinding",
    "WeekSection",
    "WeekView",
    "Word",
    "amount",
    "hookimpl",
    "join_words",
    "number",
    "quoted",
    "typeset",
    "verbatim",
]

if not TYPE_CHECKING:  # type checkers refuse an old name at once; running code is warned first

    def __getattr__(name: str) -> object:
        """Answer to names of earlier versions."""
        return globals()[current_name(name)]
