from voicejournal.bench.accuracy.quality import bench_quality


def test_irregular_voices_are_told_from_regular_ones(material):
    rows = {row.measure: row for row in bench_quality(material)}
    assert min(rows[name].correlation for name in ("jitter", "shimmer", "hnr")) > 0.9
