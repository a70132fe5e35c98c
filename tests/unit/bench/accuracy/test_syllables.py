import pytest

from voicejournal.bench.accuracy.syllables import bench_syllables


def test_syllables_of_constructed_talk_are_counted(material, monkeypatch):
    monkeypatch.setattr("voicejournal.bench.accuracy.syllables.TRAIN_HZ", (110.0,))
    monkeypatch.setattr("voicejournal.bench.accuracy.syllables.TRAIN_S", 6.0)
    (row,) = bench_syllables(material)
    assert row.correlation > 0.95
    assert row.counted == pytest.approx(1, abs=0.1)
