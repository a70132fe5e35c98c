import pytest

from tests.unit.testing.conformance.odd import a_finding, an_analyzer
from voicejournal import Text, verbatim
from voicejournal.testing import a_note, check_analyzer

NOTES = [a_note("maybe so .", language="en"), a_note("peut-être bien .", language="fr")]


def says(*wanted):
    def do(note):
        said = any(word.text in wanted for word in note.transcript.words)
        return [a_finding()] if said else []

    return an_analyzer(do, needs={"transcript"}, languages={"en", "fr"})


def test_being_deaf_in_a_declared_language_is_found_out():
    with pytest.raises(AssertionError, match="it declares fr, and finds nothing"):
        check_analyzer(says("maybe"), NOTES)


def test_finding_something_in_each_declared_language_passes():
    check_analyzer(says("maybe", "peut-être"), NOTES)


def test_without_notes_of_the_author_silence_proves_nothing():
    check_analyzer(says("maybe"))


def test_reading_words_while_declaring_any_language_is_found_out():
    def do(note):
        tired = any("tired" in word.text for word in note.transcript.words)
        return [a_finding()] if tired else []

    with pytest.raises(AssertionError, match="declares any language, and reads words"):
        check_analyzer(an_analyzer(do, needs={"transcript"}))


def test_counting_words_in_any_language_passes():
    check_analyzer(
        an_analyzer(
            lambda note: [a_finding(float(len(note.transcript.words)))], needs={"transcript"}
        )
    )


def test_a_claim_that_was_not_translated_is_found_out():
    claim = Text("Spoke of the sea.", "Spoke of the sea.")
    with pytest.raises(AssertionError, match=r"one wording for both languages: odd\.one"):
        check_analyzer(an_analyzer(lambda _note: [a_finding(claim=claim)]))


def test_own_words_stay_as_they_were_said():
    def do(note):
        said = " ".join(word.text for word in note.transcript.words[:4])
        return [a_finding(claim=verbatim(said), quote=said)] if said else []

    check_analyzer(an_analyzer(do, needs={"transcript"}))
