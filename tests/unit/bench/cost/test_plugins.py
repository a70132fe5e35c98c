from voicejournal.bench.cost.plugins import bench_plugins


def test_without_plugins_only_the_way_of_the_sound_is_timed(material, monkeypatch):
    monkeypatch.setattr("voicejournal.bench.cost.plugins.NOTE_S", 20.0)
    (row,) = bench_plugins(material)
    assert row.plugin == "example"
