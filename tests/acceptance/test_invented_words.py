"""Real faster-whisper over sounds in which nobody speaks: what it invents is not kept."""

from dataclasses import dataclass
from functools import cache

import pytest
from voicejournal_demo.clinic import MODEL_FOLDER, load_clinic, true_words

from voicejournal.bench.accuracy.inventions import bench_inventions
from voicejournal.bench.sounds.planted import Plant, plant
from voicejournal.capture.decode import decode
from voicejournal.extract.engines.faster_whisper import FasterWhisperTranscriber, whisper_lease
from voicejournal.extract.models import ModelRef
from voicejournal.extract.transcript import transcribe
from voicejournal.extract.voice.hearing import hear
from voicejournal.extract.wording import with_words
from voicejournal.extract.words.lists import listed
from voicejournal.model.audio import Waveform
from voicejournal.model.units import Span
from voicejournal.model.voice import VoiceMeasures
from voicejournal.settings import Settings

MOST_LOST = 0.01


@cache
def transcriber():
    ref = ModelRef(name="demo", folder=MODEL_FOLDER, kind="folder")
    return FasterWhisperTranscriber(ref, whisper_lease(Settings(device="cpu")))


def recorded(language, number):
    (patient,) = [one for one in load_clinic() if one.language == language]
    note = patient.notes[number]
    with note.sound_path.open("rb") as stream:
        waveform = decode(stream, max_seconds=7200).waveform
    spoken = ((word.text, Span(word.start_s, word.end_s)) for word in true_words(note))
    return waveform, tuple(spoken)


@dataclass
class Note:
    waveform: Waveform
    spoken: tuple
    language: str


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("language", "number"), [("en", 3), ("fr", 9)])
def test_no_word_is_kept_where_nobody_speaks_and_few_true_ones_are_lost(language, number):
    note = Note(*recorded(language, number), language)
    served, forced = bench_inventions([note], transcriber())
    print(f"{language}: served {served}, forced {forced}")  # noqa: T201 -- pytest -s
    assert forced.invented >= 5
    assert served.invented_kept == forced.invented_kept == 0
    assert served.true_lost <= MOST_LOST * served.true
    assert forced.true_lost <= 0.05 * forced.true


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("language", "number"), [("en", 19), ("fr", 19)])
def test_a_silence_planted_inside_a_clause_is_a_hesitation_before_its_word(language, number):
    waveform, spoken = recorded(language, number)
    leaning = [at for at in range(2, len(spoken) - 2) if leans(spoken, at)][::4]
    plants = [Plant("silence", spoken[at][1].end, 1.2) for at in leaning]
    recording = plant(waveform, spoken, plants, seed=1)
    heard = hear(recording.waveform)
    transcript = transcribe(recording.waveform, heard.speech, transcriber(), language)
    voice = VoiceMeasures(version="", speech=heard.speech, pauses=heard.pauses, measures=())
    found = with_words(voice, transcript).hesitations
    places = [place for _, place in recording.plants]
    assert all(any(one.pause.overlap(place) > 1 for one in found) for place in places)
    assert len(found) <= len(places) + 1
    next_words = {spoken[at + 1][0].lower() for at in leaning}
    named = {transcript.words[one.words[0]].text.strip(".,").lower() for one in found}
    assert len(named & next_words) >= len(next_words) / 2


def leans(spoken, at):
    """Tell whether a word needs the next and is said in one breath with it."""
    near = range(at - 2, at + 2)
    word = spoken[at][0].lower()
    return word in listed("fr").leaning | listed("en").leaning and all(
        spoken[i + 1][1].start - spoken[i][1].end < 0.03 for i in near
    )
