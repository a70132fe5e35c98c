"""How fast words are written down on this machine."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from voicejournal.bench.timing import timed
from voicejournal.errors import ModelMissingError
from voicejournal.extract.engines.faster_whisper import FasterWhisperTranscriber, whisper_lease
from voicejournal.extract.models import find_model
from voicejournal.extract.transcript import transcribe
from voicejournal.extract.voice import measure_voice
from voicejournal.model.audio import Waveform
from voicejournal.settings import Settings


@dataclass(frozen=True, slots=True)
class WordsRow:
    """One model on one sound."""

    model: str
    times_real_time: float
    """In processor seconds: with four threads on four cores the wall clock is four times kinder."""
    words: int


def bench_words(
    waveform: Waveform, settings: Settings, known: Mapping[str, Path]
) -> WordsRow | ModelMissingError:
    """Write down the words with the model in force, or say that there is none."""
    try:
        ref = find_model(settings.model, settings, known=known)
    except ModelMissingError as error:
        return error
    lease = whisper_lease(settings)
    transcriber = FasterWhisperTranscriber(ref, lease)
    speech = measure_voice(waveform).speech
    with lease.hold(ref):
        transcript, seconds = timed(lambda: transcribe(waveform, speech, transcriber, None))
    return WordsRow(ref.name, waveform.duration / seconds, len(transcript.kept_words))
