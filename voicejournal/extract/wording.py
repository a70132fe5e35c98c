"""Measures that need the words as well as the sound."""

from dataclasses import replace

from voicejournal.model.text import Text
from voicejournal.model.transcript import Transcript
from voicejournal.model.units import Missing
from voicejournal.model.voice import Measure, MeasureInfo, Quality, VoiceMeasures

WORDS_PER_MINUTE = MeasureInfo(
    name="words_per_minute",
    unit="1/min",
    title=Text(en="Words per minute", fr="Mots par minute"),
    definition="Kept words per minute from first to last speech, pauses included.",
    source="words by the recogniser, time by the waveform",
)
INFOS = (WORDS_PER_MINUTE,)


def with_words(voice: VoiceMeasures, transcript: Transcript) -> VoiceMeasures:
    """Return the measures of a note with those added that its words make possible.

    Only the words are the recogniser's; the time they took is the waveform's.
    """
    value = _words_per_minute(voice, transcript)
    quality: Quality = "uncertain" if "short" in voice.caveats else "ok"
    measure = Measure(
        name=WORDS_PER_MINUTE.name, unit=WORDS_PER_MINUTE.unit, value=value, quality=quality
    )
    others = tuple(one for one in voice.measures if one.name != WORDS_PER_MINUTE.name)
    return replace(voice, measures=(*others, measure))


def _words_per_minute(voice: VoiceMeasures, transcript: Transcript) -> float | Missing:
    if not voice.speech or "no_speech" in voice.caveats:
        return Missing("no speech was heard")
    if not transcript.kept_words:
        return Missing("no words were recognised")
    return 60 * len(transcript.kept_words) / (voice.speech[-1].end - voice.speech[0].start)
