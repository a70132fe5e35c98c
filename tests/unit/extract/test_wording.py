from dataclasses import replace

import pytest

from voicejournal.extract.wording import with_words
from voicejournal.model.transcript import Transcript, Word
from voicejournal.model.units import Missing, Span
from voicejournal.model.voice import Measure, VoiceMeasures

VOICE = VoiceMeasures(
    version="1",
    speech=(Span(10.0, 30.0), Span(32.0, 40.0)),
    pauses=(Span(30.0, 32.0),),
    measures=(),
)


def transcript(count, *, invented=0):
    words = [
        Word(text="mot", start=10 + i / 2, end=10.4 + i / 2, probability=0.9, kept=i >= invented)
        for i in range(count)
    ]
    return Transcript(
        engine="none", model="none", language="fr", language_probability=1.0, words=tuple(words)
    )


def test_words_are_counted_over_the_time_that_the_waveform_tells():
    assert with_words(VOICE, transcript(60)).value("words_per_minute") == pytest.approx(120.0)


def test_invented_words_are_not_counted():
    measured = with_words(VOICE, transcript(60, invented=30))
    assert measured.value("words_per_minute") == pytest.approx(60.0)


def test_no_words_no_number():
    value = with_words(VOICE, transcript(0)).value("words_per_minute")
    assert value == Missing("no words were recognised")


def test_taking_it_twice_leaves_one():
    once = with_words(VOICE, transcript(30))
    assert with_words(with_words(VOICE, transcript(60)), transcript(30)) == once


def text(*rows, language="fr"):
    words = tuple(
        Word(text=said, start=start, end=start + 0.3, probability=0.9) for said, start in rows
    )
    return replace(transcript(0), words=words, language=language)


def broken_talk(count, *, every=2.0):
    """A voice that pauses for 1 s before each word, and the words."""
    starts = [every * at + 1 for at in range(count)]
    voice = VoiceMeasures(
        version="1",
        speech=tuple(Span(start, start + every - 1) for start in starts),
        pauses=tuple(Span(start - 1, start) for start in starts[1:]),
        measures=(Measure(name="speech_rate", unit="syllable/s", value=1.0),),
    )
    return voice, starts


def test_pace_by_the_words_counts_their_syllables_over_the_time_of_the_waveform():
    said = text(("maintenant", 11.0), ("oublier", 12.0), ("la", 13.0), ("table.", 14.0))
    measured = with_words(VOICE, said)
    assert measured.value("speech_rate_text") == pytest.approx(7 / 30)
    assert measured.value("articulation_rate_text") == pytest.approx(7 / 28)


def test_paces_are_uncertain_where_syllables_heard_and_written_part():
    heard = Measure(name="speech_rate", unit="syllable/s", value=4.0)
    voice = replace(VOICE, measures=(heard,))
    apart = with_words(voice, transcript(60))
    assert apart.value("syllable_agreement") == pytest.approx(0.5)
    assert {apart.measure(name).quality for name in ("speech_rate", "words_per_minute")} == {
        "uncertain"
    }
    together = with_words(voice, transcript(110))
    assert together.value("syllable_agreement") == pytest.approx(110 / 120)
    assert {one.quality for one in together.measures} == {"ok"}


def test_words_between_pauses_are_counted_by_the_pauses_of_the_waveform():
    said = text(("un", 11.0), ("deux", 12.0), ("trois", 13.0), ("quatre", 33.0))
    assert with_words(VOICE, said).value("words_per_run") == 2.0


def test_the_share_of_pauses_inside_clauses_needs_five_of_them():
    voice, starts = broken_talk(6)
    words = ["Elle", "parle", "souvent.", "Lentement", "de", "mémoire."]
    said = text(*zip(words, starts, strict=True))
    assert with_words(voice, said).value("pause_inside_clause_share") == pytest.approx(4 / 5)
    fewer = with_words(replace(voice, pauses=voice.pauses[:4]), said)
    assert fewer.value("pause_inside_clause_share") == Missing("fewer than 5 pauses between words")


def test_pauses_before_content_words_are_told_from_those_before_grammar():
    voice, starts = broken_talk(7)
    words = ["Elle", "parle", "souvent", "de", "la", "mer", "calme."]
    said = with_words(voice, text(*zip(words, starts, strict=True)))
    assert said.value("pause_before_content_share") == pytest.approx(4 / 6)
    assert len(said.hesitations) == 6
    assert [one.pause.start for one in said.hesitations] == [p.start for p in voice.pauses]


def test_without_punctuation_clauses_are_not_guessed_at():
    voice, starts = broken_talk(7)
    said = text(*((word, start) for word, start in zip("abcdefg", starts, strict=True)))
    measured = with_words(voice, said)
    assert measured.value("pause_inside_clause_share") == Missing(
        "the recogniser wrote no punctuation"
    )
    assert measured.hesitations == ()


def test_in_a_language_that_is_not_listed_only_words_are_counted():
    measured = with_words(VOICE, text(("Wort.", 11.0), language="de"))
    assert measured.value("words_per_minute") == pytest.approx(2.0)
    for name in ("speech_rate_text", "syllable_agreement", "pause_inside_clause_share"):
        assert isinstance(measured.value(name), Missing)
