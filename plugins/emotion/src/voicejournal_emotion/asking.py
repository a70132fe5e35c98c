"""What asking a model of words and asking one of sound have in common."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Generic, TypeVar

from voicejournal import AnalyzerInfo, Finding, Need, NoteView, Text
from voicejournal_emotion.models.folder import ModelFolder
from voicejournal_emotion.options import Options
from voicejournal_emotion.says import LIMITS, Labelled, findings, found, version

Model = TypeVar("Model")


class Asking(ABC, Generic[Model]):
    """Has one model label the passages of a note, and tells what it is surest of."""

    def __init__(
        self,
        named: str,
        options: Options,
        opening: Callable[[ModelFolder], Model],
        *,
        name: str,
        title: Text,
        sentence: Text,
        needs: frozenset[Need],
        languages: frozenset[str],
        seconds: float,
    ) -> None:
        """Find the model; it is loaded when the first note comes."""
        self._options = options
        self._opening = opening
        self._sentence = sentence
        self._folder = found(named)
        self.info = AnalyzerInfo(
            name=name,
            version=version(self._folder),
            title=title,
            needs=needs,
            uses=frozenset({"turns"}),
            languages=languages,
            limits=LIMITS,
            purpose="emotion",
            infers_emotion=True,
            seconds=seconds,
            memory_mb=4096,
        )

    def analyze(self, note: NoteView) -> Iterable[Finding]:
        """Return what the model is surest of.

        Raises:
            VoiceJournalError: The model is missing or cannot be used.
        """
        folder = self._there
        return tuple(findings(self.info.name, self._sentence, folder, self._labels(note)))

    @abstractmethod
    def _labels(self, note: NoteView) -> Iterator[Labelled]:
        """Label the patient's own passages."""

    @property
    def _there(self) -> ModelFolder:
        if not isinstance(self._folder, ModelFolder):
            raise self._folder
        return self._folder

    @cached_property
    def _model(self) -> Model:
        return self._opening(self._there)
