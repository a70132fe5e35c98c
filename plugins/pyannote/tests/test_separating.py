"""pyannote.audio's own code on invented voices that the small pipeline never heard."""

import os
from itertools import combinations

import numpy as np
import pytest
from voicejournal_pyannote.options import Options
from voicejournal_pyannote.separating import PyannoteDiarizer

from voicejournal import Span

OWN, OTHER = "m3", "f2"


def seconds_of(turns, within=None):
    """Return how many seconds each voice speaks, at most inside of `within`."""
    spoken = {}
    for turn in turns:
        part = Span(turn.start, turn.end)
        length = part.duration if within is None else part.overlap(within)
        spoken[turn.speaker] = spoken.get(turn.speaker, 0.0) + length
    return spoken


def most(spoken):
    return max(spoken, key=lambda one: spoken[one])


@pytest.fixture(scope="module")
def visited(says, recorded):
    """A note of one voice with a second one planted in its middle, and where."""
    before, visit, after = says(OWN, 12), says(OTHER, 9, first=2), says(OWN, 12, first=4)
    where = Span(len(before) / 16_000, (len(before) + len(visit)) / 16_000)
    return recorded(before, visit, after), where


@pytest.fixture(scope="module")
def found(diarizer, visited):
    return diarizer.separate(visited[0])


def test_a_planted_second_speaker_is_found(found, visited):
    sound, where = visited
    patient = most(seconds_of(found.turns))
    planted = seconds_of(found.turns, where)
    assert planted.get(patient, 0.0) < 0.2 * where.duration
    assert sum(planted.values()) > 0.7 * where.duration
    outside = [Span(0, where.start), Span(where.end, sound.duration)]
    own = sum(seconds_of(found.turns, part).get(patient, 0.0) for part in outside)
    assert own > 0.7 * sum(part.duration for part in outside)


def test_the_planted_speaker_has_as_many_seconds_as_they_spoke(found, visited):
    _, where = visited
    spoken = seconds_of(found.turns)
    assert len(spoken) == 2
    assert 0.7 * where.duration < min(spoken.values()) < 1.1 * where.duration


def test_it_says_by_what_it_was_found(found):
    assert found.engine == "pyannote.audio"
    assert found.model.startswith("small@")


def test_the_same_sound_gives_the_same_turns(diarizer, visited, found):
    assert diarizer.separate(visited[0]) == found


def test_a_voice_by_itself_is_one_voice(diarizer, says, recorded):
    turns = diarizer.separate(recorded(says(OWN, 20))).turns
    assert len({turn.speaker for turn in turns}) == 1


def test_a_note_shorter_than_the_networks_window_is_listened_to(diarizer, says, recorded):
    assert diarizer.separate(recorded(says(OWN, 2))).turns


def test_where_two_speak_at_once_both_have_a_turn(diarizer, says, recorded):
    own, other = says(OWN, 12), says(OTHER, 12, first=3)
    length = min(len(own), len(other))
    both = own[:length] + other[:length]
    turns = diarizer.separate(recorded(own, both, other)).turns
    pairs = combinations(turns, 2)
    shared = sum(
        Span(a.start, a.end).overlap(Span(b.start, b.end))
        for a, b in pairs
        if a.speaker != b.speaker
    )
    assert shared > 1.0


def test_a_voice_is_known_again_in_another_note(diarizer, says, recorded):
    def voice(name, first):
        sound = recorded(says(name, 12, first=first))
        turns = diarizer.separate(sound)
        return np.array(diarizer.voices(sound, turns)[most(seconds_of(turns.turns))])

    own, again, other = voice(OWN, 0), voice(OWN, 3), voice(OTHER, 0)

    def alike(one, another):
        return one @ another / np.linalg.norm(one) / np.linalg.norm(another)

    assert alike(own, again) > 0.5 > alike(own, other)


def test_of_a_few_words_nothing_is_known(diarizer, says, recorded):
    sound = recorded(says(OWN, 1.0)[:16_000])
    assert diarizer.voices(sound, diarizer.separate(sound)) == {}


def test_its_makers_are_told_nothing(pyannote_audio, small, says, recorded, monkeypatch):
    from pyannote.audio.telemetry import metrics

    monkeypatch.setenv("PYANNOTE_METRICS_ENABLED", "1")
    PyannoteDiarizer(small, Options()).separate(recorded(says(OWN, 2)))
    assert os.environ["PYANNOTE_METRICS_ENABLED"] == "0"
    assert not metrics.is_metrics_enabled()
