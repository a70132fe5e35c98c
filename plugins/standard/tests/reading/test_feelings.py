"""Who feels what, on sentences whose answer is known."""

import tomllib
from pathlib import Path

import pytest
from voicejournal_standard.reading.feelings import feelings
from voicejournal_standard.reading.passages import own_passages

from voicejournal.testing import a_note

SAID = Path(__file__).parents[1] / "said"
KINDS = ("own", "before", "denied", "others")
RIGHT = 0.9


def sentences(language, half):
    return tomllib.loads((SAID / f"feelings_{language}.toml").read_text())[half]["said"]


def read(sentence, language):
    note = a_note(sentence.replace(",", " ,").replace(".", " ."), language=language)
    found = {kind: [] for kind in (*KINDS, "supposed")}
    for passage in own_passages(note):
        for one in feelings(passage):
            found[one.how].append(one.word)
    return {kind: found[kind] for kind in KINDS}


@pytest.mark.parametrize("half", ["tuning", "held_out"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_who_feels_what_is_known_for_nine_sentences_in_ten(language, half):
    said = sentences(language, half)
    wanted = [{kind: one.get(kind, []) for kind in KINDS} for one in said]
    right = sum(read(one["said"], language) == want for one, want in zip(said, wanted, strict=True))
    print(f"\n{language} {half}: {right} of {len(said)} right", end="")  # noqa: T201
    assert right >= RIGHT * len(said)


@pytest.mark.parametrize("half", ["tuning", "held_out"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_others_feel_is_never_taken_for_the_patients(language, half):
    for one in sentences(language, half):
        assert set(read(one["said"], language)["own"]) <= set(one.get("own", []))


@pytest.mark.parametrize(
    ("sentence", "language"),
    [("My sister was angry .", "en"), ("Ma sœur était en colère .", "fr")],
)
def test_my_sisters_anger_is_hers(sentence, language):
    found = read(sentence, language)
    assert found["own"] == []
    assert found["others"]


@pytest.mark.parametrize(
    ("sentence", "language"), [("I'm not sad .", "en"), ("Je ne suis pas triste .", "fr")]
)
def test_a_denied_feeling_is_denied(sentence, language):
    found = read(sentence, language)
    assert found["own"] == []
    assert found["denied"]


def test_a_language_without_patterns_is_left_alone():
    assert read("Ich bin traurig .", "de") == {kind: [] for kind in KINDS}
