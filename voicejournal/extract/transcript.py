"""The words of a note: from any transcriber, in order, and quarantined where nobody spoke."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from voicejournal.hooks.spec import Transcriber
from voicejournal.model.audio import Waveform
from voicejournal.model.transcript import Transcript, Word
from voicejournal.model.units import Span

SPEECH_SHARE_MIN = 0.2
"""A word that overlaps speech by less of its length was invented over silence."""
SPEECH_MARGIN_S = 0.1
"""Word times are rough: a word that ends where speech begins may belong to it."""


def transcribe(
    waveform: Waveform, speech: Sequence[Span], transcriber: Transcriber, language: str | None
) -> Transcript:
    """Write down the words of a note.

    Args:
        waveform: The whole note.
        speech: Where speech was heard; where there is none the transcriber is not asked.
        transcriber: Any engine.
        language: A code such as `fr`; `auto` or None to find out.

    Returns:
        Words inside the note, their times never running backwards, those over non-speech
        marked as not kept.

    Raises:
        ModelMissingError: The engine's model is not on this machine.
        LanguageUnknownError: The model does not know the language.
    """
    wanted = None if language in {None, "", "auto"} else language
    if not speech:
        return Transcript(
            engine=transcriber.engine,
            model=transcriber.model,
            language=wanted or "",
            language_probability=0.0,
            words=(),
        )
    transcript = transcriber.transcribe(waveform, speech=speech, language=wanted)
    words = _in_order(transcript.words, waveform.duration)
    return replace(transcript, words=tuple(_judged(word, speech) for word in words))


def _in_order(words: Iterable[Word], duration: float) -> Iterable[Word]:
    """Yield the words that say something, times inside the note and running forwards."""
    at = 0.0
    for word in words:
        text = word.text.strip()
        if not text:
            continue
        start = min(max(word.start, at), duration)
        end = min(max(word.end, start), duration)
        at = end
        yield replace(word, text=text, start=start, end=end)


def _judged(word: Word, speech: Sequence[Span]) -> Word:
    near = Span(max(0.0, word.start - SPEECH_MARGIN_S), word.end + SPEECH_MARGIN_S)
    overlap = sum(near.overlap(span) for span in speech)
    needed = SPEECH_SHARE_MIN * word.span.duration
    return replace(word, kept=word.kept and overlap > 0 and overlap >= needed)
