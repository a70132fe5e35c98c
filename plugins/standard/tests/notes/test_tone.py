import re

import pytest
from voicejournal_standard.notes.tone import Tone

from voicejournal.testing import a_note, check_analyzer


def pitch(spread):
    note = a_note("word", measures={"pitch_sd": spread, "pitch_median": 182.4}, duration=20.0)
    (one,) = [found for found in Tone().analyze(note) if found.kind == "tone.pitch"]
    return one


def test_keeps_the_promises_of_an_analyzer():
    check_analyzer(Tone())


@pytest.mark.parametrize(
    ("spread", "english", "french"),
    [
        (1.2, "moved little: 1.2 semitones", "peu bougé"),
        (2.7, "moved by 2.7 semitones", "bougé de 2,7"),
        (4.5, "moved widely: 4.5 semitones", "beaucoup bougé"),
    ],
)
def test_movement_of_pitch_is_said_in_plain_words(spread, english, french):
    assert english in pitch(spread).claim.en
    assert french in pitch(spread).claim.fr
    assert "182\u00a0Hz" in pitch(spread).claim.en


def test_one_semitone_and_a_half_is_singular_in_french():
    assert re.search(r"1,5\sdemi-ton ", pitch(1.5).claim.fr)


def test_the_evidence_is_a_few_seconds_of_unbroken_speech():
    (span,) = pitch(2.0).evidence
    assert span.duration == pytest.approx(8.0)


def test_nothing_is_said_of_a_note_without_speech():
    silent = a_note("", pauses=[(0.0, 5.0)], measures={"pitch_sd": 2.0}, duration=5.0)
    assert list(Tone().analyze(silent)) == []
