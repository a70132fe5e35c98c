from dataclasses import replace

import numpy as np
import pytest

from voicejournal.bench.accuracy.drift import DriftRow, bench_drift, within_person
from voicejournal.bench.material import Recorded
from voicejournal.bench.sounds.channels import CHANNELS, Channel
from voicejournal.bench.sounds.utterance import utter
from voicejournal.model.audio import Waveform
from voicejournal.model.text import Text
from voicejournal.model.voice import MeasureInfo

TRIED = tuple(one for one in CHANNELS if one.name in {"Opus 24", "+6 dB", "−6 dB"})


def row(drifts, moved_by=()):
    info = MeasureInfo(
        name="one",
        unit="s",
        title=Text(en="One", fr="Une"),
        definition="",
        source="",
        moved_by=frozenset(moved_by),
    )
    return DriftRow(info, 1.0, drifts)


def test_what_moves_a_measure_undeclared_is_told():
    found = row({"Opus 24": 0.7, "+6 dB": 0.1})
    assert found.undeclared == ("codec",)
    assert "0.70 ✗" in found.cells
    assert not found.verdicts[0].met


def test_what_is_declared_and_does_not_move_it_is_told_too():
    found = row({"Opus 24": 0.1, "+6 dB": 0.9}, {"codec", "gain"})
    assert (found.undeclared, found.still) == ((), ("codec",))
    assert found.verdicts[0].met


def test_within_person_spread_forgets_how_people_differ():
    tones = [
        Recorded(name, name, utter(3, hertz=hertz, seed=seed).waveform)
        for name, hertz in (("low", 100.0), ("high", 220.0))
        for seed in range(5)
    ]
    assert within_person(tones)["pitch_median"] < 20


def test_nothing_drifts_where_nothing_changes(material):
    talks = [
        Recorded("one", "one", utter(6, hertz=110.0 * 1.02**day, seed=day).waveform)
        for day in range(5)
    ]
    brief = replace(material, recordings=tuple(talks[:1]), more=lambda: talks)
    rows = bench_drift(brief, [Channel("same", "gain", lambda sound: sound)])
    taken = [one.drifts["same"] for one in rows if not np.isnan(one.drifts["same"])]
    assert taken
    assert max(taken) == 0


@pytest.fixture(scope="module")
def robust(long):
    return {one.measure.name: one for one in bench_drift(long, TRIED)}


@pytest.fixture(scope="module")
def long(material):
    """Ten talks of two people, each at a pitch and pace of its own day."""
    talks = tuple(
        Recorded(
            name,
            name,
            utter(24, hertz=hertz * 1.02**day, rate=4 + 0.25 * day, seed=10 * day + i).waveform,
        )
        for i, (name, hertz) in enumerate((("low", 110.0), ("high", 200.0)))
        for day in range(5)
    )
    return replace(material, recordings=talks[::3], more=lambda: talks)


def test_measures_of_time_and_pitch_stay_through_opus_and_gain(robust):
    kept = [
        name
        for name, one in robust.items()
        if one.measure.moved_by.isdisjoint({"codec", "gain"})
        and (name.startswith(("pitch", "pause", "run")) or name.endswith("rate"))
    ]
    moved = {name: robust[name].undeclared for name in kept if robust[name].undeclared}
    assert len(kept) >= 10
    assert moved == {}


def test_gain_moves_nothing_that_does_not_say_so(robust):
    moved = {
        name: one.drifts
        for name, one in robust.items()
        if "gain" not in one.measure.moved_by
        and any(one.drifts[channel] > 0.5 for channel in ("+6 dB", "−6 dB"))
    }
    assert moved == {}


def test_loudness_says_that_gain_moves_it(robust):
    assert robust["level"].drifts["+6 dB"] > 0.5
    assert "gain" in robust["level"].measure.moved_by


def test_silence_has_no_measures_to_drift(material):
    silent = Waveform(np.zeros(16_000, np.float32))
    assert within_person([Recorded("a", "a", silent)] * 5) == {}
