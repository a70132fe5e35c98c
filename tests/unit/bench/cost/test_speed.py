from voicejournal.bench.cost.speed import WHOLE, bench_speed, joined


def test_speed_is_told_beside_every_tool_that_is_here(material, monkeypatch):
    monkeypatch.setattr("voicejournal.bench.cost.speed.SOUND_S", 3.0)
    rows = {row.tool: row for row in bench_speed(material)}
    assert rows[WHOLE].as_fast_as == 1
    assert all(row.times_real_time > 0 for row in rows.values())
    assert not any("Praat" in tool or "openSMILE" in tool for tool in rows)


def test_short_material_is_repeated_to_the_length_wanted(material):
    assert joined(material, seconds=30).duration == 30
