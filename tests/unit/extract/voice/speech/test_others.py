"""Measures of a note in which somebody else speaks, too."""

import numpy as np
import pytest

from voicejournal.extract.voice.measuring import measure_voice
from voicejournal.extract.voice.speech.pauses import gaps_with, without
from voicejournal.model.audio import Waveform
from voicejournal.model.units import Missing, Span

LOW, HIGH = 110.0, 240.0


@pytest.fixture(scope="module")
def alone(sing):
    return [sing(LOW, 8, 1)[0], sing(LOW, 8, 2)[0]]


@pytest.fixture(scope="module")
def visited(sing, alone):
    """The same, with another voice in between, and a little silence around it."""
    quiet = np.zeros(8_000, np.float32)
    return np.concatenate([alone[0], quiet, sing(HIGH, 8, 3)[0], quiet, alone[1]])


OTHER = Span(8.5, 16.5)


@pytest.fixture(scope="module")
def measured(visited):
    return measure_voice(Waveform(visited.copy()), others=(OTHER,))


def test_the_pitch_is_the_patients_alone(visited, measured):
    both = measure_voice(Waveform(visited.copy()))
    assert measured.value("pitch_median") == pytest.approx(LOW, rel=0.12)
    assert both.value("pitch_range") > 2 * measured.value("pitch_range")


def test_time_in_which_another_speaks_is_neither_speech_nor_pause(alone, measured):
    parts = [measure_voice(Waveform(part.copy())) for part in alone]
    paused = sum(pause.duration for part in parts for pause in part.pauses)
    spoken = sum(part.speech[-1].end - part.speech[0].start for part in parts)
    assert all(span.overlap(OTHER) == 0 for span in (*measured.speech, *measured.pauses))
    assert measured.value("pause_fraction") == pytest.approx(paused / spoken, rel=0.1)


def test_the_gap_is_told(measured):
    assert len(measured.away) == 1
    assert measured.away[0].overlap(OTHER) == pytest.approx(OTHER.duration)


def test_how_long_the_patient_waited_is_not_known_where_another_spoke_first(visited):
    taken = measure_voice(Waveform(visited.copy()), others=(Span(0, 8.2),))
    assert taken.value("latency") == Missing("another voice spoke first")


def test_nothing_is_measured_where_no_speech_is_the_patients(visited):
    taken = measure_voice(Waveform(visited.copy()), others=(Span(0, 30),))
    assert isinstance(taken.value("pitch_median"), Missing)
    assert "no_speech" in taken.caveats


def test_speech_is_cut_at_the_edges_of_other_voices():
    left = without([Span(0, 2), Span(3, 5)], [Span(1, 1.5), Span(4.5, 6)])
    assert left == (Span(0, 1), Span(1.5, 2), Span(3, 4.5))


def test_a_short_rest_between_two_cuts_is_no_speech():
    assert without([Span(0, 2)], [Span(0.05, 1.95)]) == ()


def test_only_gaps_in_which_another_speaks_are_not_the_patients():
    speech = [Span(0, 1), Span(2, 3), Span(4, 5)]
    assert gaps_with(speech, [Span(1.2, 1.8)]) == (Span(1, 2),)
