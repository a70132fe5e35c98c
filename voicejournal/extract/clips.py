"""Cut a note at its pauses into clips that a recogniser can take whole.

Whisper hears 30 s at a time. Cut anywhere else, it loses the word under the knife; given long
silence, it invents words.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from voicejournal.model.audio import Waveform
from voicejournal.model.units import Span

PAD_S = 0.2
"""Silence left at both ends: consonants begin softly."""
CUT_FROM = 0.64
"""Speech without a pause is cut at its quietest moment after this share of the longest clip."""
QUIET_S = 0.1
LIMITS_FILE = "clips.json"
"""Beside a model that takes less at a time than Whisper's window."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipLimits:
    """How much a recogniser takes at a time."""

    clip_max_s: float = 28.0
    """Under Whisper's window of 30 s, with room for the padding."""
    silence_max_s: float = 3.0
    """Longer silence is never inside a clip."""


WHISPER_LIMITS = ClipLimits()


def limits_of(model: Path) -> ClipLimits:
    """Return what a model's folder says it takes at a time; Whisper's own where it is silent."""
    file = model / LIMITS_FILE
    return ClipLimits(**json.loads(file.read_text())) if file.is_file() else WHISPER_LIMITS


def cut_clips(
    speech: Sequence[Span], waveform: Waveform, limits: ClipLimits = WHISPER_LIMITS
) -> tuple[Span, ...]:
    """Return clips that hold all the speech, in order, never overlapping."""
    grouped: list[Span] = []
    for span in (part for long in speech for part in _parts(long, waveform, limits.clip_max_s)):
        if grouped and _belongs(grouped[-1], span, limits):
            grouped[-1] = Span(grouped[-1].start, span.end)
        else:
            grouped.append(span)
    return _padded(grouped, waveform.duration)


def _belongs(group: Span, span: Span, limits: ClipLimits) -> bool:
    silence = span.start - group.end
    return silence <= limits.silence_max_s and span.end - group.start <= limits.clip_max_s


def _parts(span: Span, waveform: Waveform, longest_s: float) -> list[Span]:
    parts = []
    while span.duration > longest_s:
        cut = _quietest(Span(span.start + CUT_FROM * longest_s, span.start + longest_s), waveform)
        parts.append(Span(span.start, cut))
        span = Span(cut, span.end)
    return [*parts, span]


def _quietest(span: Span, waveform: Waveform) -> float:
    """Return the middle of the tenth of a second with the least sound in it."""
    rate = waveform.rate_hz
    width = int(QUIET_S * rate)
    first = int(span.start * rate)
    samples = waveform.samples[first : int(span.end * rate)]
    power = np.square(samples[: len(samples) // width * width].reshape(-1, width)).sum(axis=1)
    return (first + (int(np.argmin(power)) + 0.5) * width) / rate


def _padded(clips: Sequence[Span], duration: float) -> tuple[Span, ...]:
    """Widen each clip, at most to the middle of the silence beside it."""
    edges = [0.0, *(edge for clip in clips for edge in (clip.start, clip.end)), duration]
    padded = []
    for i, clip in enumerate(clips):
        before, after = clip.start - edges[2 * i], edges[2 * i + 3] - clip.end
        before = min(PAD_S, before if i == 0 else before / 2)
        after = min(PAD_S, after if i == len(clips) - 1 else after / 2)
        padded.append(Span(clip.start - before, min(clip.end + after, duration)))
    return tuple(padded)
