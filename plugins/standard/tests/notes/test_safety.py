from datetime import UTC, date, datetime

import pytest
from voicejournal_standard.notes.safety import Safety

from voicejournal import CheckIn, CheckInId, Missing, Reply, SpeakerTurn, SpeakerTurns, Week
from voicejournal.findings.analyze import analyze
from voicejournal.findings.week import analyze_week, view_week
from voicejournal.hooks.registered import registered
from voicejournal.model.change import Comparison
from voicejournal.model.finding import NoteFindings
from voicejournal.testing import a_note, check_analyzer, words

WEEK = Week(date(2026, 3, 2), "UTC")
NOTHING = Comparison(notes=0, learned_from=0, needed=8, needed_in_week=3)
SAID = "It rained . I wish I could just disappear . Then I ate ."
SAFETY = registered("standard", Safety())


def found(note):
    return analyze(note, [SAFETY]).safety


def in_the_week(*notes, check_ins=()):
    entries = [(note, analyze(note, [SAFETY])) for note in notes]
    return analyze_week(view_week(WEEK, entries, NOTHING, check_ins), [SAFETY]).findings


def answered(value, *, day=3, item="44260-8"):
    return CheckIn(
        check_in_id=CheckInId(f"c{day}"),
        instrument="phq-9",
        answered_at=datetime(2026, 3, day, tzinfo=UTC),
        zone="UTC",
        replies=(Reply(item="44250-9", value=2), Reply(item=item, value=value)),
        score=Missing("an item was left out"),
    )


def test_keeps_the_promises_of_an_analyzer():
    french = a_note("Je voudrais disparaître .", language="fr")
    check_analyzer(Safety(), [a_note(SAID), a_note(words(SAID, quarantined=[4])), french])


def test_the_sentence_is_quoted_and_can_be_heard():
    (one,) = found(a_note(SAID))
    assert one.quote == "I wish I could just disappear."
    assert one.evidence[0].start == pytest.approx(0.6)
    assert one.value == Missing("nobody can be put in a number here")


def test_words_that_were_not_kept_are_read_and_never_quoted():
    (one,) = found(a_note(words(SAID, quarantined=[3, 7])))
    assert one.quote == ""
    assert "not recognised surely" in one.claim.en
    assert "pas été reconnus" in one.claim.fr
    assert "disappear" not in one.claim.en


def test_another_voice_is_pointed_at_and_never_quoted():
    turns = SpeakerTurns(
        engine="t",
        model="t",
        turns=(
            SpeakerTurn(speaker="patient", start=0.0, end=0.5),
            SpeakerTurn(speaker="other", start=0.5, end=9.0),
        ),
    )
    (one,) = found(a_note(SAID, turns=turns))
    assert one.quote == ""
    assert "another voice" in one.claim.en


def test_an_endless_sentence_is_cut_to_what_matters():
    (one,) = found(a_note("and so " * 20 + "I want to die " + "and on " * 20))
    assert "I want to die" in one.quote
    assert len(one.quote.split()) < 40


def test_ordinary_notes_hold_nothing():
    assert found(a_note("I am so tired of being tired . I could kill for a coffee .")) == ()


def test_every_moment_of_the_week_stands_first_on_the_page():
    first, second = in_the_week(
        a_note(SAID, note_id="a"), a_note(f"{SAID} I want to die .", note_id="b")
    )[:2]
    assert first.section == "safety"
    assert first.quote == second.quote == "I wish I could just disappear."


def test_moments_of_earlier_weeks_are_not_told_again():
    before = a_note(SAID, note_id="old", recorded_at=datetime(2026, 2, 20, tzinfo=UTC))
    assert in_the_week(before) == ()


@pytest.mark.parametrize(("value", "said"), [(0, 0), (1, 1), (3, 1)])
def test_the_ninth_item_opens_the_safety_path_whatever_the_total(value, said):
    findings = in_the_week(check_ins=[answered(value)])
    assert len(findings) == said
    for one in findings:
        assert one.kind == "safety.answer"
        assert one.evidence[0].score == value


def test_the_answer_is_said_in_both_languages():
    (one,) = in_the_week(check_ins=[answered(1)])
    assert "“several days” (1 of 3)" in one.claim.en
    assert "plusieurs jours" in one.claim.fr


def test_other_items_and_other_weeks_do_not_count():
    others = [answered(2, item="44254-1"), answered(2, day=1)]
    assert in_the_week(check_ins=others) == ()


def test_findings_that_may_speak_of_self_harm_are_at_hand_on_a_note():
    assert NoteFindings(findings=()).safety == ()
    assert len(analyze(a_note(SAID), [SAFETY]).safety) == 1
