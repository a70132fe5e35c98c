from datetime import date

import pytest
from voicejournal_standard.reading.terms import stem
from voicejournal_standard.weeks.themes import Themes

from voicejournal import SpeakerTurn, SpeakerTurns, Week
from voicejournal.findings.week import analyze_week, view_week
from voicejournal.hooks.registered import registered
from voicejournal.model.change import Comparison
from voicejournal.model.finding import NoteFindings
from voicejournal.testing import a_note, moved, words

WEEK = Week(date(2026, 3, 2), "UTC")
NOTHING = Comparison(notes=0, learned_from=0, needed=8, needed_in_week=3)
GARDEN = "I walked in the garden . The garden was wet ."
SCHOOL = "The school was loud . I taught rivers ."


def noted(said, days, language="en", **more):
    name = f"{said[:9]}{days}"
    return moved(a_note(said, language=language, **more), days=days, note_id=name)


def themes(*notes):
    entries = [(note, NoteFindings(findings=())) for note in notes]
    found = analyze_week(view_week(WEEK, entries, NOTHING), [registered("mine", Themes())])
    assert found.gaps == ()
    return found.findings


def usual(language="en", said=SCHOOL):
    return [noted(said, -day, language) for day in (1, 3, 6, 9, 12, 15)]


def test_a_word_that_stands_out_against_the_past_is_a_theme():
    found = themes(*usual(), noted(GARDEN, 0), noted(GARDEN, 1), noted(SCHOOL, 2))
    (one,) = [one for one in found if "garden" in one.claim.en]
    assert one.kind == "themes.new"
    assert one.claim.en.startswith("“garden”: in 2 of this week’s 3 notes, in none of the 6")
    assert "dans 2 des 3" in one.claim.fr
    assert {moment.note_id for moment in one.evidence} == {f"{GARDEN[:9]}0", f"{GARDEN[:9]}1"}
    assert one.quote == "I walked in the garden."


def test_what_is_said_every_week_is_no_theme():
    assert themes(*usual(), noted(SCHOOL, 0), noted(SCHOOL, 1)) == ()


def test_a_word_of_one_note_is_no_theme():
    assert themes(*usual(), noted(GARDEN * 3, 0), noted(SCHOOL, 1)) == ()


def test_a_word_that_was_silent_for_weeks_came_back():
    found = themes(noted(GARDEN, -30), *usual(), noted(GARDEN, 0), noted(GARDEN, 1))
    (one,) = [one for one in found if one.claim.en.startswith("“garden” ")]
    assert one.kind == "themes.returning"
    assert "came back after 4 weeks" in one.claim.en
    assert "après 4\u00a0semaines" in one.claim.fr


def test_an_expression_stands_for_its_words():
    said = "I heard the unkind voice again ."
    found = themes(*usual(), noted(said, 0), noted(said, 1))
    names = [one.claim.en.partition(":")[0] for one in found]
    assert "“unkind voice”" in names
    assert "“unkind”" not in names


def test_forms_of_a_word_are_one_theme_and_names_keep_their_capital():
    found = themes(
        *usual(),
        noted("I saw Lily .", 0),
        noted("Lily called , I walked .", 1),
        noted("We were walking .", 2),
    )
    names = {one.claim.en.partition(":")[0] for one in found}
    assert "“Lily”" in names
    assert names & {"“walked”", "“walking”"}


def test_a_first_week_needs_three_notes_and_says_that_nothing_was_before():
    assert themes(noted(GARDEN, 0), noted(GARDEN, 1)) == ()
    found = themes(noted(GARDEN, 0), noted(GARDEN, 1), noted(GARDEN, 2))
    assert "no earlier ones to compare with" in found[0].claim.en


def test_an_empty_week_has_no_theme():
    assert themes(*usual()) == ()
    assert themes() == ()


def test_french_is_read_too():
    said = "J'ai marché dans le jardin . Les jardins étaient mouillés ."
    notes = usual("fr", "L'école était bruyante .")
    found = themes(*notes, noted(said, 0, "fr"), noted(said, 1, "fr"))
    assert any("« jardin" in one.claim.fr.replace("\u00a0", " ") for one in found)


def test_words_that_were_not_kept_or_are_anothers_are_no_theme():
    struck = words(GARDEN, quarantined=[4, 6])
    turns = SpeakerTurns(
        engine="t",
        model="t",
        turns=(
            SpeakerTurn(speaker="patient", start=0, end=0.1),
            SpeakerTurn(speaker="other", start=0.1, end=99),
        ),
    )
    notes = [moved(a_note(struck), days=day, note_id=f"s{day}") for day in (0, 1)]
    notes += [noted(GARDEN, day, turns=turns) for day in (2, 3)]
    assert not any("garden" in one.claim.en for one in themes(*usual(), *notes))


@pytest.mark.parametrize(
    ("forms", "language"),
    [
        (("walk", "walked", "walking", "walks"), "en"),
        (("plan", "planned", "planning"), "en"),
        (("box", "boxes"), "en"),
        (("livre", "livres"), "fr"),
        (("chanter", "chanté", "chantait", "chantée"), "fr"),
    ],
)
def test_endings_are_taken_off(forms, language):
    assert len({stem(form, language) for form in forms}) == 1
