from dataclasses import dataclass

import pytest

from voicejournal.bench.accuracy.inventions import judge, true_words
from voicejournal.bench.sounds.planted import Plant, plant
from voicejournal.bench.sounds.talker import talk
from voicejournal.model.transcript import Transcript, Word
from voicejournal.model.units import Span

SPOKEN = (("One,", Span(0.5, 2.5)), ("two.", Span(3.5, 5.5)))


def word(text, start, end):
    return Word(text=text, start=start, end=end, probability=0.9)


@dataclass
class Scripted:
    """Writes one text where it hears speech only, and more where it is made to hear all."""

    engine: str = "scripted"
    model: str = "none"

    def transcribe(self, _waveform, *, speech, language):
        words = [word("one", 0.5, 2.4), word("two", 7.5, 8.4)]
        if len(speech) == 1:
            words.insert(1, word("ghost", 3.5, 5.5))
        return Transcript(
            engine="", model="", language=language, language_probability=1, words=tuple(words)
        )


@pytest.fixture(scope="module")
def planted():
    recording = talk(0.5, 2.0, 1.0, 2.0, 0.5).waveform
    return plant(recording, SPOKEN, [Plant("silence", 3.0, 4.0)], seed=1)


def test_what_is_invented_when_everything_is_listened_to_is_counted(planted):
    served = judge(planted, Scripted(), "en", forced=False)
    forced = judge(planted, Scripted(), "en", forced=True)
    assert (served.invented, served.true, served.true_lost) == (0, 2, 0)
    assert (forced.invented, forced.invented_kept, forced.true) == (1, 0, 2)
    assert (served + forced).planted_s == pytest.approx(8.0)


def test_a_word_is_true_only_where_it_was_said():
    near, far = [word("two", 4.0, 5.0)], [word("two", 9.0, 9.5)]
    assert true_words(near, SPOKEN) == {0}
    assert true_words(far, SPOKEN) == set()
