"""Dataclasses as bytes and back."""

import math
import traceback

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as given_settings
from hypothesis import strategies as st

from voicejournal.model.audio import AudioFacts, DeviceFacts, KeptAudio
from voicejournal.model.finding import Finding, Gap, NoteFindings, Provenance
from voicejournal.model.note import Problem
from voicejournal.model.speakers import SpeakerTurn, SpeakerTurns
from voicejournal.model.text import Text
from voicejournal.model.transcript import Transcript, Word
from voicejournal.model.units import Missing, Span
from voicejournal.model.voice import Measure, VoiceMeasures
from voicejournal.store.codec import SCHEMA, CodecError, decode, encode

words = st.text(max_size=20)
numbers = st.floats(allow_nan=False, allow_infinity=False)
times = st.floats(0, 1e5)
missing = st.builds(Missing, words)
value = st.one_of(numbers, missing)
spans = st.tuples(times, times).map(lambda pair: Span(min(pair), max(pair)))
few = {"max_size": 4}
texts = st.builds(Text, en=words, fr=words)


def some(strategy, **size):
    return st.lists(strategy, **(few | size)).map(tuple)


word = st.builds(Word, text=words, start=times, end=times, probability=numbers, kept=st.booleans())
KINDS = {
    Transcript: st.builds(
        Transcript,
        engine=words,
        model=words,
        language=words,
        language_probability=numbers,
        words=some(word),
    ),
    VoiceMeasures: st.builds(
        VoiceMeasures,
        version=words,
        speech=some(spans),
        pauses=some(spans),
        measures=some(
            st.builds(
                Measure,
                name=words,
                unit=words,
                value=value,
                quality=st.sampled_from(["ok", "uncertain"]),
            )
        ),
        caveats=some(words),
    ),
    NoteFindings: st.builds(
        NoteFindings,
        findings=some(
            st.builds(
                Finding,
                kind=words,
                claim=texts,
                value=value,
                unit=words,
                evidence=some(spans, min_size=1),
                quote=words,
                provenance=st.none()
                | st.builds(Provenance, plugin=words, analyzer=words, version=words),
            )
        ),
        gaps=some(st.builds(Gap, analyzer=words, reason=words)),
    ),
    SpeakerTurns: st.builds(
        SpeakerTurns,
        engine=words,
        model=words,
        turns=some(st.builds(SpeakerTurn, speaker=words, start=times, end=times)),
    ),
    KeptAudio: st.builds(
        KeptAudio,
        facts=st.builds(
            AudioFacts,
            container=words,
            codec=words,
            channels=st.integers(1, 8),
            rate_hz=st.integers(1, 192_000),
            duration=times,
            declared_duration=st.none() | times,
            gaps=some(spans),
            truncated=st.booleans(),
        ),
        peaks=some(st.floats(0, 1)),
    ),
    DeviceFacts: st.builds(DeviceFacts, echo_cancellation=st.none() | st.booleans()),
    tuple[Problem, ...]: some(st.builds(Problem, stage=words, reason=words, fix=words)),
}


@pytest.mark.parametrize("kind", list(KINDS), ids=str)
@given(data=st.data())
@given_settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_what_is_stored_reads_back_exactly(kind, data):
    stored = data.draw(KINDS[kind])
    content = encode(kind, stored)
    assert decode(kind, content) == stored
    assert encode(kind, decode(kind, content)) == content


def a_measure(number):
    return Measure(name="pitch_median", unit="Hz", value=number)


@pytest.mark.parametrize("bad", [math.nan, math.inf, np.float32(0.1)])
def test_what_would_not_read_back_the_same_is_refused(bad):
    with pytest.raises(CodecError):
        encode(Measure, a_measure(bad))


def test_numpys_doubles_are_stored_exactly():
    assert decode(Measure, encode(Measure, a_measure(np.float64(0.1)))) == a_measure(0.1)


def test_fields_that_came_later_take_their_defaults():
    content = SCHEMA + b'{"text": "oui", "start": 0.5, "end": 1.0, "probability": 0.9}'
    assert decode(Word, content).kept


def test_rules_of_the_model_hold_when_reading():
    with pytest.raises(CodecError):
        decode(Span, SCHEMA + b'{"start": 2.0, "end": 1.0}')


def test_an_unknown_schema_is_refused():
    with pytest.raises(CodecError):
        decode(Word, b"2:{}")


def test_errors_never_quote_what_was_read():
    spoken = b'{"text": "zwetschgen", "start": "zwetschgen"}'
    with pytest.raises(CodecError) as caught:
        decode(Word, SCHEMA + spoken)
    assert "zwetschgen" not in "".join(traceback.format_exception(caught.value))
    assert caught.value.__context__ is None
