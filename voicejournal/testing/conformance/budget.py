"""What one call may cost, and what it does cost on a long note."""

import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from voicejournal.model.finding import AnalyzerInfo
from voicejournal.model.note import NoteView
from voicejournal.model.speakers import PATIENT, SpeakerTurn, SpeakerTurns
from voicejournal.testing.notes import a_note, words
from voicejournal.testing.sounds import tone

CALL_S = 1.0
"""Seconds of processor for one note of five minutes, where an analyzer declares no `seconds` of
its own; assumed: a dozen analyzers then take less than writing the words down does."""
WAITING = 10.0
"""Times its seconds that a call may last by the clock: whoever waits holds up the note."""
MEMORY_MB = 256
"""Where an analyzer declares no `memory_mb` of its own; assumed."""
LONG_S = 300.0
HUM_HZ = 180.0
"""What stands for a voice in its sound."""
WORDS_PER_S = 2.5
MIB = 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one call took."""

    processor_s: float
    clock_s: float
    memory_mb: float


def long_note(language: str, said: str) -> NoteView:
    """Return a note of five minutes that says the same over and over, with a pause every 10 s."""
    count = round(LONG_S * WORDS_PER_S)
    sentence = said.split()
    text = " ".join((sentence * (count // len(sentence) + 1))[:count])
    spoken = words(text, each=1 / WORDS_PER_S)
    turn = SpeakerTurn(speaker=PATIENT, start=0.0, end=LONG_S)
    return a_note(
        spoken,
        language=language,
        duration=LONG_S,
        pauses=[(at, at + 1.0) for at in range(10, int(LONG_S) - 10, 10)],
        turns=SpeakerTurns(engine="test", model="test", turns=(turn,)),
        sound=tone(HUM_HZ, seconds=LONG_S),
    )


def cost_of(call: Callable[[], object]) -> Cost:
    """Measure a call twice: by the clock, and then, slowed down by it, by its memory."""
    clock, processor = time.perf_counter(), time.process_time()
    call()
    spent = time.process_time() - processor
    waited = time.perf_counter() - clock
    tracemalloc.start()
    try:
        call()
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return Cost(processor_s=spent, clock_s=waited, memory_mb=peak / MIB)


def over_budget(
    info: AnalyzerInfo, cost: Cost, *, of: str = "a note of five minutes"
) -> Iterator[str]:
    """Say where a call cost more than it may."""
    seconds, memory_mb = info.seconds or CALL_S, info.memory_mb or MEMORY_MB
    if cost.processor_s > seconds:
        yield f"it takes {cost.processor_s:.1f} s on {of}, not {seconds:g}"
    elif cost.clock_s > WAITING * seconds:
        yield f"it waits for {cost.clock_s:.1f} s on {of}"
    if cost.memory_mb > memory_mb:
        yield f"it fills {cost.memory_mb:.0f} MB on {of}, not {memory_mb}"
