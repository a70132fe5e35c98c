"""What a text model says of the words of a note, passage by passage."""

from collections.abc import Iterable, Iterator, Sequence

from voicejournal import (
    NoteView,
    Span,
    SpeakerTurns,
    Text,
    Transcript,
    Word,
    join_words,
)
from voicejournal_emotion.asking import Asking
from voicejournal_emotion.models.open import TextModel, text_model
from voicejournal_emotion.options import Options
from voicejournal_emotion.says import OF_WORDS, Labelled, told

NAME = "text_emotion"
FEWEST_WORDS, MOST_WORDS = 4, 40
"""Of a passage; assumed: models were trained on sentences."""
BREATH_S = 1.0
"""A silence that parts passages where nothing is punctuated; assumed."""
ENDS = (".", "!", "?", "…")


class TextEmotion(Asking[TextModel]):
    """Labels passages by their words."""

    def __init__(self, options: Options) -> None:
        """Find the model; it is loaded when the first note comes."""
        super().__init__(
            options.text,
            options,
            text_model,
            name=NAME,
            title=Text(en="Emotion model on words", fr="Modèle d’émotion, mots"),
            sentence=OF_WORDS,
            needs=frozenset({"transcript"}),
            languages=options.text_languages,
            seconds=120.0,
        )

    def _labels(self, note: NoteView) -> Iterator[Labelled]:
        if not isinstance(note.transcript, Transcript):
            return
        for words in passages(one for one in note.transcript.words if _is_own(one, note)):
            text = join_words(words)
            if answer := told(self._model.classify(text), self._options):
                span = Span(words[0].start, min(words[-1].end, note.duration))
                yield Labelled(span=span, label=answer[0], sure=answer[1], words=text)


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
