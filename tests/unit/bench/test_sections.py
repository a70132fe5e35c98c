from voicejournal.bench.sections import PLANS


def test_every_part_has_a_heading_for_every_cell(material, monkeypatch):
    monkeypatch.setattr("voicejournal.bench.cost.speed.SOUND_S", 3.0)
    plan = PLANS["speed"]
    assert all(len(row.cells) == len(plan.columns) for row in plan.measure(material))
