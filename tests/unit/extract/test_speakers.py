"""From a diarizer's answer to what is the patient's."""

import numpy as np
import pytest

from voicejournal.errors import ModelMissingError, PluginError
from voicejournal.extract.speakers import (
    enrolled,
    mark_of_others,
    recognise,
    separate,
    voices_of,
    without_others,
)
from voicejournal.model.audio import Waveform
from voicejournal.model.speakers import PATIENT, SpeakerTurn, SpeakerTurns
from voicejournal.model.transcript import Transcript, Word
from voicejournal.model.units import Span
from voicejournal.model.voiceprint import Voiceprint, unit

TEN_SECONDS = Waveform(np.zeros(160_000, np.float32))


class Answers:
    """A diarizer that always says the same."""

    engine, model = "test", "m"

    def __init__(self, *spoken):
        self._spoken = spoken

    def separate(self, waveform):  # noqa: ARG002
        turns = (SpeakerTurn(speaker=who, start=start, end=end) for who, start, end in self._spoken)
        return SpeakerTurns(engine=self.engine, model=self.model, turns=tuple(turns))


class Breaks:
    """A diarizer that raises."""

    engine, model = "test", "m"

    def __init__(self, error):
        self._error = error

    def separate(self, waveform):  # noqa: ARG002
        raise self._error


def found(*spoken):
    return separate(TEN_SECONDS, Answers(*spoken))


def speakers(turns):
    return [turn.speaker for turn in turns.turns]


def test_a_voice_that_speaks_alone_is_the_patients():
    assert speakers(found(("S0", 0, 4))) == [PATIENT]
    assert found(("S0", 0, 4)).known_by == "alone"


def test_a_voice_that_speaks_by_far_the_most_is_the_patients():
    turns = found(("S0", 0, 1), ("S1", 1, 6))
    assert (speakers(turns), turns.known_by) == (["S0", PATIENT], "most")


def test_two_voices_that_speak_alike_much_leave_it_open():
    turns = found(("S0", 0, 4), ("S1", 4, 8))
    assert (speakers(turns), turns.known_by) == (["S0", "S1"], "")


def test_a_diarizer_that_knows_the_patient_is_believed():
    assert speakers(found((PATIENT, 0, 1), ("S1", 1, 9))) == [PATIENT, "S1"]


def test_turns_come_in_order_and_inside_the_note_without_clicks():
    turns = found(("b", 8, 12), ("a", -1, 3), ("c", 5, 5.05)).turns
    assert [(turn.start, turn.end) for turn in turns] == [(0, 3), (8, 10)]


def test_silence_has_no_turns():
    assert found().turns == ()


def test_a_diarizer_that_breaks_is_a_gap_without_its_words():
    with pytest.raises(PluginError, match="failed with RuntimeError"):
        separate(TEN_SECONDS, Breaks(RuntimeError("somebody's words")))


def test_a_missing_model_is_told_on():
    with pytest.raises(ModelMissingError):
        separate(TEN_SECONDS, Breaks(ModelMissingError("not here", fix="fetch it")))


OWN = Voiceprint(model="m", heard=(unit((1, 0, 0)),))


def test_the_voiceprint_finds_the_patient_who_speaks_little():
    turns = recognise(
        found(("S0", 0, 8), ("S1", 8, 10)), {PATIENT: (0, 1, 0), "S1": (0.9, 0.1, 0)}, OWN
    )
    assert (speakers(turns), turns.known_by) == (["other", PATIENT], "voiceprint")


def test_a_voiceprint_like_no_voice_leaves_nobody_the_patient():
    turns = recognise(found(("S0", 0, 8)), {PATIENT: (0, 1, 0)}, OWN)
    assert turns.others == (Span(0, 8),)


def test_voices_of_which_nothing_is_known_leave_the_turns_as_they_are():
    turns = found(("S0", 0, 8))
    assert recognise(turns, {}, OWN) == turns


def test_words_of_another_voice_are_kept_out_and_none_is_lost():
    words = [Word(text=str(at), start=at, end=at + 1, probability=1) for at in range(4)]
    written = Transcript(
        engine="e", model="m", language="en", language_probability=1, words=tuple(words)
    )
    left = without_others(written, found(("S0", 0, 2), ("S0", 3, 10), ("S1", 2, 3)).others)
    assert [word.text for word in left.kept_words] == ["0", "1", "3"]
    assert left.words[2].doubt == "other_voice"
    assert len(left.words) == 4


def test_the_mark_differs_where_others_speak_elsewhere():
    assert mark_of_others(()) == ""
    assert mark_of_others([Span(0, 1)]) != mark_of_others([Span(0, 1.1)])


class Knows(Answers):
    """A diarizer that knows voices again: by their loudness, here."""

    def voices(self, waveform, turns):  # noqa: ARG002
        return {turn.speaker: (3.0, 4.0) for turn in turns.turns}


def test_a_note_of_the_patient_alone_tells_what_their_voice_is_like():
    knows = Knows(("S0", 0, 10))
    print_of_one = enrolled(TEN_SECONDS, separate(TEN_SECONDS, knows), knows)
    assert print_of_one == Voiceprint(model="test:m", heard=((0.6, 0.8),))


def test_a_few_words_tell_nothing_of_a_voice():
    knows = Knows(("S0", 0, 9))
    assert enrolled(TEN_SECONDS, separate(TEN_SECONDS, knows), knows).heard == ()


def test_each_voice_is_a_direction():
    knows = Knows(("S0", 0, 5), ("S1", 5, 10))
    voices = voices_of(TEN_SECONDS, separate(TEN_SECONDS, knows), knows)
    assert voices == {"S0": (0.6, 0.8), "S1": (0.6, 0.8)}
