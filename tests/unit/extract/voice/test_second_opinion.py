import numpy as np
import pytest

from voicejournal.extract.voice import second_opinion
from voicejournal.extract.voice.pitch import track_pitch
from voicejournal.extract.voice.second_opinion import OTHER_VOICES_SHARE, pitch_disagreement
from voicejournal.model.units import Missing, Span

WHOLE = (Span(0.0, 12.0),)


@pytest.fixture(scope="module")
def voice(sing):
    return sing(130.0, 12.0, 3)[0]


@pytest.fixture(scope="module")
def crowd(sing):
    return sum(sing(hertz, 12.0, i)[0] for i, hertz in enumerate((105.0, 140.0, 180.0, 225.0)))


def _disagreement(samples, speech=WHOLE):
    return pitch_disagreement(track_pitch(samples, speech), samples, speech)


def test_one_voice_is_heard_alike(voice):
    assert _disagreement(voice) < OTHER_VOICES_SHARE


def test_a_noisy_room_is_no_other_voice(voice, pink, mixed):
    assert _disagreement(mixed(voice, pink(len(voice)), 10)) < OTHER_VOICES_SHARE


@pytest.mark.parametrize("under_db", [10, 5])
def test_people_talking_are_told(voice, crowd, mixed, under_db):
    assert _disagreement(mixed(voice, crowd, under_db)) > OTHER_VOICES_SHARE


def test_without_voice_there_is_nothing_to_compare():
    silence = np.zeros(12 * 16_000, np.float32)
    assert isinstance(_disagreement(silence), Missing)
    assert isinstance(_disagreement(silence, ()), Missing)


def test_a_long_note_costs_no_more_than_a_short_one(voice, monkeypatch):
    asked = []
    whole = second_opinion.track_by_pyin
    monkeypatch.setattr(
        second_opinion,
        "track_by_pyin",
        lambda piece, **more: asked.append(len(piece)) or whole(piece, **more),
    )
    _disagreement(np.tile(voice, 6), (Span(0.0, 72.0),))
    assert 18 <= sum(asked) / 16_000 <= 20
