"""Words by faster-whisper: Whisper's models on CTranslate2, on this machine alone."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np

from voicejournal.errors import LanguageUnknownError
from voicejournal.extract.clips import cut_clips, limits_of
from voicejournal.extract.lease import ModelLease
from voicejournal.extract.machine import usable_cores
from voicejournal.extract.models import ModelRef
from voicejournal.model.audio import Waveform
from voicejournal.model.transcript import Transcript, Word
from voicejournal.model.units import Span
from voicejournal.settings import Settings

ENGINE = "faster-whisper"
BEAM_SIZE = 5
REPEATING = 2.4
"""Text that compresses better than this goes in circles (Radford et al. 2022)."""
NEVER_REPEATED_WORDS = 3
LISTEN_S = 30.0
"""Speech by which the language is told."""


def whisper_lease(settings: Settings) -> ModelLease[Any]:
    """Return a lease on Whisper models, loaded as the settings say."""
    load = partial(load_whisper, device=settings.device, threads=settings.threads)
    return ModelLease(load, idle_s=settings.model_idle_s)


def load_whisper(ref: ModelRef, *, device: str = "auto", threads: int = 0) -> Any:
    """Load a model from its folder; nothing is ever fetched."""
    from faster_whisper import WhisperModel  # noqa: PLC0415 -- seconds of imports

    return WhisperModel(
        str(ref.folder),
        device=device,
        compute_type="auto",
        cpu_threads=threads or usable_cores(),
        local_files_only=True,
    )


class FasterWhisperTranscriber:
    """Writes down words with a Whisper model that is on this machine."""

    def __init__(self, ref: ModelRef, lease: ModelLease[Any]) -> None:
        """Remember the model; it is loaded when the first note comes."""
        self._ref, self._lease = ref, lease

    @property
    def engine(self) -> str:
        """Name of the engine."""
        return ENGINE

    @property
    def model(self) -> str:
        """Name of the model."""
        return self._ref.name

    def transcribe(
        self, waveform: Waveform, *, speech: Sequence[Span], language: str | None
    ) -> Transcript:
        """Write down the words in the stretches of speech; silence is not listened to.

        Raises:
            LanguageUnknownError: The model does not know `language`.
        """
        with self._lease.hold(self._ref) as whisper:
            chosen, probability = _language(whisper, waveform, speech, language)
            words = [
                word
                for clip in cut_clips(speech, waveform, limits_of(self._ref.folder))
                for word in _words(whisper, waveform, clip, chosen)
            ]
        return Transcript(
            engine=self.engine,
            model=self.model,
            language=chosen,
            language_probability=probability,
            words=tuple(words),
        )


def _language(
    whisper: Any, waveform: Waveform, speech: Sequence[Span], language: str | None
) -> tuple[str, float]:
    if not whisper.model.is_multilingual:
        if language not in {None, "en"}:
            raise _unknown(str(language))
        return "en", 1.0
    if language is None:
        found, probability, _ = whisper.detect_language(audio=_speech_only(waveform, speech))
        return str(found), float(probability)
    if whisper.hf_tokenizer.token_to_id(f"<|{language}|>") is None:
        raise _unknown(language)
    return language, 1.0


def _unknown(language: str) -> LanguageUnknownError:
    return LanguageUnknownError(
        f"The speech model does not know the language “{language}”.",
        fix="Choose another language or a multilingual model.",
    )


def _speech_only(waveform: Waveform, speech: Sequence[Span]) -> np.ndarray[Any, Any]:
    """Return the first `LISTEN_S` of speech, silences cut out."""
    rate = waveform.rate_hz
    parts = [waveform.samples[int(span.start * rate) : int(span.end * rate)] for span in speech]
    return np.concatenate(parts)[: int(LISTEN_S * rate)]


def _words(whisper: Any, waveform: Waveform, clip: Span, language: str) -> list[Word]:
    """Write down one clip; once more, repeats forbidden, where the words go in circles.

    Each clip is its own call: the spectrogram is then scaled to the clip, and memory does not
    grow with the note.
    """
    first = int(clip.start * waveform.rate_hz)
    samples = waveform.samples[first : int(clip.end * waveform.rate_hz)]
    segments = _segments(whisper, samples, language)
    if any(segment.compression_ratio > REPEATING for segment in segments):
        segments = _segments(whisper, samples, language, never_repeated=NEVER_REPEATED_WORDS)
    offset = first / waveform.rate_hz
    return [
        _word(word, offset, clip, no_speech=float(segment.no_speech_prob))
        for segment in segments
        for word in segment.words or ()
        if word.word.strip()
    ]


def _segments(
    whisper: Any, samples: np.ndarray[Any, Any], language: str, *, never_repeated: int = 0
) -> list[Any]:
    """Ask Whisper; the same samples give the same answer.

    Whisper's usual way out of a circle is to draw at random, and CTranslate2's generators
    cannot be seeded anew once they run: a note worked on twice would say two things.
    """
    segments, _ = whisper.transcribe(
        samples,
        language=language,
        beam_size=BEAM_SIZE,
        temperature=0.0,
        no_repeat_ngram_size=never_repeated,
        condition_on_previous_text=False,  # one bad window would be repeated in all that follow
        word_timestamps=True,
        vad_filter=False,
    )
    return list(segments)


def _word(word: Any, offset: float, clip: Span, *, no_speech: float) -> Word:
    start = min(max(offset + float(word.start), clip.start), clip.end)
    end = min(max(offset + float(word.end), start), clip.end)
    probability = min(max(float(word.probability), 0.0), 1.0)
    return Word(
        text=word.word.strip(),
        start=start,
        end=end,
        probability=probability,
        no_speech=min(max(no_speech, 0.0), 1.0),
    )
