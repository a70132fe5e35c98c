"""A check-in reaches the page of its week at once."""

from datetime import timedelta

from voicejournal.model.week import Week
from voicejournal.summary.week import week_of

KEY = "00000000-0000-0000-0000-00000000000{}"
ALL_BUT_LAST = 8


def answers(instrument, value, last=0):
    names = [item.name for item in instrument.items]
    return {
        **dict.fromkeys(names[:ALL_BUT_LAST], str(value)),
        **dict.fromkeys(names[8:], str(last)),
    }


def section(summary, kind):
    return next((one for one in summary.sections if one.kind == kind), None)


def this_week(clock) -> Week:
    return week_of(clock.now, "Europe/Paris")


def test_a_rating_stands_on_the_page_of_its_week(journal, clinic, clock):
    mood = journal.instrument("mood")
    journal.check_in(clinic.anna, KEY.format(1), mood, {"mood": "3"})
    (answered,) = journal.summary(clinic.anna, this_week(clock)).answers
    assert (answered.instrument, answered.score) == ("mood", 3.0)


def test_a_week_with_nothing_but_a_check_in_is_among_the_weeks(journal, clinic, clock):
    assert this_week(clock) not in journal.weeks(clinic.anna)
    journal.check_in(clinic.anna, KEY.format(1), journal.instrument("mood"), {"mood": "3"})
    assert journal.weeks(clinic.anna)[0] == this_week(clock)
    assert journal.past(clinic.anna)[0].gist.week == this_week(clock)


def test_a_change_beyond_chance_is_told(journal, clinic, clock):
    phq = journal.instrument("phq-9")
    journal.check_in(clinic.anna, KEY.format(1), phq, answers(phq, 0))
    clock.now += timedelta(days=7)
    journal.check_in(clinic.anna, KEY.format(2), phq, answers(phq, 1))
    told = section(journal.summary(clinic.anna, this_week(clock)), "changed").sentences
    assert any("PHQ-9" in one.text.en and "8" in one.text.en for one in told)


def test_an_answer_about_self_harm_is_flagged_before_anybody_opens_the_page(journal, clinic):
    phq = journal.instrument("phq-9")
    journal.check_in(clinic.anna, KEY.format(1), phq, answers(phq, 0, last=1))
    standing = journal.store.standings.of([clinic.anna])[clinic.anna]
    assert [flag.sentence.kind for flag in standing.flags] == ["safety.answer"]


def test_a_check_in_sent_twice_makes_one(journal, clinic):
    mood = journal.instrument("mood")
    journal.check_in(clinic.anna, KEY.format(1), mood, {"mood": "3"})
    journal.check_in(clinic.anna, KEY.format(1), mood, {"mood": "3"})
    assert len(journal.check_ins(clinic.anna)) == 1


def test_pages_without_check_ins_stay_as_they_were(journal, clinic):
    week = journal.weeks(clinic.anna)[0]
    inputs = journal.page(clinic.anna, week, reader=None, number=None).shown.inputs
    assert inputs.answers == ""
