from dataclasses import replace

import pytest

from voicejournal import Missing, SpeakerTurn, SpeakerTurns
from voicejournal.findings.change import compare
from voicejournal.model.purpose import NOT_ALLOWED
from voicejournal.summary.caveats import caveats
from voicejournal.summary.diary import diary_of
from voicejournal.summary.week import week_of
from voicejournal.testing import a_note, moved, words
from voicejournal.testing.notes import MONDAY_NOON

WEEK = week_of(MONDAY_NOON, "UTC")


def read(*notes, language="en"):
    entries = [(moved(note, days=at / 4, note_id=f"{at}"), None) for at, note in enumerate(notes)]
    views = [note for note, _ in entries]
    found = caveats(diary_of(WEEK, entries), compare(WEEK, views))
    return [one.in_language(language).replace("\u00a0", " ") for one in found]


def plain(**more):
    return a_note("Good .", duration=60.0, **more)


def test_three_good_notes_need_no_caveat():
    assert read(plain(), plain(), plain()) == []


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        (a_note(Missing("pending"), duration=60.0), "1 note without words yet"),
        (plain(voice=Missing("no sound")), "1 note whose voice could not be measured."),
        (a_note("Good .", duration=8.0), "1 note with less than 10 s of speech"),
        (plain(truncated=True), "1 note broke off"),
        (
            a_note(words("Good .", quarantined=[0]), duration=60.0),
            "1 note with words that were most likely never said",
        ),
        (plain(caveats=["quiet"]), "1 note recorded very quietly"),
        (plain(caveats=["noisy"]), "1 note with noise"),
        (plain(caveats=["clipped"]), "1 note recorded too loudly"),
        (plain(caveats=["no_speech"]), "1 note in which no speech was heard."),
        (plain(caveats=["narrow"]), "1 note with the narrow sound of a telephone"),
        (plain(caveats=["gain_control"]), "1 note on a device that steers"),
        (plain(caveats=["low_codec"]), "1 note heavily compressed"),
        (plain(caveats=["other_voices"]), "1 note with people talking in the background"),
        (plain(caveats=["gaps"]), "1 note with sound lost while recording"),
        (plain(caveats=["crackling"]), "1 note whose recording has a flaw (crackling)."),
        (plain(device_key="other"), "Recorded with 2 microphones"),
        (plain(model="demo"), "The words were written down by the demo model"),
    ],
)
def test_each_flaw_is_told(odd, said):
    (caveat,) = read(plain(), plain(), odd, plain())
    assert caveat.startswith(said)


def test_what_is_not_allowed_is_not_called_missing_or_pending():
    refused = Missing(NOT_ALLOWED)
    told = read(*(replace(plain(), transcript=refused, voice=refused) for _ in range(3)))
    assert told[0] == "3 notes whose words are not written down: this is not allowed."
    assert told[1] == "3 notes whose voice is not measured: this is not allowed."
    assert not any("yet" in one or "could not" in one for one in told[:2])


def test_a_short_note_is_told_once():
    (caveat,) = read(plain(), plain(), plain(), a_note("Good .", duration=8.0, caveats=["short"]))
    assert "less than 10 s" in caveat


def test_few_notes_are_told_in_french_too():
    assert read(plain(), language="fr") == [
        "Seulement 1 note cette semaine : un seul jour peut tout colorer."
    ]


def test_every_flaw_that_measuring_names_has_words_in_both_languages():
    codes = [
        *("clipped", "gain_control", "gaps", "low_codec"),
        *("narrow", "no_speech", "noisy", "other_voices", "quiet"),
    ]
    flawed = plain(caveats=codes)
    for language, flaw in (("en", "flaw"), ("fr", "défaut")):
        told = read(flawed, plain(), plain(), language=language)
        assert len(told) == len(codes)
        assert not any(flaw in one for one in told)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "1 note in which another voice speaks: it is neither quoted nor measured."),
        ("fr", "1 note où une autre voix parle : elle n’est ni citée ni mesurée."),
    ],
)
def test_words_of_another_voice_are_no_words_that_were_never_said(language, said):
    spoken = (("patient", 0.0, 1.0), ("other", 1.0, 60.0))
    turns = SpeakerTurns(
        engine="e",
        model="m",
        turns=tuple(SpeakerTurn(speaker=who, start=a, end=b) for who, a, b in spoken),
        known_by="most",
    )
    heard = [replace(word, kept=False, doubt="other_voice") for word in words("Good .")]
    odd = a_note(heard, duration=60.0, turns=turns)
    assert read(plain(), plain(), odd, plain(), language=language) == [said]
