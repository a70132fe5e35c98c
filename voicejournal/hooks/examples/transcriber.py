"""A plugin with a transcriber that hears a word in every stretch of speech."""

from collections.abc import Sequence

from voicejournal import Span, Transcriber, Transcript, Waveform, Word, hookimpl


class Humming:
    """Writes “hm” wherever somebody speaks."""

    engine = "example"
    model = "humming"

    def transcribe(
        self, waveform: Waveform, *, speech: Sequence[Span], language: str | None
    ) -> Transcript:
        """Write down one word for each stretch."""
        return Transcript(
            engine=self.engine,
            model=self.model,
            language=language or "en",
            language_probability=1.0,
            words=tuple(
                Word(text="hm", start=one.start, end=min(one.end, waveform.duration), probability=1)
                for one in speech
            ),
        )


@hookimpl
def voicejournal_transcriber(name: str) -> Transcriber | None:
    """Answer to its own name only."""
    return Humming() if name == "humming" else None
