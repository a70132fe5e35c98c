from voicejournal.bench.accuracy.words import bench_words


def test_without_a_model_the_words_say_so(material):
    (row,) = bench_words(material)
    assert row.model == "none here"
    assert row.found
