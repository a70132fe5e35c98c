import numpy as np

from voicejournal.findings.change import follow
from voicejournal.findings.replay import replay
from voicejournal.testing.people import Life, a_person

SHIFTED = Life(weeks=18, since_week=14, shift=3.0, tails=30.0, voice_only=True)


def replayed(life, seed=3):
    person = a_person(life, np.random.default_rng(seed))
    return person, replay(follow(person.notes), reversed(person.weeks))


def test_weeks_are_told_oldest_first_as_they_stood_at_their_end():
    person, found = replayed(SHIFTED)
    assert [week for week, _ in found.weeks] == list(person.weeks)
    early = [note for note in person.notes if note.recorded_at < person.weeks[5].end]
    assert found.weeks[5][1] == follow(early).compare(person.weeks[5])


def test_a_story_counts_once_however_many_measures_and_weeks_tell_it():
    person, found = replayed(SHIFTED)
    pausing = [
        change
        for week, one in found.weeks
        if week >= person.weeks[14]
        for change in one.changes
        if change.domain == "pausing"
    ]
    assert len(pausing) > 1
    assert found.found_within(person.weeks[14], {"pausing"}) == 7
    steady, _ = replayed(Life(weeks=18, voice_only=True, tails=30.0))
    assert replay(follow(steady.notes), steady.weeks).flags < len(pausing)


def test_months_begin_when_the_usual_is_known():
    _, found = replayed(SHIFTED)
    known = [one for _, one in found.weeks if one.learned_from >= one.needed]
    assert found.months == len(known) * 7 / (365.25 / 12)
    assert 0 < found.compared <= len(known) < len(found.weeks)


def test_what_never_changed_is_never_found():
    person, found = replayed(Life(weeks=14, voice_only=True, tails=30.0))
    assert found.found_within(person.weeks[0], {"wording"}) is None
