import re
from typing import get_args

import pytest

from voicejournal.findings.watched import BY_NAME
from voicejournal.model.change import Domain
from voicejournal.summary.phrases import BY_MEASURE, PHRASES
from voicejournal.summary.series import SHOWN


def test_every_watched_measure_has_its_words_in_the_same_domain():
    assert {one.name: one.domain for one in BY_NAME.values()} == {
        name: phrase.domain for name, phrase in BY_MEASURE.items()
    }
    assert {one.domain for one in PHRASES} <= set(get_args(Domain))


def test_every_drawn_measure_has_its_words():
    assert {measure for measures in SHOWN for measure in measures} <= set(BY_MEASURE)


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda one: one.measure)
def test_both_directions_and_languages_hold_both_numbers(phrase):
    for direction in ("up", "down"):
        said = phrase.changed(direction, 0.5, 0.25)
        assert said.en != said.fr
        for text in (said.en, said.fr):
            assert len(re.findall(r"\d+", text)) >= 2
            assert "{" not in text


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda one: one.measure)
def test_french_sentences_break_no_line_before_their_punctuation(phrase):
    for text in (phrase.up.fr, phrase.down.fr, phrase.plain.fr, phrase.beside.fr):
        assert not re.search(r" [;:?!%»]|« ", text)
        assert "'" not in text


def test_numbers_get_digits_until_they_can_be_told_apart():
    said = BY_MEASURE["pause_median"].changed("up", 0.64, 0.61).en
    assert "0.64" in said
    assert "0.61" in said


def test_french_is_singular_below_two():
    assert "1,90 demi-ton" in BY_MEASURE["pitch_movement"].this_week(1.9, None).fr.replace(
        "\u00a0", " "
    )
    assert "2,10 demi-tons" in BY_MEASURE["pitch_movement"].this_week(2.1, None).fr.replace(
        "\u00a0", " "
    )


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda one: one.measure)
def test_no_sentence_names_a_feeling_or_a_diagnosis(phrase):
    banned = re.compile(
        r"sad|happy|anx|depress|mood|stress|triste|heureu|dépress|humeur|angoiss|risk|risque|score"
    )
    for text in (phrase.up, phrase.down, phrase.plain):
        assert not banned.search(text.en.lower())
        assert not banned.search(text.fr.lower())
