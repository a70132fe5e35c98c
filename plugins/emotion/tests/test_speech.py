"""What a speech model says of sound, and how it is told."""

import json

import numpy as np
import pytest
from voicejournal_emotion.options import Options
from voicejournal_emotion.speech import SpeechEmotion, passages

from voicejournal import PATIENT, Missing, Span, SpeakerTurn, SpeakerTurns, Waveform
from voicejournal.testing import a_note, check_analyzer, silence, tone

LOUD, QUIET = tone(200, seconds=6.0, level_db=-6.0), tone(200, seconds=6.0, level_db=-30.0)


def a_sounding_note(*sounds, pauses=(), **more):
    samples = np.concatenate([one.samples for one in sounds])
    sound = Waveform(samples)
    return a_note(Missing("pending"), duration=sound.duration, pauses=pauses, sound=sound, **more)


def found(options, note):
    return tuple(SpeechEmotion(options).analyze(note))


def test_each_passage_is_told_with_the_label_that_the_model_gave(sound_options):
    note = a_sounding_note(LOUD, silence(seconds=2), QUIET, pauses=[(6.0, 8.0)])
    told = {one.kind: one.evidence for one in found(sound_options, note)}
    assert told == {
        "speech_emotion.anger": (Span(0.0, 6.0),),
        "speech_emotion.calm": (Span(8.0, 14.0),),
    }


def test_it_is_told_as_what_a_model_says(sound_options):
    (only,) = found(sound_options, a_sounding_note(LOUD))
    assert only.claim.en.startswith("The model sound-model (")
    assert "labels the sound of this passage “anger”" in only.claim.en
    assert "non ce que ressent cette personne" in only.claim.fr
    assert only.quote == ""


def test_sound_is_evened_where_the_model_was_trained_so(sound_folder):
    """Then loud and quiet are the same to it: a sine of spread 1 lies 0.9 from zero."""
    (sound_folder / "preprocessor_config.json").write_text(json.dumps({"do_normalize": True}))
    options = Options(speech=str(sound_folder))
    (loud,), (quiet,) = (found(options, a_sounding_note(one)) for one in (LOUD, QUIET))
    assert loud.value == pytest.approx(quiet.value, abs=1e-3)
    assert loud.kind == quiet.kind == "speech_emotion.anger"


def test_passages_with_another_voice_are_left_out(sound_options):
    turns = SpeakerTurns(
        engine="test",
        model="test",
        turns=(
            SpeakerTurn(speaker=PATIENT, start=0.0, end=14.0),
            SpeakerTurn(speaker="B", start=9.0, end=10.0),
        ),
        known_by="voiceprint",
    )
    note = a_sounding_note(LOUD, silence(seconds=2), LOUD, pauses=[(6.0, 8.0)], turns=turns)
    assert [one.evidence for one in found(sound_options, note)] == [(Span(0.0, 6.0),)]


def test_without_the_sound_there_is_nothing_to_tell(sound_options):
    assert found(sound_options, a_note("so it was", duration=6.0)) == ()


@pytest.mark.parametrize(
    ("speech", "cut"),
    [
        ([(0, 3), (3.2, 5)], [(0, 5)]),
        ([(0, 3), (4, 7)], [(0, 3), (4, 7)]),
        ([(0, 1)], []),
        ([(0, 20)], [(0, 20 / 3), (20 / 3, 40 / 3), (40 / 3, 20)]),
        ([], []),
    ],
)
def test_speech_is_cut_into_passages(speech, cut):
    made = passages([Span(*one) for one in speech])
    assert [(one.start, one.end) for one in made] == [pytest.approx(one) for one in cut]


def test_an_hour_is_listened_to_in_its_longest_passages(sound_options, monkeypatch):
    analyzer = SpeechEmotion(sound_options)
    heard = []

    class Listening:
        def classify(self, samples):
            heard.append(samples)
            return {"neutral": 1.0}

    monkeypatch.setattr(analyzer, "_model", Listening(), raising=False)
    tuple(analyzer.analyze(a_sounding_note(silence(seconds=600.0))))
    assert len(heard) == 60


def test_it_declares_what_it_is(sound_options):
    info = SpeechEmotion(sound_options).info
    assert info.infers_emotion
    assert info.purpose == "emotion"
    assert info.needs == {"sound", "voice"}


def test_it_keeps_to_the_rules(sound_options):
    check_analyzer(SpeechEmotion(sound_options))
