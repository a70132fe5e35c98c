import re
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.summary.diaries import weeks_of_notes
from voicejournal.findings.change import compare
from voicejournal.model.change import Change, Comparison
from voicejournal.model.evidence import Answered, Moment
from voicejournal.model.finding import Finding, NoteFindings
from voicejournal.model.text import Text
from voicejournal.model.units import Span
from voicejournal.summary.changed import MOST, changed
from voicejournal.summary.diary import diary_of
from voicejournal.summary.week import week_of

NOTES = weeks_of_notes(weeks=7, slow=2.0)
WEEK = week_of(NOTES[-1].recorded_at, "Europe/Paris")
DIARY = diary_of(WEEK, [(note, NoteFindings(findings=())) for note in NOTES])
SLOWER = Change(
    measure="pause_median",
    domain="pausing",
    direction="up",
    value=1.2,
    usual=0.6,
    unit="s",
    deviation=2.0,
    strength=4.0,
    domain_strength=3.5,
    notes=4,
    learned_from=20,
)


def comparison(*changes, standing=()):
    return Comparison(
        notes=4,
        learned_from=20,
        needed=10,
        needed_in_week=3,
        changes=changes,
        standing=standing,
    )


def told(*changes, standing=(), diary=DIARY):
    return changed(diary, comparison(*changes, standing=standing)).sentences


def plain(text):
    return re.sub(r"\s", " ", text)


def test_a_new_change_says_both_numbers_and_what_shows_it():
    (sentence,) = told(SLOWER)
    assert plain(sentence.text.en) == ("Silences were longer than usual: 1.2 s, usually 0.6 s.")
    assert (sentence.value, sentence.usual, sentence.unit) == (1.2, 0.6, "s")
    assert sentence.context is None
    assert all(WEEK.holds(one.recorded_at) for one in sentence.evidence)


def test_what_goes_on_is_said_as_such_after_what_is_new():
    going_on = replace(SLOWER, weeks_since=2, strength=9.0)
    new = replace(SLOWER, measure="pitch_sd", domain="pitch", unit="st")
    first, second = told(new, standing=[going_on])
    assert first.kind == "changed.pitch_sd"
    assert plain(second.text.en) == "Still: silences were longer than usual (1.2 s, usually 0.6 s)."
    assert plain(second.text.fr) == (
        "Toujours : les silences étaient plus longs que d’habitude (1,2 s, d’ordinaire 0,6 s)."
    )
    assert plain(second.context.en) == "First told 2 weeks ago."
    assert plain(second.context.fr) == "Signalé pour la première fois il y a 2 semaines."


def test_a_beginning_too_far_back_to_be_known_is_not_made_up():
    (sentence,) = told(standing=[replace(SLOWER, weeks_since=4)])
    assert plain(sentence.context.en) == "First told 4 weeks ago or earlier."


def test_four_weeks_are_said_and_shown_from_all_four():
    (sentence,) = told(replace(SLOWER, span="four weeks"))
    assert plain(sentence.text.en).startswith("Over four weeks, silences were longer")
    assert plain(sentence.text.fr).startswith("Sur quatre semaines, les silences")
    assert sentence.kind == "drifted.pause_median"
    start = WEEK.back(3).start
    assert all(start <= one.recorded_at < WEEK.end for one in sentence.evidence)


OTHERS = {"tempo": "speech_rate", "pitch": "pitch_sd", "energy": "level", "breath": "run_median"}
"""One measure of each of four other domains."""


def in_domain(domain, *measures, **more):
    return [replace(SLOWER, measure=name, domain=domain, **more) for name in measures]


def elsewhere(**more):
    return [one for domain, name in OTHERS.items() for one in in_domain(domain, name, **more)]


def test_at_most_five_are_told_and_each_domain_before_any_is_told_of_twice():
    pausing = in_domain("pausing", "pause_median", "pause_fraction")
    kinds = [one.kind for one in told(*pausing, *elsewhere(), standing=elsewhere(weeks_since=1))]
    assert kinds == ["changed.pause_median", *(f"changed.{name}" for name in OTHERS.values())]
    assert len(kinds) == MOST


def test_no_domain_is_told_of_more_than_twice():
    pausing = in_domain("pausing", "pause_median", "pause_fraction", "run_median")
    kinds = [one.kind for one in told(*pausing)]
    assert kinds == ["changed.pause_median", "changed.pause_fraction"]


def test_what_goes_on_elsewhere_comes_before_a_second_change_of_one_domain():
    pausing = in_domain("pausing", "pause_median", "pause_fraction")
    kinds = [one.kind for one in told(*pausing, standing=elsewhere(weeks_since=1))]
    assert kinds == ["changed.pause_median", *(f"changed.{name}" for name in OTHERS.values())]


def answered(score, days):
    return Answered(
        check_in_id=f"q{days}",
        instrument="phq-9",
        answered_at=WEEK.start + timedelta(days=days),
        score=score,
    )


def test_a_questionnaire_is_told_with_both_answers_and_no_judgement():
    rose = replace(
        SLOWER,
        measure="phq-9",
        domain="questionnaire",
        value=14.0,
        usual=8.0,
        unit="point",
        answers=(answered(8.0, -10), answered(14.0, 2)),
        matters=5.0,
    )
    (sentence,) = told(rose)
    assert plain(sentence.text.en) == (
        "PHQ-9: 14 points, 8 before. A difference of 5 or more is more than chance."
    )
    assert plain(sentence.text.fr) == (
        "PHQ-9 : 14 points, contre 8 auparavant. Un écart d’au moins 5 dépasse le hasard."
    )
    assert sentence.evidence == rose.answers
    assert sentence.provenance == ()


def test_a_persons_own_rating_rests_on_what_they_answered():
    rating = replace(
        SLOWER, measure="mood", domain="rating", value=7, usual=5, answers=(answered(7.0, 1),)
    )
    (sentence,) = told(rating)
    assert plain(sentence.text.en).endswith("was higher than usual: 7, usually 5.")
    assert sentence.evidence == rating.answers


def worded(share, start):
    return NoteFindings(
        findings=(
            Finding(
                kind="wording.first_person_share",
                claim=Text("I", "je"),
                value=share,
                unit="1",
                evidence=(Span(start, start + 1.0),),
            ),
        )
    )


def test_wording_plays_the_places_in_the_notes_that_moved_most():
    entries = [(note, worded(0.05 + 0.01 * at, 2.0)) for at, note in enumerate(NOTES)]
    diary = diary_of(WEEK, entries)
    often = replace(
        SLOWER, measure="wording.first_person_share", domain="wording", value=0.2, usual=0.06
    )
    (sentence,) = told(often, diary=diary)
    assert plain(sentence.text.en) == (
        "“I”, “me” and “my” came more often than usual: 20.0%, usually 6.0%."
    )
    assert {one.span for one in sentence.evidence} == {Span(2.0, 3.0)}
    last = {note.note_id for note in NOTES[-3:]}
    assert {one.note_id for one in sentence.evidence} == last


@pytest.mark.parametrize("weeks", [4, 6, 8])
def test_numbers_told_are_the_medians_of_the_notes_that_may_be_compared(weeks):
    notes = weeks_of_notes(weeks=weeks, slow=2.0)
    week = week_of(notes[-1].recorded_at, "Europe/Paris")
    diary = diary_of(week, [(note, NoteFindings(findings=())) for note in notes])
    for sentence in changed(diary, compare(week, notes)).sentences:
        assert all(isinstance(one, Moment) for one in sentence.evidence)
        measure = sentence.kind.partition(".")[2]
        values = sorted(value for _, value in diary.values(measure, week))
        assert values[0] <= sentence.value <= values[-1]
        digits = re.findall(r"[\d.]+\d", sentence.text.en)
        assert len(digits) >= 2


def test_while_the_usual_is_learned_it_says_how_far_it_is():
    empty = changed(DIARY, replace(comparison(), learned_from=5)).empty
    assert plain(empty.en) == "Still learning this person’s usual: 5 of 10 notes."
