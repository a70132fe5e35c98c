import random

import pytest


@pytest.mark.parametrize("name", ["en", "fr"])
def test_training_sentences_hold_no_sentence_kept_apart(name, recipe):
    from corpus import Language, held_out_sentences, normalised, training_sentences

    chance = random.Random(4)
    language = Language.read(name)
    apart = [*held_out_sentences(language, 50, chance), *language.diary]
    forbidden = {normalised(sentence) for sentence in apart}
    drawn = training_sentences(language, 2_000, forbidden, chance)
    assert forbidden.isdisjoint(map(normalised, drawn))


@pytest.mark.parametrize("name", ["en", "fr"])
def test_every_word_of_the_diary_is_in_the_vocabulary(name, recipe):
    from corpus import WORD, Language

    language = Language.read(name)
    known = {word.lower() for word in language.vocabulary}
    assert known >= {word.lower() for text in language.diary for word in WORD.findall(text)}


def test_word_errors_count_what_is_wrong_missing_and_added(recipe):
    from evaluate import word_errors

    assert word_errors(["a", "b", "c"], ["a", "x", "c"]) == 1
    assert word_errors(["a", "b", "c"], ["a", "c"]) == 1
    assert word_errors(["a", "b", "c"], ["a", "b", "b", "c"]) == 1


def test_recordings_are_cut_where_nobody_speaks(recipe):
    import numpy as np
    from evaluate import clips

    tone = np.sin(np.arange(4 * 16_000) / 10).astype(np.float32)
    silence = np.zeros(2 * 16_000, np.float32)
    (first, second) = clips(np.concatenate([tone, silence, tone]))
    assert 4.0 < first[1] < second[0] < 6.0
