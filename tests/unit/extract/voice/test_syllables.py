import pytest

from voicejournal.extract.voice import hear

SYLLABLE_RATE = 1 / 0.23


def test_every_syllable_of_a_steady_talker_is_counted_once(talk):
    heard = hear(talk(0.5, 4.6, 0.5))
    assert len(heard.syllables) == pytest.approx(4.6 * SYLLABLE_RATE, abs=1)
    assert 0.5 < heard.syllables[0] < heard.syllables[-1] < 5.1


def test_silence_has_none(talk):
    assert len(hear(talk(2.0)).syllables) == 0
