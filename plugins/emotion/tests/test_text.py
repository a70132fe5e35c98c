"""What a text model says of words, and how it is told."""

import math

import pytest
from voicejournal_emotion.options import Options
from voicejournal_emotion.text import TextEmotion, passages

from voicejournal import PATIENT, Missing, SpeakerTurn, SpeakerTurns
from voicejournal.testing import a_note, check_analyzer, words

SAID = "we walked home then . they all cried and cried . the dog laughed and laughed"


def found(options, said=SAID, **more):
    return tuple(TextEmotion(options).analyze(a_note(words(said), **more)))


def test_each_passage_is_told_with_the_label_that_the_model_gave(text_options):
    assert {one.kind: one.quote for one in found(text_options)} == {
        "text_emotion.sadness": "they all cried and cried.",
        "text_emotion.joy": "the dog laughed and laughed",
    }


def test_it_is_told_as_what_a_model_says_by_its_name_version_and_confidence(text_options):
    analyzer = TextEmotion(text_options)
    (first, *_) = analyzer.analyze(a_note(words("they all cried and cried .")))
    version = analyzer.info.version.partition("+")[2]
    assert first.claim.en.startswith(f"The model text-model ({version}) labels these words")
    assert "“sadness”" in first.claim.en
    assert "not what this person feels" in first.claim.en
    assert "«\u00a0sadness\u00a0»" in first.claim.fr
    assert f"confidence of {first.value:.2f} of 1" in first.claim.en
    assert first.unit == "1"


def test_the_confidence_is_the_models_own(text_options):
    """Two of five words and a full stop weigh 8 for sadness, against nothing for the others."""
    (only,) = found(text_options, "they all cried and cried .")
    weight = math.exp(2 * 8 / 6)
    assert only.value == pytest.approx(weight / (weight + 2))


def test_it_can_be_played(text_options):
    note = a_note(words("we walked home then . they all cried and cried ."))
    (only,) = TextEmotion(text_options).analyze(note)
    (span,) = only.evidence
    assert (span.start, span.end) == pytest.approx((1.2, 2.7))


def test_only_the_surest_may_reach_the_week(text_options):
    assert [one.highlight for one in found(text_options)] == [True, False]


def test_what_is_left_out_or_unsure_is_not_told(text_folder):
    sure = Options(text=str(text_folder), least_confidence=0.95)
    assert found(sure) == ()
    without = Options(text=str(text_folder), left_out=frozenset({"joy", "neutral"}))
    assert {one.kind for one in found(without)} == {"text_emotion.sadness"}


def test_words_that_were_not_kept_are_not_shown_to_the_model(text_options):
    struck = words("they all cried and cried .", quarantined=range(5))
    assert tuple(TextEmotion(text_options).analyze(a_note(struck))) == ()


def test_words_of_another_voice_are_not_shown_to_the_model(text_options):
    turns = SpeakerTurns(
        engine="test",
        model="test",
        turns=(
            SpeakerTurn(speaker=PATIENT, start=0.0, end=1.2),
            SpeakerTurn(speaker="B", start=1.2, end=9.0),
        ),
        known_by="voiceprint",
    )
    assert found(text_options, turns=turns) == ()


def test_passages_end_where_a_sentence_or_a_breath_does():
    said = (*words("one two three four . five"), *words("six seven eight nine ten", start=9.0))
    assert [len(one) for one in passages(said)] == [4, 5]


def test_a_long_run_is_cut():
    assert [len(one) for one in passages(words("word " * 90))] == [40, 40, 10]


def test_it_declares_what_it_is(text_options):
    info = TextEmotion(text_options).info
    assert info.infers_emotion
    assert info.purpose == "emotion"
    assert info.languages == {"en"}
    assert not info.network


def test_a_note_without_words_has_nothing_to_tell(text_options):
    assert tuple(TextEmotion(text_options).analyze(a_note(Missing("pending")))) == ()


def test_it_keeps_to_the_rules(text_options):
    check_analyzer(TextEmotion(text_options))
