"""How much is found, and how much is found wrongly, on sentences whose answer is known."""

import tomllib
from pathlib import Path

import pytest
from voicejournal_standard.reading.patterns import script_of
from voicejournal_standard.reading.safety import self_harm

from voicejournal.testing import words

SAID = Path(__file__).parents[1] / "said"
RECALL = 0.95
FALSE_ALARMS = 0.05


def sentences(language, half, kind):
    return tomllib.loads((SAID / f"safety_{language}.toml").read_text())[half][kind]


def flagged(sentence, language):
    spoken = words(sentence.replace(",", " ,"))
    return bool(self_harm(script_of(spoken, language), language))


def share(language, half, kind):
    said = sentences(language, half, kind)
    found = sum(flagged(one, language) for one in said)
    print(f"\n{language} {half} {kind}: {found} of {len(said)} flagged", end="")  # noqa: T201
    return found / len(said)


@pytest.mark.parametrize("half", ["tuning", "held_out"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_said_outright_is_found(language, half):
    assert share(language, half, "explicit") >= RECALL


@pytest.mark.parametrize("kind", ["sad", "negated", "reported", "idioms"])
@pytest.mark.parametrize("half", ["tuning", "held_out"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_ordinary_talk_is_left_alone(language, half, kind):
    assert share(language, half, kind) <= FALSE_ALARMS


@pytest.mark.parametrize("language", ["en", "fr"])
def test_ordinary_talk_written_afterwards_is_left_alone(language):
    assert share(language, "oblique", "ordinary") <= FALSE_ALARMS


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_said_indirectly_is_mostly_missed_and_the_limits_say_so(language):
    assert share(language, "oblique", "explicit") < RECALL


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_sets_are_large_and_no_sentence_stands_in_two(language):
    halves = tomllib.loads((SAID / f"safety_{language}.toml").read_text())
    explicit = [one for half in halves.values() for one in half["explicit"]]
    others = [
        one
        for half in halves.values()
        for kind, said in half.items()
        for one in said
        if kind != "explicit"
    ]
    assert len(explicit) >= 150
    assert len(others) >= 200
    assert len(set(explicit + others)) == len(explicit + others)


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("“ I want to die ” , she said .", "en"),
        ("I can't stop thinking about suicide .", "en"),
        ("J'ai dit à Marc que je ne voulais plus vivre .", "fr"),
    ],
)
def test_who_says_it_decides(sentence, language):
    assert flagged(sentence, language) == ("she" not in sentence)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_punctuation_is_not_needed(language):
    said = [
        one.replace(",", "").rstrip(".").lower()
        for one in sentences(language, "held_out", "explicit")
    ]
    assert sum(flagged(one, language) for one in said) >= RECALL * len(said)


def test_a_language_without_patterns_is_left_alone():
    assert self_harm(script_of(words("Ich will sterben ."), "de"), "de") == ()
