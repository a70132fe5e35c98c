"""Who spoke when, and which of the voices is the patient's."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from voicejournal.model.units import Span

PATIENT = "patient"
TOLD_APART = "~voices:"
"""In the version of what was made without the words and the sound of other voices."""

KnownBy = Literal["", "alone", "most", "voiceprint", "nobody"]
"""How it is known which voice is the patient's: no other speaks, it speaks by far the most, it
is like the patient's voiceprint. `nobody`: the voiceprint is like none of the voices. Empty:
it is not known, or the diarizer said so itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerTurn:
    """One stretch in which one voice speaks."""

    speaker: str
    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerTurns:
    """All turns of a note, and what found them; where two overlap, two voices speak at once."""

    engine: str
    model: str
    turns: tuple[SpeakerTurn, ...]
    known_by: KnownBy = ""

    @property
    def others(self) -> tuple[Span, ...]:
        """Where a voice speaks that may not be taken for the patient's, in order, parted.

        Everywhere, as long as several voices speak and none is known to be the patient's.
        """
        speakers = {turn.speaker for turn in self.turns}
        if len(speakers) == 1 and self.known_by != "nobody":
            return ()
        return _joined(turn for turn in self.turns if turn.speaker != PATIENT)

    def is_patients(self, span: Span) -> bool:
        """Tell whether what is said in a short span may be taken for the patient's own.

        It may not where another voice speaks in its middle, also while the patient speaks too.
        """
        return not is_under(span, self.others)


def is_under(span: Span, others: Iterable[Span]) -> bool:
    """Tell whether the middle of a short span lies where other voices speak."""
    middle = (span.start + span.end) / 2
    return any(one.start <= middle < one.end for one in others)


def _joined(turns: Iterable[SpeakerTurn]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for turn in sorted(turns, key=lambda one: one.start):
        if joined and turn.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, turn.end))
        else:
            joined.append(Span(turn.start, turn.end))
    return tuple(joined)
