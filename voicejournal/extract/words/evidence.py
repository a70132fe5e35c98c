"""What the sound says about words: speech, voice and syllables under them."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from voicejournal.extract.voice.frames.framing import frame_count, frames_inside
from voicejournal.extract.voice.phonation.pitch import track_pitch
from voicejournal.extract.voice.speech.syllables import find_syllables
from voicejournal.model.audio import Waveform
from voicejournal.model.units import Span


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Tracks:
    """Voice and syllables of a note, moment by moment."""

    voiced: NDArray[np.bool_]
    """Frames in which a voice sounds, shape (n_frames,)."""
    hop_s: float
    syllables: NDArray[np.float64]
    """Times of syllable nuclei in seconds, ascending, shape (n_syllables,)."""


@dataclass(frozen=True, eq=False)
class Sounding:
    """A note's sound, as far as words are judged by it."""

    speech: tuple[Span, ...]
    listen: Callable[[], Tracks]
    """Called once, and only where a word cannot be judged by the stretches of speech."""

    @cached_property
    def tracks(self) -> Tracks:
        """Voice and syllables."""
        return self.listen()

    def near(self, span: Span, margin: float = 0.0) -> tuple[Span, ...]:
        """Return the stretches of speech that lie within `margin` of a span, in order."""
        first = bisect_left(self.speech, span.start - margin, key=lambda one: one.end)
        after = bisect_right(self.speech, span.end + margin, key=lambda one: one.start)
        return self.speech[first:after]

    def on_speech(self, span: Span, *, margin: float = 0.0) -> float:
        """Return how many seconds of a span lie on speech, speech widened by `margin`."""
        covered, at = 0.0, span.start
        for stretch in self.near(span, margin):
            start = max(stretch.start - margin, at)
            end = min(stretch.end + margin, span.end)
            covered += max(0.0, end - start)
            at = max(at, end)
        return covered

    def has_voice(self, span: Span, *, margin: float) -> bool:
        """Tell whether a voice sounds in a span or beside it."""
        tracks = self.tracks
        first = max(0, int((span.start - margin) / tracks.hop_s))
        return bool(tracks.voiced[first : int((span.end + margin) / tracks.hop_s) + 1].any())

    def syllables_in(self, span: Span) -> int:
        """Count the syllables that are heard in a span."""
        first, after = np.searchsorted(self.tracks.syllables, [span.start, span.end])
        return int(after - first)


def sounding(waveform: Waveform, speech: Sequence[Span]) -> Sounding:
    """Make ready to listen for voice and syllables in the stretches of speech."""
    return Sounding(tuple(speech), partial(_listen, waveform, tuple(speech)))


def _listen(waveform: Waveform, speech: Sequence[Span]) -> Tracks:
    pitch = track_pitch(waveform.samples, speech)
    inside = frames_inside(speech, frame_count(len(waveform.samples)))
    return Tracks(
        voiced=~np.isnan(pitch.hertz),
        hop_s=pitch.hop_s,
        syllables=find_syllables(waveform.samples, pitch, inside),
    )
