"""What each purpose produced: how its findings, measures and sentences are known again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from voicejournal.extract.wording import INFOS
from voicejournal.hooks.host import PluginHost
from voicejournal.model.finding import SAFETY, AnalyzerInfo, Finding, Need, Provenance
from voicejournal.model.purpose import Purpose
from voicejournal.model.summary import SectionKind, Sentence, Series
from voicejournal.summary.withdrawn import Gone

OF_THE_SERVICE = frozenset({"changed", "drifted", "voice"})
"""How kinds of sentence begin that state a measure; the measure's name follows."""
ANSWERED = frozenset({"mood", "phq-9", "gad-7", "who-5"})
READS: Mapping[Purpose, Need] = {
    "transcribe": "transcript",
    "measure_voice": "voice",
    "speakers": "turns",
}
"""Purposes that produce what analyzers read."""
METHODS = frozenset({"voice", "transcript"})
"""Stand in provenance for the service's own steps."""


@dataclass(frozen=True, slots=True)
class Produced:
    """Tells what one purpose produced from the rest. What it does not know goes too."""

    purpose: Purpose
    analyzers: Mapping[str, AnalyzerInfo]
    of_words: frozenset[str]
    """Measures that words have a part in."""
    own: frozenset[str]
    """Measures of plugins that fall under this purpose."""

    @classmethod
    def by(cls, purpose: Purpose, plugins: PluginHost) -> Self:
        """Gather what the plugins in force say of themselves."""
        infos = [one.info for one in plugins.analyzers]
        infos += [one.info for one in plugins.week_analyzers]
        measures = (one.info for one in plugins.voice_measures)
        return cls(
            purpose=purpose,
            analyzers={one.name: one for one in infos},
            of_words=frozenset(one.name for one in INFOS),
            own=frozenset(one.name for one in measures if one.purpose == purpose),
        )

    def finding(self, finding: Finding) -> bool:
        """Tell whether a finding goes."""
        by_words = self.purpose == "transcribe" and bool(finding.quote)
        return by_words or self._found(finding.kind)

    def page(self) -> Gone:
        """Return what of a kept page goes."""
        return Gone(
            sentence=self._sentence, series=self._series, sound=self.purpose == "measure_voice"
        )

    def _sentence(self, part: SectionKind, sentence: Sentence) -> bool:
        if part == "retold":
            return True  # it may say any other sentence again, in words that nobody can trace
        if sentence.quoted and self.purpose == "transcribe":
            return True
        first, _, measure = sentence.kind.partition(".")
        if first in OF_THE_SERVICE:
            return self._measure(measure) or self._stamped(sentence.provenance)
        return self._found(sentence.kind) or self._stamped(sentence.provenance)

    def _series(self, series: Series) -> bool:
        return self._measure(series.measure)

    def _measure(self, name: str) -> bool:
        """Tell whether a measure goes; those of words are taken from voice and words."""
        if name in ANSWERED:
            return False
        if self.purpose == "transcribe":
            return name in self.of_words
        return self.purpose == "measure_voice" or name in self.own

    def _stamped(self, provenance: tuple[Provenance, ...]) -> bool:
        names = {one.analyzer for one in provenance} - METHODS
        return any(self._made_by(name) for name in names)

    def _found(self, kind: str) -> bool:
        if self.purpose == "safety" and kind.startswith(SAFETY):
            return True
        return self._made_by(kind.partition(".")[0])

    def _made_by(self, name: str) -> bool:
        info = self.analyzers.get(name)
        if info is None:
            return True
        needed = READS.get(self.purpose)
        if needed is None:
            return info.purpose == self.purpose
        return needed in info.needs or (needed == "transcript" and needed in info.uses)
