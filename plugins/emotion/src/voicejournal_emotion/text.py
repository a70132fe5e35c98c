"""What a text model says of the words of a note, passage by passage."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from voicejournal import (
    AnalyzerInfo,
    Finding,
    NoteView,
    Span,
    SpeakerTurns,
    Text,
    Transcript,
    Word,
    join_words,
)
from voicejournal_emotion.models.folder import ModelFolder
from voicejournal_emotion.models.open import TextModel, text_model
from voicejournal_emotion.options import Options
from voicejournal_emotion.says import LIMITS, OF_WORDS, Labelled, findings, found, told, version

NAME = "text_emotion"
FEWEST_WORDS, MOST_WORDS = 4, 40
"""Of a passage; assumed: models were trained on sentences."""
BREATH_S = 1.0
"""A silence that parts passages where nothing is punctuated; assumed."""
ENDS = (".", "!", "?", "…")


class TextEmotion:
    """Labels passages by their words."""

    def __init__(self, options: Options) -> None:
        """Find the model; it is loaded when the first note comes."""
        self._options = options
        self._folder = found(options.text)
        self.info = AnalyzerInfo(
            name=NAME,
            version=version(self._folder),
            title=Text(en="Emotion model on words", fr="Modèle d’émotion, mots"),
            needs=frozenset({"transcript"}),
            uses=frozenset({"turns"}),
            languages=options.text_languages,
            limits=LIMITS,
            purpose="emotion",
            infers_emotion=True,
            seconds=120.0,
            memory_mb=4096,
        )

    def analyze(self, note: NoteView) -> Iterable[Finding]:
        """Return what the model is surest of.

        Raises:
            VoiceJournalError: The model is missing or cannot be used.
        """
        if not isinstance(self._folder, ModelFolder):
            raise self._folder
        if not isinstance(note.transcript, Transcript):
            return ()
        own = [one for one in note.transcript.words if _is_own(one, note)]
        labelled = [one for words in passages(own) if (one := self._labelled(words, note))]
        return tuple(findings(NAME, OF_WORDS, self._folder, labelled))

    @cached_property
    def _model(self) -> TextModel:
        assert isinstance(self._folder, ModelFolder)  # noqa: S101 - `analyze` looked
        return text_model(self._folder)

    def _labelled(self, words: Sequence[Word], note: NoteView) -> Labelled | None:
        text = join_words(words)
        answer = told(self._model.classify(text), self._options)
        if answer is None:
            return None
        span = Span(words[0].start, min(words[-1].end, note.duration))
        return Labelled(span=span, label=answer[0], sure=answer[1], words=text)


def passages(words: Iterable[Word]) -> Iterator[tuple[Word, ...]]:
    """Part words into passages that a model can read; a word that was not kept parts them."""
    run: list[Word] = []
    for word in words:
        if run and (not word.kept or word.start - run[-1].end >= BREATH_S):
            yield from _long_enough(run)
            run = []
        if word.kept:
            run.append(word)
        if run and (word.text.endswith(ENDS) or len(run) == MOST_WORDS):
            yield from _long_enough(run)
            run = []
    yield from _long_enough(run)


def _long_enough(run: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    if len(run) >= FEWEST_WORDS:
        yield tuple(run)


def _is_own(word: Word, note: NoteView) -> bool:
    return not isinstance(note.turns, SpeakerTurns) or note.turns.is_patients(word.span)
