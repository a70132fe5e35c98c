from dataclasses import replace

import pytest
from voicejournal_standard.notes.pauses import Pauses

from voicejournal import Hesitation, Missing, Span
from voicejournal.testing import a_note, a_voice, check_analyzer, words

NBSP = "\u00a0"
FRENCH = "Un silence de 2,5 s entre « one two three » et « four five six. »."


def found(note, kind):
    return [one for one in Pauses().analyze(note) if one.kind == kind]


def test_keeps_the_promises_of_an_analyzer():
    check_analyzer(Pauses())


@pytest.mark.parametrize(
    ("language", "claim"),
    [
        ("en", "A silence of 2.5 s between “one two three” and “four five six.”."),
        (
            "fr",
            FRENCH,
        ),
    ],
)
def test_a_long_silence_is_named_with_the_words_around_it(language, claim):
    spoken = words("one two three") + words("four five six .", start=3.4)
    (longest,) = found(a_note(spoken, pauses=[(0.9, 3.4)]), "pauses.longest")
    assert longest.claim.in_language(language).replace(NBSP, " ") == claim
    assert (longest.value, longest.unit) == (2.5, "s")
    assert (longest.evidence[0].start, longest.evidence[0].end) == (0.9, 3.4)


def test_a_word_stretched_over_the_silence_still_stands_before_it():
    stretched = words("alpha", each=3.4) + words("omega", start=3.4)
    (longest,) = found(a_note(stretched, pauses=[(0.5, 3.4)]), "pauses.longest")
    assert "between “alpha” and “omega”" in longest.claim.en


def test_without_words_the_silence_is_named_all_the_same():
    (longest,) = found(a_note("", pauses=[(1.0, 3.0)], duration=5.0), "pauses.longest")
    assert longest.claim.en == "A silence of 2.0\u00a0s."


def test_three_silences_at_most_are_named_and_the_longest_stands_on_the_page():
    silences = [(1.0, 2.2), (3.0, 4.4), (5.0, 6.6), (8.0, 9.8), (11.0, 11.6)]
    longest = found(a_note("", pauses=silences, duration=12.0), "pauses.longest")
    assert [round(one.value, 1) for one in longest] == [1.8, 1.6, 1.4]
    assert [one.highlight for one in longest] == [True, False, False]


def test_short_silences_inside_a_clause_are_a_moment():
    spoken = words("well I do not know what to say about it .", each=0.8)
    breaks = [(0.8 * n + 0.3, 0.8 * n + 0.7) for n in (2, 4, 6, 8)]
    (cluster,) = found(a_note(spoken, pauses=breaks), "pauses.within_clauses")
    assert cluster.value == 4
    assert len(cluster.evidence) == 4


def test_silences_at_commas_and_full_stops_are_not():
    spoken = words("well , I , do . not , know .", each=0.8)
    breaks = [(0.8 * n + 0.4, 0.8 * n + 0.7) for n in range(4)]
    assert found(a_note(spoken, pauses=breaks), "pauses.within_clauses") == []


def test_without_any_punctuation_nothing_is_said_of_clauses():
    spoken = words("well I do not know what to say about it", each=0.8)
    breaks = [(0.8 * n + 0.3, 0.8 * n + 0.7) for n in (2, 4, 6, 8)]
    assert found(a_note(spoken, pauses=breaks), "pauses.within_clauses") == []


def test_the_share_of_silence_is_the_measured_one():
    note = a_note("", pauses=[(1.0, 2.0)], measures={"pause_fraction": 0.31}, duration=4.0)
    (share,) = found(note, "pauses.share")
    assert "31%" in share.claim.en
    assert "31\u00a0%" in share.claim.fr


def hesitating(*hesitations, language="en"):
    spoken = words("I went to see my mother and the doctor .")
    voice = replace(
        a_voice(duration=3.0),
        hesitations=tuple(
            Hesitation(pause=Span(start, end), words=at) for start, end, at in hesitations
        ),
    )
    return a_note(spoken, voice=voice, language=language, duration=3.0)


def test_hesitations_are_named_by_the_words_they_came_before():
    note = hesitating((1.4, 2.0, (5,)), (2.0, 2.6, (7, 8)))
    (finding,) = found(note, "pauses.hesitations")
    assert finding.claim.en.endswith("in the middle of clauses: before “mother”, “the doctor”.")
    assert (finding.value, finding.quote) == (2.0, "mother … the doctor.")
    assert [one.start for one in finding.evidence] == [1.4, 2.0]
    assert finding.evidence[1].end == pytest.approx(2.7)


def test_a_single_hesitation_is_told_with_its_length():
    (finding,) = found(hesitating((1.4, 2.2, (5,)), language="fr"), "pauses.hesitations")
    assert finding.claim.fr.replace(NBSP, " ") == (
        "Un silence de 0,8 s au milieu d’une proposition, avant « mother »."
    )


def test_without_hesitations_or_words_nothing_is_said():
    assert found(hesitating(), "pauses.hesitations") == []
    wordless = replace(hesitating((1.4, 2.2, (5,))), transcript=Missing("pending"))
    assert found(wordless, "pauses.hesitations") == []
