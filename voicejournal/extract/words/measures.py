"""Measures that need the words as well as the sound."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from voicejournal.extract.words.falls import Fall, falls, places
from voicejournal.extract.words.lists import Lists, listed
from voicejournal.extract.words.spelling import ends_clause
from voicejournal.extract.words.syllables import count_syllables
from voicejournal.model.transcript import Transcript
from voicejournal.model.units import Missing
from voicejournal.model.voice import VoiceMeasures

PAUSES_MIN = 5
"""A share of fewer pauses than this says nothing."""
NO_SPEECH = Missing("no speech was heard")
NO_WORDS = Missing("no words were recognised")
UNKNOWN_LANGUAGE = Missing("the words of this language are not known")
UNPUNCTUATED = Missing("the recogniser wrote no punctuation")


@dataclass(frozen=True)
class Said:
    """The words of a note beside its sound; what several measures need is worked out once."""

    voice: VoiceMeasures
    transcript: Transcript

    @property
    def seconds(self) -> float:
        """From first to last speech, without the time in which another voice speaks."""
        whole = self.voice.speech[-1].end - self.voice.speech[0].start
        return whole - sum(gap.duration for gap in self.voice.away)

    @property
    def pause_seconds(self) -> float:
        """Of pauses between them."""
        return sum(pause.duration for pause in self.voice.pauses)

    @cached_property
    def lists(self) -> Lists | Missing:
        """What is known of the language."""
        return listed(self.transcript.language) or UNKNOWN_LANGUAGE

    @cached_property
    def syllables(self) -> int | Missing:
        """Syllables of the kept words, by their spelling."""
        language = self.transcript.language
        counts = [count_syllables(word.text, language) for word in self.transcript.kept_words]
        known = [count for count in counts if count is not None]
        return sum(known) if len(known) == len(counts) else UNKNOWN_LANGUAGE

    @cached_property
    def falls(self) -> tuple[Fall, ...] | Missing:
        """The pauses between kept words, where the recogniser wrote clauses at all."""
        if isinstance(self.lists, Missing):
            return self.lists
        if not any(ends_clause(word.text) for word in self.transcript.kept_words):
            return UNPUNCTUATED
        return falls(self.transcript, self.voice.pauses, self.lists)


Take = Callable[[Said], float | Missing]


def taken(take: Take, said: Said) -> float | Missing:
    """Take one measure, or say why there is none."""
    if not said.voice.speech or "no_speech" in said.voice.caveats:
        return NO_SPEECH
    return take(said) if said.transcript.kept_words else NO_WORDS


def words_per_minute(said: Said) -> float:
    """Return kept words per minute, pauses included."""
    return 60 * len(said.transcript.kept_words) / said.seconds


def speech_rate(said: Said) -> float | Missing:
    """Return written syllables per second, pauses included."""
    count = said.syllables
    return count if isinstance(count, Missing) else count / said.seconds


def articulation_rate(said: Said) -> float | Missing:
    """Return written syllables per second, pauses left out."""
    count = said.syllables
    return count if isinstance(count, Missing) else count / (said.seconds - said.pause_seconds)


def syllable_agreement(said: Said) -> float | Missing:
    """Return the smaller of the syllables heard and written, as a share of the larger."""
    heard, written = said.voice.value("speech_rate"), speech_rate(said)
    if isinstance(heard, Missing) or isinstance(written, Missing):
        return heard if isinstance(heard, Missing) else written
    return min(heard, written) / max(heard, written) if heard or written else NO_WORDS


def words_per_run(said: Said) -> float:
    """Return how many kept words stand between two pauses, on average."""
    breaks = sorted((*said.voice.pauses, *said.voice.away), key=lambda one: one.start)
    edges = [0, *places(said.transcript, breaks), len(said.transcript.kept_words)]
    runs = len({(a, b) for a, b in pairwise(edges) if b > a})
    return len(said.transcript.kept_words) / runs


def pause_inside_clause_share(said: Said) -> float | Missing:
    """Return the share of pauses between words that lie inside a clause."""
    found = said.falls
    if isinstance(found, Missing):
        return found
    return _share([one.inside_clause for one in found], "between words")


def pause_before_content_share(said: Said) -> float | Missing:
    """Return the share of pauses inside clauses with a content word right after them."""
    found = said.falls
    if isinstance(found, Missing):
        return found
    return _share([one.before_content for one in found if one.inside_clause], "inside clauses")


def _share(among: list[bool], where: str) -> float | Missing:
    if len(among) < PAUSES_MIN:
        return Missing(f"fewer than {PAUSES_MIN} pauses {where}")
    return sum(among) / len(among)
