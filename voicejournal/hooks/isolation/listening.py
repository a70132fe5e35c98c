"""What stands in the service for a diarizer that listens in a process of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from voicejournal.hooks.isolation.told import Kind
from voicejournal.hooks.protocols import Diarizer, Voiceprinter
from voicejournal.model.audio import Waveform
from voicejournal.model.finding import AnalyzerInfo
from voicejournal.model.speakers import SpeakerTurns
from voicejournal.model.text import Text
from voicejournal.model.voiceprint import Likeness

if TYPE_CHECKING:  # a plugin's process, which uses this too, has no crew
    from voicejournal.hooks.isolation.crew import Crew

NO_END_S = 1e9
"""A diarizer may take as long as the operator allows at most."""


@dataclass(frozen=True, slots=True)
class RemoteDiarizer:
    """Tells voices apart elsewhere; who it is was asked when it was named."""

    crew: "Crew"
    plugin: str
    name: str
    engine: str
    model: str

    def separate(self, waveform: Waveform) -> SpeakerTurns:
        """Return who speaks when.

        Raises:
            ModelMissingError: The model is not on this machine.
            PluginError: There is no answer, or none that can be used.
        """
        turns: SpeakerTurns = self._ask("separate", waveform)
        return turns

    def _ask(self, kind: Kind, subject: object) -> Any:
        info = AnalyzerInfo(
            name=self.name,
            version=f"{self.engine} {self.model}",
            title=Text("Voices told apart", "Voix distinguées"),
            needs=frozenset(),
            languages=frozenset({"*"}),
            limits=Text("", ""),
            seconds=NO_END_S,
        )
        return self.crew.call(self.plugin, kind, info, subject)


@dataclass(frozen=True, slots=True)
class RemoteVoiceprinter(RemoteDiarizer):
    """Knows a voice again, too."""

    def voices(self, waveform: Waveform, turns: SpeakerTurns) -> Mapping[str, Likeness]:
        """Return what each voice of the turns is like.

        Raises:
            ModelMissingError: The model is not on this machine.
            PluginError: There is no answer, or none that can be used.
        """
        heard: Mapping[str, Likeness] = self._ask("voices", (waveform, turns))
        return heard


def diarizer_away(crew: "Crew", plugin: str, name: str, diarizer: Diarizer) -> RemoteDiarizer:
    """Return what stands for a diarizer that its plugin named here."""
    kind = RemoteVoiceprinter if isinstance(diarizer, Voiceprinter) else RemoteDiarizer
    return kind(crew, plugin, name, engine=str(diarizer.engine), model=str(diarizer.model))
