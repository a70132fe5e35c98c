"""What a speech model says of the sound of a note, passage by passage."""

from collections.abc import Iterator, Sequence

from voicejournal import (
    NoteView,
    Span,
    SpeakerTurns,
    Text,
    VoiceMeasures,
    Waveform,
)
from voicejournal_emotion.asking import Asking
from voicejournal_emotion.models.open import SoundModel, sound_model
from voicejournal_emotion.options import Options
from voicejournal_emotion.says import OF_SOUND, Labelled, told

NAME = "speech_emotion"
SHORTEST_S, LONGEST_S = 2.0, 8.0
"""Of a passage; assumed: models were trained on utterances of some seconds."""
BREATH_S = 0.5
"""A shorter silence does not part passages; assumed."""
MOST_PASSAGES = 60
"""Listened to in one note, the longest: keeps a note of an hour within its time."""


class SpeechEmotion(Asking[SoundModel]):
    """Labels passages by their sound."""

    def __init__(self, options: Options) -> None:
        """Find the model; it is loaded when the first note comes."""
        super().__init__(
            options.speech,
            options,
            sound_model,
            name=NAME,
            title=Text(en="Emotion model on sound", fr="Modèle d’émotion, son"),
            sentence=OF_SOUND,
            needs=frozenset({"sound", "voice"}),
            languages=frozenset({"*"}),
            seconds=300.0,
        )

    def _labels(self, note: NoteView) -> Iterator[Labelled]:
        if not (isinstance(note.voice, VoiceMeasures) and isinstance(note.sound, Waveform)):
            return
        own = [one for one in passages(note.voice.speech) if _is_own(one, note)]
        for span in sorted(own, key=lambda one: -one.duration)[:MOST_PASSAGES]:
            first, last = (round(at * note.sound.rate_hz) for at in (span.start, span.end))
            scores = self._model.classify(note.sound.samples[first:last])
            if answer := told(scores, self._options):
                yield Labelled(span=span, label=answer[0], sure=answer[1])


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
