import pytest
from voicejournal_standard.notes.pace import Pace

from voicejournal import Missing
from voicejournal.testing import a_note, check_analyzer, words


def found(note, kind):
    return [one for one in Pace().analyze(note) if one.kind == kind]


def test_keeps_the_promises_of_an_analyzer():
    check_analyzer(Pace())


def test_syllables_are_told_with_and_without_silences():
    measures = {"articulation_rate": 4.25, "speech_rate": 3.1}
    (one,) = found(a_note("word", measures=measures), "pace.syllables")
    assert one.value == 4.25
    assert "4,2 syllabes par seconde, 3,1 silences compris" in one.claim.fr


def test_an_unmeasured_pace_is_not_told():
    note = a_note("word", measures={"articulation_rate": Missing("too short")})
    assert found(note, "pace.syllables") == []


def test_the_slowest_stretch_is_found_and_quoted():
    fast, slow = words("quick " * 30, each=0.25), words("slow " * 12, start=7.5, each=0.9)
    note = a_note(fast + slow + words("quick " * 30, start=18.3, each=0.25))
    (one,) = found(note, "pace.slowest")
    assert one.quote.split().count("slow") >= 11
    assert one.evidence[0].start == pytest.approx(7.5, abs=1.0)
    whole = 60 * 71 / (18.3 + 29 * 0.25)
    stretch = 60 * 11 / (11 * 0.9)
    assert one.value == pytest.approx(1 - stretch / whole)
    assert f"{stretch:.0f} words a minute" in one.claim.en


def test_an_even_pace_has_no_slowest_stretch():
    assert found(a_note(words("even " * 40)), "pace.slowest") == []
