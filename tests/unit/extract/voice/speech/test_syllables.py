import json

import numpy as np
import pytest

from voicejournal.bench.sounds.rooms import active_rms
from voicejournal.bench.sounds.silences import pink
from voicejournal.capture.decode import decode
from voicejournal.extract.voice import hear
from voicejournal.extract.words import count_syllables
from voicejournal.model.audio import Waveform

SYLLABLE_RATE = 1 / 0.23


def test_every_syllable_of_a_steady_talker_is_counted_once(talk):
    heard = hear(talk(0.5, 4.6, 0.5))
    assert len(heard.syllables) == pytest.approx(4.6 * SYLLABLE_RATE, abs=1)
    assert 0.5 < heard.syllables[0] < heard.syllables[-1] < 5.1


def test_silence_has_none(talk):
    assert len(hear(talk(2.0)).syllables) == 0


@pytest.fixture(scope="module")
def spoken(clinic):
    """Return the sound of notes in both languages, their words, and the language."""
    notes = [(patient.notes[11], patient.language) for patient in clinic]
    return [(sound_of(note), true_words(note), language) for note, language in notes]


def sound_of(note):
    with note.sound_path.open("rb") as stream:
        return decode(stream, max_seconds=300).waveform


def true_words(note):
    return [text for text, _, _ in json.loads(note.words_path.read_text("utf-8"))["words"]]


def test_as_many_are_heard_as_the_words_have(spoken):
    for sound, words, language in spoken:
        said = sum(count_syllables(word, language) for word in words)
        assert len(hear(sound).syllables) == pytest.approx(said, rel=0.11)


def test_noise_at_10_db_moves_the_number_little(spoken):
    for sound, _, _ in spoken:
        noise = pink(len(sound.samples), np.random.default_rng(0)) * active_rms(sound.samples)
        noisy = Waveform((sound.samples + 10**-0.5 * noise).astype(np.float32))
        assert len(hear(noisy).syllables) == pytest.approx(len(hear(sound).syllables), rel=0.08)
