"""The words of a note: from any transcriber, in order, and quarantined where nobody spoke."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from voicejournal.extract.words.evidence import sounding
from voicejournal.extract.words.quarantine import QUARANTINE_VERSION, quarantine
from voicejournal.hooks.spec import Transcriber
from voicejournal.model.audio import Waveform
from voicejournal.model.transcript import Transcript, Word
from voicejournal.model.units import Span

TRANSCRIPT_VERSION = QUARANTINE_VERSION
"""What is kept of an older version is written down anew."""


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
        Words inside the note, their times never running backwards; those that were never said
        marked as not kept, the others trimmed to the speech they lie on.

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
    written = transcriber.transcribe(waveform, speech=speech, language=wanted)
    in_order = replace(written, words=tuple(_in_order(written.words, waveform.duration)))
    if not in_order.words:
        return in_order
    return quarantine(in_order, sounding(waveform, speech))


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
