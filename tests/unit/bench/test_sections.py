import pytest

from voicejournal.bench.material import Recorded, gather
from voicejournal.bench.memory import bench_memory
from voicejournal.bench.pages import bench_pages
from voicejournal.bench.plugins import bench_plugins
from voicejournal.bench.quality import bench_quality
from voicejournal.bench.sections import PLANS
from voicejournal.bench.speed import WHOLE, bench_speed, joined
from voicejournal.bench.syllables import bench_syllables
from voicejournal.bench.words import bench_words
from voicejournal.errors import AudioError


def test_every_part_has_a_heading_for_every_cell(material, monkeypatch):
    monkeypatch.setattr("voicejournal.bench.speed.SOUND_S", 3.0)
    plan = PLANS["speed"]
    assert all(len(row.cells) == len(plan.columns) for row in plan.measure(material))


def test_speed_is_told_beside_every_tool_that_is_here(material, monkeypatch):
    monkeypatch.setattr("voicejournal.bench.speed.SOUND_S", 3.0)
    rows = {row.tool: row for row in bench_speed(material)}
    assert rows[WHOLE].as_fast_as == 1
    assert all(row.times_real_time > 0 for row in rows.values())
    assert not any("Praat" in tool or "openSMILE" in tool for tool in rows)


def test_short_material_is_repeated_to_the_length_wanted(material):
    assert joined(material, seconds=30).duration == 30


def test_syllables_of_constructed_talk_are_counted(material, monkeypatch):
    monkeypatch.setattr("voicejournal.bench.syllables.TRAIN_HZ", (110.0,))
    monkeypatch.setattr("voicejournal.bench.syllables.TRAIN_S", 6.0)
    (row,) = bench_syllables(material)
    assert row.correlation > 0.95
    assert row.counted == pytest.approx(1, abs=0.1)


def test_irregular_voices_are_told_from_regular_ones(material):
    rows = {row.measure: row for row in bench_quality(material)}
    assert min(rows[name].correlation for name in ("jitter", "shimmer", "hnr")) > 0.9


def test_without_a_model_the_words_say_so(material):
    (row,) = bench_words(material)
    assert row.model == "none here"
    assert row.found


def test_without_plugins_only_the_way_of_the_sound_is_timed(material):
    (row,) = bench_plugins(material)
    assert row.plugin == "example"


def test_a_larger_clinic_asks_the_database_no_more(material, monkeypatch):
    monkeypatch.setattr("voicejournal.bench.pages.DAYS", 40)
    monkeypatch.setattr("voicejournal.bench.pages.PATIENTS", 10)
    monkeypatch.setattr("voicejournal.bench.pages.OPENED", 2)
    rows = bench_pages(material)
    assert [row.queries for row in rows] == [row.queries_small for row in rows]
    assert all(row.size > 1000 for row in rows)


def test_memory_is_measured_in_a_process_of_its_own(material, monkeypatch):
    monkeypatch.setattr("voicejournal.bench.memory.MINUTES", (1,))
    (row,) = bench_memory(material)
    assert row.sound_mib == pytest.approx(3.7, abs=0.1)
    assert 0 < row.beside_mib < 400


def test_given_files_are_cut_into_pieces_of_one_voice(material, tmp_path):
    with pytest.raises(AudioError):
        gather([tmp_path / "nothing.wav"])


def test_demo_notes_bring_their_true_words(clinic):
    found = gather([], every=40)
    assert len(found.recordings) == 2
    assert all(isinstance(one, Recorded) and one.spoken for one in found.recordings)
    assert found.length.startswith("2 demo notes")
