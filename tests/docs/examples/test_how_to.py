"""What the how-to pages for authors show; each part between marks stands in one of them."""

import logging

import pytest

import voicejournal.testing.fixtures
from tests.docs.examples import quiet

use_plugin = voicejournal.testing.fixtures.use_plugin

# -- start imports --
from voicejournal import Missing, Text, amount, number, quoted, typeset, verbatim  # noqa: E402
from voicejournal.testing import a_note, check_analyzer, demo_diary, words  # noqa: E402

# -- end imports --


# -- start found --
def test_a_long_silence_is_found_where_it_is():
    note = a_note("I was quiet .", pauses=[(1.0, 9.0)], duration=10.0)
    (finding,) = quiet.Quiet(longest_s=5.0).analyze(note)
    assert finding.evidence[0].start == 1.0
    assert finding.value == 8.0
    assert finding.claim.fr == "Un silence de 8,0\u00a0secondes."


# -- end found --


# -- start doubtful --
def test_a_word_that_was_perhaps_never_said_is_not_kept():
    note = a_note(words("I will go now .", quarantined=[3]), language="en")
    assert [word.text for word in note.transcript.kept_words] == ["I", "will", "go"]


# -- end doubtful --


# -- start missing --
def test_a_note_without_a_voice_says_why():
    note = a_note(Missing("no model"), measures={"pitch_sd": Missing("no speech")})
    assert note.transcript == Missing("no model")
    assert note.voice.value("pitch_sd") == Missing("no speech")
    assert note.voice.value("no_such_measure") == Missing("not measured")


# -- end missing --


# -- start promises --
def test_it_keeps_the_promises_of_an_analyzer():
    check_analyzer(quiet.Quiet(longest_s=0.5))


# -- end promises --


# -- start diary --
def test_it_finds_something_in_what_a_french_patient_says():
    (note,) = demo_diary("fr")
    assert list(quiet.Quiet(longest_s=1.0).analyze(note))


# -- end diary --


# -- start used --
def test_the_service_takes_it_with_its_settings(use_plugin):
    plugin = use_plugin(quiet, settings={"longest_s": "2"})
    found = plugin.find(a_note(pauses=[(1.0, 4.0)], duration=5.0))
    assert [one.value for one in found.findings] == [3.0]
    assert found.gaps == ()
    assert plugin.problems == ()


# -- end used --


def test_a_setting_that_makes_no_sense_is_a_problem(use_plugin):
    (problem,) = use_plugin(quiet, settings={"longest_s": "0.1"}).problems
    assert problem.fix == "Set longest_s to 0.25 or more."


# -- start languages --
def test_both_languages_write_a_number_their_own_way():
    minutes = amount(1.5, 1, one=Text("minute", "minute"), many=Text("minutes", "minutes"))
    claim = typeset(en="Spoke for {time}: {words}.", fr="A parlé {time} : {words}.")
    said = claim.fill(time=minutes, words=quoted("ça va"))
    assert said.en == "Spoke for 1.5 minutes: “ça va”."
    assert said.fr == "A parlé 1,5\u00a0minute\u00a0: «\u00a0ça va\u00a0»."
    assert number(-2.25, 1) == Text(en="−2.2", fr="−2,2")
    assert verbatim("ça va") == Text(en="ça va", fr="ça va")


# -- end languages --


# -- start secret --
def test_no_word_of_a_patient_reaches_a_log(caplog):
    with caplog.at_level(logging.DEBUG):
        list(quiet.Quiet(longest_s=0.5).analyze(a_note("A secret .", pauses=[(1.0, 3.0)])))
    assert "secret" not in caplog.text.lower()


# -- end secret --


@pytest.mark.parametrize("longest_s", [0.5, 5.0])
def test_the_example_itself_is_sound(longest_s):
    check_analyzer(quiet.Quiet(longest_s=longest_s))
