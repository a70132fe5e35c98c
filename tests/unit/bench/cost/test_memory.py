import pytest

from voicejournal.bench.cost.memory import bench_memory


def test_memory_is_measured_in_a_process_of_its_own(material, monkeypatch):
    monkeypatch.setattr("voicejournal.bench.cost.memory.MINUTES", (1,))
    (row,) = bench_memory(material)
    assert row.sound_mib == pytest.approx(3.7, abs=0.1)
    assert 0 < row.beside_mib < 400
