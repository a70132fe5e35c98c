"""What a plugin may use, and for how long: declared by it, granted by the operator."""

from collections.abc import Iterable
from dataclasses import dataclass

from voicejournal.model.finding import AnalyzerInfo
from voicejournal.settings import Settings


@dataclass(frozen=True, slots=True)
class Grants:
    """What the operator's settings allow."""

    settings: Settings

    def seconds(self, info: AnalyzerInfo) -> float:
        """Return how long one call may take: as declared, within what the operator allows."""
        asked = info.seconds or self.settings.plugin_call_s
        return min(asked, max(self.settings.plugin_call_s, self.settings.plugin_call_most_s))

    def network(self, plugin: str) -> bool:
        """Tell whether the operator lets a plugin reach the network."""
        return plugin in self.settings.plugins_with_network

    def memory_mb(self, infos: Iterable[AnalyzerInfo] = ()) -> int:
        """Return the memory of a process that is to hold all of these analyzers."""
        usual = self.settings.plugin_memory_mb
        asked = max((one.memory_mb for one in infos), default=0)
        return min(max(asked, usual), self.most_memory_mb)

    @property
    def most_memory_mb(self) -> int:
        """The memory of a process that may have all that the operator allows."""
        return max(self.settings.plugin_memory_mb, self.settings.plugin_memory_most_mb)

    def mark(self, plugin: str, info: AnalyzerInfo) -> str:
        """Return a mark of what is granted: with other grants a note is worth another look."""
        granted = "+network" if info.network and self.network(plugin) else ""
        return f"{self.seconds(info):g}s{self.memory_mb((info,))}M{granted}"
