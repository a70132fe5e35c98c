from voicejournal.bench.cost.pages import bench_pages


def test_a_larger_clinic_asks_the_database_no_more(material, monkeypatch):
    monkeypatch.setattr("voicejournal.bench.cost.pages.DAYS", 40)
    monkeypatch.setattr("voicejournal.bench.cost.pages.PATIENTS", 10)
    monkeypatch.setattr("voicejournal.bench.cost.pages.OPENED", 2)
    rows = bench_pages(material)
    assert [row.queries for row in rows] == [row.queries_small for row in rows]
    assert all(row.size > 1000 for row in rows)
