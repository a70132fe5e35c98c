"""A sound made to measure, and transcripts over it."""

import numpy as np
import pytest

from voicejournal.extract.words.evidence import Sounding, Tracks
from voicejournal.model.transcript import Transcript, Word
from voicejournal.model.units import Span

HOP_S = 0.01


@pytest.fixture
def sound():
    """Speech in the spans given, a syllable each fifth of a second, voiced unless whispered."""

    def make(*speech, whispered=(), each=0.2):
        spans = tuple(Span(*one) for one in speech)
        end = max((one.end for one in spans), default=0.0) + 10
        time = np.arange(int(end / HOP_S)) * HOP_S
        silent = [Span(*one) for one in whispered]
        voiced = np.zeros(len(time), np.bool_)
        for one in spans:
            voiced |= (time >= one.start) & (time < one.end)
        for one in silent:
            voiced &= (time < one.start) | (time >= one.end)
        nuclei = [np.arange(one.start + each / 2, one.end, each) for one in spans]
        syllables = np.concatenate([*nuclei, np.empty(0)])
        tracks = Tracks(voiced=voiced, hop_s=HOP_S, syllables=syllables)
        return Sounding(spans, lambda: tracks)

    return make


@pytest.fixture
def said():
    """A transcript of (text, start, end) or (text, start, end, probability)."""

    def make(*rows, language="en", no_speech=0.0):
        return Transcript(
            engine="none",
            model="none",
            language=language,
            language_probability=1.0,
            words=tuple(
                Word(
                    text=text,
                    start=start,
                    end=end,
                    probability=sure[0] if sure else 0.9,
                    no_speech=no_speech,
                )
                for text, start, end, *sure in rows
            ),
        )

    return make


@pytest.fixture
def spread():
    """The words of a text, evenly over a span."""

    def make(text, start, end, probability=0.9):
        words = text.split()
        each = (end - start) / len(words)
        return [
            (word, start + at * each, start + (at + 1) * each, probability)
            for at, word in enumerate(words)
        ]

    return make
