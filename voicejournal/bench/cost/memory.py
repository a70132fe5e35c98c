"""How much memory measuring takes, for five minutes and for an hour."""

import resource
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from voicejournal.bench.judging import Target, Verdict
from voicejournal.bench.material import Material
from voicejournal.bench.sounds.utterance import utter
from voicejournal.extract.voice import measure_voice
from voicejournal.model.audio import SAMPLE_RATE_HZ, Waveform

STATUS = Path("/proc/self/status")
MINUTES = (5, 60)
SAMPLE_S = 60.0
BYTES_A_SAMPLE = 4
KIB, MIB = 1 << 10, 1 << 20
BESIDE_SOUND = Target("beside the sound", 500, "MiB")
"""Of an hour (assumed): a small machine has 2 GiB for the service."""


@dataclass(frozen=True, slots=True)
class MemoryRow:
    """One length of sound, measured in a process of its own."""

    minutes: int
    sound_mib: float
    beside_mib: float
    """The most that was held beside the sound and the loaded program."""
    verdicts: tuple[Verdict, ...] = ()

    @property
    def cells(self) -> tuple[str, ...]:
        """Length, its own memory, what measuring takes beside it."""
        return (
            f"{self.minutes} minutes",
            f"{self.sound_mib:.0f} MiB",
            f"{self.beside_mib:.0f} MiB",
        )


def bench_memory(_material: Material) -> tuple[MemoryRow, ...]:
    """Measure constructed speech of each length and see how much memory it takes."""
    return tuple(_row(minutes) for minutes in MINUTES)


def _row(minutes: int) -> MemoryRow:
    sound = minutes * 60 * SAMPLE_RATE_HZ * BYTES_A_SAMPLE / MIB
    beside = _alone(peak_beside, minutes) / MIB
    verdicts = (BESIDE_SOUND.judge(beside),) if minutes == max(MINUTES) else ()
    return MemoryRow(minutes, sound, beside, verdicts)


def peak_beside(minutes: int) -> int:
    """Return the bytes that measuring so many minutes takes beside the sound; once a process."""
    minute = utter(SAMPLE_S).waveform
    measure_voice(minute)
    whole = Waveform(np.resize(minute.samples, minutes * 60 * SAMPLE_RATE_HZ))
    before = _peak()
    measure_voice(whole)
    return max(0, _peak() - before)


def _peak() -> int:
    """Return the most memory that this process has held so far, in bytes.

    Linux tells it in its status: `ru_maxrss` there starts at what the parent held.
    """
    if STATUS.exists():
        (line,) = (one for one in STATUS.read_text().splitlines() if one.startswith("VmHWM:"))
        return KIB * int(line.split()[1])
    return KIB * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _alone(call: Callable[[int], int], minutes: int) -> int:
    """Call in a fresh process: a peak is for the life of one."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(call, minutes).result()
