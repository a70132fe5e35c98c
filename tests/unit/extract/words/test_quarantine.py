"""Inventions that recognisers are known for, over sound made to measure."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicejournal.extract.words.evidence import Sounding, Tracks
from voicejournal.extract.words.quarantine import quarantine
from voicejournal.model.transcript import Transcript, Word
from voicejournal.model.units import Span

TRUE = "Today I walked to the river and it rained"


def kept(transcript):
    return [word.text for word in transcript.words if word.kept]


def doubts(transcript):
    return [word.doubt for word in transcript.words]


@pytest.mark.parametrize(
    ("invented", "language"),
    [
        ("Thank you for watching.", "en"),
        ("Thank you.", "en"),
        ("Subtitles by the Amara.org community", "en"),
        ("I'll see you in the next video.", "en"),
        ("Sous-titres réalisés par la communauté d’Amara.org", "fr"),
        ("Sous-titrage Société Radio-Canada", "fr"),
        ("Merci d’avoir regardé cette vidéo !", "fr"),
        ("Merci.", "fr"),
    ],
)
def test_lines_invented_over_a_silence_are_quarantined_and_the_speech_beside_kept(
    invented, language, sound, said, spread
):
    rows = [*spread(TRUE + ".", 1, 4), *spread(invented, 4.5, 8.5), *spread("Then home", 9, 10)]
    result = quarantine(said(*rows, language=language), sound((1, 4), (9, 10)))
    assert kept(result) == [*(TRUE + ".").split(), "Then", "home"]


def test_a_line_stretched_from_the_silence_into_speech_goes_as_a_whole(sound, said, spread):
    rows = [*spread("Thank you for watching.", 1, 5.05), *spread("Today I slept", 5.1, 6)]
    result = quarantine(said(*rows), sound((5, 6)))
    assert kept(result) == ["Today", "I", "slept"]


def test_credits_are_never_kept_though_somebody_speaks(sound, said, spread):
    rows = spread("Sous-titres réalisés par la communauté d'Amara.org", 1, 5)
    result = quarantine(said(*rows, language="fr"), sound((1, 5)))
    assert set(doubts(result)) == {"invention"}


def test_thanks_that_were_said_are_kept(sound, said, spread):
    rows = [*spread(TRUE + ".", 1, 4), *spread("Thank you.", 4.2, 4.8)]
    assert kept(quarantine(said(*rows), sound((1, 4), (4.2, 4.8))))[-2:] == ["Thank", "you."]


def test_a_true_word_stretched_back_over_a_noise_is_kept_with_its_sentence(sound, said, spread):
    invented = spread("Myme, and", 3, 4.4)
    stretched = ("I", 4.4, 6.1, 0.95)
    result = quarantine(said(*invented, stretched, *spread("slept well", 6.1, 7)), sound((6, 7)))
    assert kept(result) == ["I", "slept", "well"]
    assert result.words[2].start == 6


@pytest.mark.parametrize(("probability", "is_kept"), [(0.6, True), (0.4, False)])
def test_no_speech_is_asked_for_the_silence_that_a_word_was_stretched_over(
    probability, is_kept, sound, said
):
    result = quarantine(said(("J'ai", 1.5, 2.95, probability), language="fr"), sound((2.9, 5)))
    assert bool(kept(result)) is is_kept


def test_thanks_stretched_over_the_closing_silence_are_not(sound, said, spread):
    rows = [*spread(TRUE + ".", 1, 4), ("Merci.", 4.05, 7.0)]
    result = quarantine(said(*rows, language="fr"), sound((1, 4.1)))
    assert doubts(result)[-1] == "invention"


def test_a_loop_that_the_sound_has_no_syllables_for_keeps_its_first_turn(sound, said, spread):
    rows = spread("and I do not know " * 6, 1, 4)
    result = quarantine(said(*rows), sound((1, 4), each=0.5))
    assert kept(result) == ["and", "I", "do", "not", "know"]
    assert set(doubts(result)[5:]) == {"loop"}


def test_what_a_person_says_again_and_again_is_kept(sound, said, spread):
    rows = spread("non non non non non non", 1, 2.2)
    result = quarantine(said(*rows, language="fr"), sound((1, 2.2)))
    assert len(kept(result)) == 6


def test_a_word_that_goes_in_circles_by_itself_is_quarantined(sound, said):
    result = quarantine(said(("Tedededededededed.", 1.0, 1.5)), sound((1, 2)))
    assert doubts(result) == ["loop"]


def test_five_words_in_a_tenth_of_a_second_were_not_said(sound, said, spread):
    rows = [*spread("so it was", 1, 1.6), *spread("because every other evening lately", 1.6, 1.7)]
    result = quarantine(said(*rows), sound((1, 1.7)))
    assert kept(result) == ["so", "it", "was"]
    assert set(doubts(result)[3:]) == {"no_room"}


def test_words_whose_times_collapsed_are_kept_where_the_sound_has_room_for_them(sound, said):
    collapsed = [(text, 2.9, 2.9) for text in ("went", "to", "the", "sea", "and")]
    rows = [("we", 1.0, 2.9), *collapsed, ("swam", 2.9, 3.2)]
    result = quarantine(said(*rows), sound((1, 3.2)))
    assert len(kept(result)) == 7


def test_an_unsure_word_of_no_length_is_quarantined(sound, said):
    result = quarantine(said(("yes", 1, 1.4), ("but.", 1.4, 1.4, 0.3)), sound((1, 2)))
    assert doubts(result) == ["", "no_room"]


def test_an_unsure_word_without_voice_is_quarantined_and_whispered_speech_kept(sound, said):
    over_breath = sound((1, 3), whispered=[(1, 3)])
    result = quarantine(said(("heure", 1.2, 1.8, 0.3), ("sure", 2.2, 2.6, 0.8)), over_breath)
    assert doubts(result) == ["no_voice", ""]


def test_where_whisper_itself_heard_nobody_a_word_needs_the_sound(sound, said):
    row = ("maybe", 2.05, 3.0)
    assert kept(quarantine(said(row), sound((1, 2.1))))
    assert not kept(quarantine(said(row, no_speech=0.8), sound((1, 2.1))))


def test_what_an_engine_did_not_keep_stays_unkept(sound, said):
    transcript = said(("oui", 1.0, 1.5))
    struck = replace(transcript, words=(replace(transcript.words[0], kept=False),))
    assert not quarantine(struck, sound((1, 2))).words[0].kept


def test_quarantined_words_keep_their_times_so_that_anybody_can_listen(sound, said):
    result = quarantine(said(("ghost", 4.0, 6.0)), sound((1, 2)))
    assert (result.words[0].start, result.words[0].end) == (4.0, 6.0)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["oui", "non.", "merci", "et"]), st.floats(0, 2), st.floats(0, 1)
        ),
        max_size=20,
    )
)
def test_no_word_is_lost_and_kept_ones_run_forwards(rows):
    speech = tuple(Span(2.0 * i, 2.0 * i + 1.2) for i in range(12))
    tracks = Tracks(voiced=np.ones(5000, np.bool_), hop_s=0.01, syllables=np.arange(0, 30, 0.25))
    sound = Sounding(speech, lambda: tracks)
    words, at = [], 0.0
    for text, length, sure in rows:
        words.append(Word(text=text, start=at, end=at + length, probability=sure))
        at += length
    before = Transcript(
        engine="", model="", language="fr", language_probability=1, words=tuple(words)
    )
    after = quarantine(before, sound)
    assert [one.text for one in after.words] == [one.text for one in words]
    starts = [one.start for one in after.kept_words]
    assert starts == sorted(starts)
    assert all(one.start <= one.end for one in after.words)


def test_a_note_without_doubt_is_not_listened_to_again(said, spread):
    def never():
        raise AssertionError

    result = quarantine(said(*spread(TRUE, 1, 4)), Sounding((Span(1, 4),), never))
    assert kept(result) == TRUE.split()
