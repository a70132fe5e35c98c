"""Measures the longest stretch of speech, and knows an engine of its own."""

from collections.abc import Iterable, Sequence

from voicejournal import (
    PATIENT,
    Diarizer,
    Heard,
    MeasureInfo,
    Missing,
    ModelMissingError,
    Needs,
    Span,
    SpeakerTurn,
    SpeakerTurns,
    Text,
    Transcriber,
    Transcript,
    VoiceMeasure,
    Waveform,
    Word,
    hookimpl,
)


class LongestBreath:
    """Takes the measure."""

    info = MeasureInfo(
        name="breath_longest",
        unit="s",
        title=Text(en="Longest breath", fr="Plus long souffle"),
        definition="The longest stretch of speech between two pauses.",
        source="Assumed.",
        moved_by=frozenset({"noise"}),
        typical=(2.0, 9.0),
        limits=Text(en="Noise joins stretches.", fr="Le bruit joint les passages."),
        needs=Needs(speech_s=0.5, no_codecs=frozenset({"amr_nb"})),
        sure_from=Needs(snr_db=10.0),
    )

    def measure(self, heard: Heard) -> float | Missing:
        """Return the longest stretch."""
        if not heard.speech:
            return Missing("no speech")
        starts = [heard.speech[0].start, *(pause.end for pause in heard.pauses)]
        ends = [*(pause.start for pause in heard.pauses), heard.speech[-1].end]
        return max(end - start for start, end in zip(starts, ends, strict=True))


class Murmur:
    """Stands for an engine."""

    engine = "breath"
    model = "murmur"

    def transcribe(
        self, waveform: Waveform, *, speech: Sequence[Span], language: str | None
    ) -> Transcript:
        """Write one word."""
        end = min(waveform.duration, *(span.end for span in speech), 0.4)
        word = Word(text="mm", start=0.0, end=end, probability=0.5, kept=False)
        return Transcript(
            engine="breath",
            model="murmur",
            language=language or "en",
            language_probability=0.5,
            words=(word,),
        )

    def separate(self, waveform: Waveform) -> SpeakerTurns:
        """Hear one voice."""
        turn = SpeakerTurn(speaker=PATIENT, start=0.0, end=waveform.duration)
        return SpeakerTurns(engine="breath", model="murmur", turns=(turn,))


@hookimpl
def voicejournal_voice_measures(settings) -> Iterable[VoiceMeasure]:
    """Register the measure."""
    return (LongestBreath(),)


@hookimpl
def voicejournal_transcriber(name: str) -> Transcriber | None:
    """Know two names, and have the model of one."""
    if name == "murmur-large":
        msg = "The large one is not here."
        raise ModelMissingError(msg, fix="Take the small one.")
    return Murmur() if name == "murmur" else None


@hookimpl
def voicejournal_diarizer(name: str, settings) -> Diarizer | None:
    """Know one name."""
    return Murmur() if name == "murmur" else None
