"""Our pauses beside those of the usual detectors, against silences that were planted."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from voicejournal.bench.judging import Target, Verdict, number, percent
from voicejournal.bench.material import Material
from voicejournal.bench.sounds.rooms import babble, with_echo, with_noise, with_pink_noise
from voicejournal.bench.sounds.silences import BELOW_LOUDEST_DB as CUT_BELOW_DB
from voicejournal.bench.sounds.silences import Planted, cut_runs, plant
from voicejournal.bench.sounds.utterance import utter
from voicejournal.extract.voice.frames.framing import runs
from voicejournal.extract.voice.frames.loudness import frame_levels
from voicejournal.extract.voice.hearing import hear
from voicejournal.extract.voice.speech.pauses import find_pauses
from voicejournal.model.audio import SAMPLE_RATE_HZ, Waveform
from voicejournal.model.units import Span
from voicejournal.model.voice import PAUSE_MIN_S

OURS = "voicejournal"
BELOW_LOUDEST_DB = 25.0
ENERGY_HOP = 80
ENERGY_WIDTH = 400
SHORTEST_S = (0.1, 0.05)
"""The energy detector closes shorter silences, then drops shorter sounds."""
PLAIN_S = PAUSE_MIN_S + 0.02
"""Planted silences around the threshold itself are neither asked for nor held against anybody."""
NO_PAUSE_S = 0.11
TOUCHES_S = 0.08
"""A found pause that overlaps a planted silence by this much was not invented."""
CROWD_HZ = (105.0, 140.0, 180.0, 225.0, 110.0, 210.0)
CROWD_S = 15.0
TALKS = 3
"""So often each speaker's runs are set apart, each time in another order."""
QUIET_PERCENTILE, QUIET_MARGIN_DB = 10, 6.0
"""Of a recording a tenth at least is silence, this far under where runs are cut."""
SPOKEN_MIN = 3
"""A talker with fewer clean runs is left out."""
MISSED, INVENTED = Target("missed", 5, "%"), Target("invented", 1, "a minute")
ECHO = "echo of 0.4 s"
EDGES = {
    "clean": Target("edges", 15, "ms"),
    "pink noise 20 dB": Target("edges", 25, "ms"),
    "pink noise 10 dB": Target("edges", 25, "ms"),
    ECHO: None,
}
"""For an echo no target of edges stands, for babble none at all."""

Detector = Callable[[Waveform], Sequence[Span]]


@dataclass(frozen=True, slots=True)
class PauseRow:
    """One detector in one room."""

    detector: str
    room: str
    planted: int
    missed: int
    invented_a_minute: float
    edge_median_ms: float
    edge_p90_ms: float
    verdicts: tuple[Verdict, ...] = ()

    @property
    def missed_share(self) -> float:
        """Share of the planted pauses that were not found."""
        return self.missed / self.planted if self.planted else float("nan")

    @property
    def cells(self) -> tuple[str, ...]:
        """Room, detector, errors."""
        return (
            self.room,
            self.detector,
            f"{percent(self.missed_share)} of {self.planted}",
            number(self.invented_a_minute, 1),
            number(self.edge_median_ms, 0),
            number(self.edge_p90_ms, 0),
        )


def bench_pauses(material: Material) -> tuple[PauseRow, ...]:
    """Find pauses with each detector in each room and hold them against the planted ones."""
    talks = tuple(_talks(material))
    rows: list[PauseRow] = []
    for room, spoil in _rooms().items():
        heard = [spoil(talk) for talk in talks]
        rows += [judge_pauses(name, detect, room, heard) for name, detect in DETECTORS.items()]
    return tuple(rows)


def judge_pauses(name: str, detect: Detector, room: str, talks: Sequence[Planted]) -> PauseRow:
    """Hold one detector's pauses against the planted silences of some talks."""
    planted = missed = invented = 0
    edges: list[float] = []
    for talk in talks:
        found = detect(talk.waveform)
        asked = [one for one in talk.silences if one.duration >= PLAIN_S]
        partners = [_partner(one, found) for one in asked]
        planted += len(asked)
        missed += sum(other is None for other in partners)
        invented += sum(_is_invented(one, talk.silences) for one in found)
        edges += [
            1000 * abs(difference)
            for silence, other in zip(asked, partners, strict=True)
            if other is not None
            for difference in (other.start - silence.start, other.end - silence.end)
        ]
    minutes = sum(talk.waveform.duration for talk in talks) / 60
    row = PauseRow(
        detector=name,
        room=room,
        planted=planted,
        missed=missed,
        invented_a_minute=invented / minutes,
        edge_median_ms=float(np.median(edges)) if edges else float("nan"),
        edge_p90_ms=float(np.percentile(edges, 90)) if edges else float("nan"),
    )
    return _judged(row) if name == OURS and room in EDGES else row


def _judged(row: PauseRow) -> PauseRow:
    edges = EDGES[row.room]
    return PauseRow(
        row.detector, row.room, row.planted, row.missed,
        row.invented_a_minute, row.edge_median_ms, row.edge_p90_ms,
        (
            *(() if edges is None else (edges.judge(row.edge_median_ms),)),
            MISSED.judge(100 * row.missed_share),
            INVENTED.judge(row.invented_a_minute),
        ),
    )  # fmt: skip


def _talks(material: Material) -> Iterator[Planted]:
    """Plant silences between the runs of each speaker, no two in the same order."""
    quiet = [(one.speaker, one.waveform) for one in material.recordings if _is_quiet(one.waveform)]
    constructed = [(f"{hertz}", utter(CROWD_S, hertz=hertz).waveform) for hertz in CROWD_HZ]
    by_speaker: dict[str, list[Waveform]] = {}
    for speaker, waveform in quiet or constructed:
        by_speaker.setdefault(speaker, []).append(waveform)
    for i, waveforms in enumerate(by_speaker.values()):
        spoken = [run for waveform in waveforms for run in cut_runs(waveform)]
        if len(spoken) >= SPOKEN_MIN:
            yield from (plant(spoken, seed=TALKS * i + turn) for turn in range(TALKS))


def _is_quiet(waveform: Waveform) -> bool:
    """Tell whether runs can be cut at their true ends: the room lies well under them."""
    levels = frame_levels(waveform.samples, width=ENERGY_WIDTH, hop=ENERGY_HOP)
    room, loudest = np.percentile(levels, [QUIET_PERCENTILE, 99])
    return bool(loudest - room >= CUT_BELOW_DB + QUIET_MARGIN_DB)


def _rooms() -> dict[str, Callable[[Planted], Planted]]:
    crowd = [utter(CROWD_S, hertz=hertz, seed=i).waveform for i, hertz in enumerate(CROWD_HZ)]
    talking = babble(crowd, seconds=CROWD_S)
    return {
        "clean": lambda talk: talk,
        "pink noise 20 dB": lambda talk: with_pink_noise(talk, under_db=20),
        "pink noise 10 dB": lambda talk: with_pink_noise(talk, under_db=10),
        "babble 15 dB": lambda talk: with_noise(talk, talking, under_db=15),
        ECHO: lambda talk: with_echo(talk, decay_s=0.4),
    }


def _partner(pause: Span, found: Sequence[Span]) -> Span | None:
    """Return the found pause that covers at least half of the planted one."""
    best = max(found, key=pause.overlap, default=None)
    return best if best and pause.overlap(best) >= pause.duration / 2 else None


def _is_invented(found: Span, planted: Sequence[Span]) -> bool:
    return not any(found.overlap(one) > TOUCHES_S for one in planted if one.duration >= NO_PAUSE_S)


def _faster_whisper(waveform: Waveform) -> Sequence[Span]:
    from faster_whisper.vad import get_speech_timestamps  # noqa: PLC0415 -- loads onnxruntime

    rate = waveform.rate_hz
    speech = [
        Span(part["start"] / rate, part["end"] / rate)
        for part in get_speech_timestamps(waveform.samples.copy())
    ]
    return find_pauses(speech)


def _energy(waveform: Waveform) -> Sequence[Span]:
    """Call silent what is so far under the loudest, as Praat's usual command does."""
    levels = frame_levels(waveform.samples, width=ENERGY_WIDTH, hop=ENERGY_HOP)
    edges = runs(levels > levels.max() - BELOW_LOUDEST_DB) * ENERGY_HOP / SAMPLE_RATE_HZ
    silence_s, sound_s = SHORTEST_S
    apart = edges[1:, 0] - edges[:-1, 1] >= silence_s
    starts = edges[np.concatenate([[True], apart]), 0]
    ends = edges[np.concatenate([apart, [True]]), 1]
    pairs = zip(starts, ends, strict=True)
    return find_pauses([Span(float(a), float(b)) for a, b in pairs if b - a >= sound_s])


DETECTORS: dict[str, Detector] = {
    OURS: lambda sound: hear(sound).pauses,
    "faster-whisper VAD, its defaults": _faster_whisper,
    "energy, 25 dB under the loudest": _energy,
}
