"""What a speech model says of the sound of a note, passage by passage."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from voicejournal import (
    AnalyzerInfo,
    Finding,
    NoteView,
    Span,
    SpeakerTurns,
    Text,
    VoiceMeasures,
    Waveform,
)
from voicejournal_emotion.models.folder import ModelFolder
from voicejournal_emotion.models.open import SoundModel, sound_model
from voicejournal_emotion.options import Options
from voicejournal_emotion.says import LIMITS, OF_SOUND, Labelled, findings, found, told, version

NAME = "speech_emotion"
SHORTEST_S, LONGEST_S = 2.0, 8.0
"""Of a passage; assumed: models were trained on utterances of some seconds."""
BREATH_S = 0.5
"""A shorter silence does not part passages; assumed."""
MOST_PASSAGES = 60
"""Listened to in one note, the longest: keeps a note of an hour within its time."""


class SpeechEmotion:
    """Labels passages by their sound."""

    def __init__(self, options: Options) -> None:
        """Find the model; it is loaded when the first note comes."""
        self._options = options
        self._folder = found(options.speech)
        self.info = AnalyzerInfo(
            name=NAME,
            version=version(self._folder),
            title=Text(en="Emotion model on sound", fr="Modèle d’émotion, son"),
            needs=frozenset({"sound", "voice"}),
            uses=frozenset({"turns"}),
            languages=frozenset({"*"}),
            limits=LIMITS,
            purpose="emotion",
            infers_emotion=True,
            seconds=300.0,
            memory_mb=4096,
        )

    def analyze(self, note: NoteView) -> Iterable[Finding]:
        """Return what the model is surest of.

        Raises:
            VoiceJournalError: The model is missing or cannot be used.
        """
        if not isinstance(self._folder, ModelFolder):
            raise self._folder
        if not (isinstance(note.voice, VoiceMeasures) and isinstance(note.sound, Waveform)):
            return ()
        sound, spans = note.sound, passages(note.voice.speech)
        own = [one for one in spans if _is_own(one, note)]
        chosen = sorted(own, key=lambda one: -one.duration)[:MOST_PASSAGES]
        labelled = [one for span in chosen if (one := self._labelled(span, sound))]
        return tuple(findings(NAME, OF_SOUND, self._folder, labelled))

    @cached_property
    def _model(self) -> SoundModel:
        assert isinstance(self._folder, ModelFolder)  # noqa: S101 - `analyze` looked
        return sound_model(self._folder)

    def _labelled(self, span: Span, sound: Waveform) -> Labelled | None:
        first, last = (round(at * sound.rate_hz) for at in (span.start, span.end))
        answer = told(self._model.classify(sound.samples[first:last]), self._options)
        return None if answer is None else Labelled(span=span, label=answer[0], sure=answer[1])


def passages(speech: Sequence[Span]) -> Iterator[Span]:
    """Join stretches of speech over short silences, and cut what is too long."""
    run: Span | None = None
    for span in speech:
        if run is not None and span.start - run.end < BREATH_S:
            run = Span(run.start, span.end)
            continue
        if run is not None:
            yield from _cut(run)
        run = span
    if run is not None:
        yield from _cut(run)


def _cut(run: Span) -> Iterator[Span]:
    """Cut evenly, so that no short end is left over."""
    pieces = max(1, -int(-run.duration // LONGEST_S))
    each = run.duration / pieces
    if each >= SHORTEST_S:
        for place in range(pieces):
            yield Span(run.start + place * each, run.start + (place + 1) * each)


def _is_own(span: Span, note: NoteView) -> bool:
    """Tell whether nobody else is heard in a passage."""
    if not isinstance(note.turns, SpeakerTurns):
        return True
    return not any(span.overlap(other) > 0 for other in note.turns.others)
