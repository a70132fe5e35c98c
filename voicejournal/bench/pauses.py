"""Our pauses beside those of faster-whisper's own filter, against pauses that were planted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from voicejournal.bench.timing import timed
from voicejournal.extract.voice.hearing import hear
from voicejournal.extract.voice.pauses import find_pauses
from voicejournal.model.audio import Waveform
from voicejournal.model.units import Span


@dataclass(frozen=True, slots=True)
class PauseRow:
    """One detector on one sound."""

    detector: str
    times_real_time: float
    planted: int
    missed: int
    invented: int
    edge_median_ms: float
    edge_p90_ms: float


def bench_pauses(waveform: Waveform, planted: Sequence[Span]) -> tuple[PauseRow, ...]:
    """Find pauses with each detector and hold them against the planted ones."""
    detectors: dict[str, Callable[[Waveform], Sequence[Span]]] = {
        "faster-whisper VAD, its defaults": _faster_whisper,
        "voicejournal": lambda sound: hear(sound).pauses,
    }
    rows = []
    for name, find in detectors.items():
        found, seconds = timed(partial(find, waveform))
        rows.append(_row(name, found, planted, waveform.duration / seconds))
    return tuple(rows)


def _row(
    detector: str, found: Sequence[Span], planted: Sequence[Span], times_real_time: float
) -> PauseRow:
    pairs = [(pause, _partner(pause, found)) for pause in planted]
    matched = [(pause, other) for pause, other in pairs if other is not None]
    edges = [
        1000 * abs(difference)
        for pause, other in matched
        for difference in (other.start - pause.start, other.end - pause.end)
    ]
    return PauseRow(
        detector=detector,
        times_real_time=times_real_time,
        planted=len(planted),
        missed=len(planted) - len(matched),
        invented=sum(not any(one.overlap(pause) for pause in planted) for one in found),
        edge_median_ms=float(np.median(edges)) if edges else float("nan"),
        edge_p90_ms=float(np.percentile(edges, 90)) if edges else float("nan"),
    )


def _partner(pause: Span, found: Sequence[Span]) -> Span | None:
    """Return the found pause that covers at least half of the planted one."""
    best = max(found, key=pause.overlap, default=None)
    return best if best and pause.overlap(best) >= pause.duration / 2 else None


def _faster_whisper(waveform: Waveform) -> tuple[Span, ...]:
    from faster_whisper.vad import get_speech_timestamps  # noqa: PLC0415 -- loads onnxruntime

    rate = waveform.rate_hz
    speech = [
        Span(part["start"] / rate, part["end"] / rate)
        for part in get_speech_timestamps(waveform.samples.copy())
    ]
    return find_pauses(speech)
