import math

import pytest

from voicejournal.findings.baseline import Baseline
from voicejournal.findings.readings import Reading
from voicejournal.findings.shift import Shift, domain_strength
from voicejournal.findings.watched import BY_NAME


def readings(values, *, start=0, width=1.0, watched="pause_median"):
    scaled = BY_NAME[watched].scaled
    return [
        Reading(start + at, float(start + at), value, scaled(value), width)
        for at, value in enumerate(values)
    ]


def a_shift(week, *, watched="pause_median", width=1.0, usual=0.6):
    baseline = Baseline(
        watched=BY_NAME[watched],
        unit="s",
        readings=readings([usual] * 30, watched=watched),
        until=30.0,
    )
    return Shift(baseline, readings(week, start=30, width=width, watched=watched), 7.0)


def test_a_week_at_the_usual_has_not_moved():
    assert a_shift([0.6] * 5).deviation == 0.0


def test_a_week_is_as_far_as_its_notes_are_on_average():
    shift = a_shift([0.6, 0.6 * math.exp(0.1)])
    (far,) = shift.baseline.away([shift.readings[1]])
    assert shift.deviation == pytest.approx(far / 2)


def test_how_far_a_week_lies_does_not_hang_on_how_long_its_notes_are_but_how_sure_it_is_does():
    long, short = a_shift([0.63] * 5), a_shift([0.63] * 5, width=1.5)
    assert short.deviation == pytest.approx(long.deviation)
    assert short.error > 1.2 * long.error


def test_more_notes_make_a_week_surer():
    assert a_shift([0.7] * 6).error < a_shift([0.7] * 3).error


def test_a_domain_is_surer_than_any_of_its_measures():
    members = [a_shift([0.66] * 4), a_shift([0.66] * 4), a_shift([0.66] * 4)]
    assert domain_strength(members) > members[0].strength > 0


def test_measures_that_pull_apart_cancel_out():
    longer = a_shift([0.66] * 4)
    # Runs of speech grow shorter as silences grow longer: here they grow longer, too.
    against = a_shift([0.66] * 4, watched="run_median")
    assert abs(domain_strength([longer, against])) < 0.3 * longer.strength


def test_a_single_measure_is_no_domain():
    assert domain_strength([a_shift([2.0] * 4)]) == 0.0


def test_a_mean_that_the_medians_contradict_is_not_shown():
    assert a_shift([0.7, 0.7, 0.7]).visible
    assert not a_shift([0.59, 0.59, 0.59, 0.59, 5.0]).visible
    assert a_shift([0.59, 0.59, 0.59, 0.59, 5.0]).deviation > 0
