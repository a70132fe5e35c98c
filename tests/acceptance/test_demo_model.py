"""The demo's words come from real faster-whisper, on sentences its model never heard."""

import json
import re
import statistics
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pytest
from voicejournal_demo.clinic import MODEL_FOLDER, load_clinic

from voicejournal.capture.decode import decode
from voicejournal.extract.engines.faster_whisper import FasterWhisperTranscriber, whisper_lease
from voicejournal.extract.models import ModelRef
from voicejournal.extract.transcript import transcribe
from voicejournal.extract.voice import hear
from voicejournal.settings import Settings

HELD_OUT = Path(__file__).parents[2] / "plugins/demo/tests/heldout"
MOST_WORD_ERRORS = 0.05
LARGEST_MEDIAN_START_ERROR_S = 0.120
WORD = re.compile(r"[\w’'-]+")


def plain(text):
    return [one.lower().replace("’", "'") for one in WORD.findall(text)]


def edits(said, heard):
    row = list(range(len(heard) + 1))
    for number, word in enumerate(said, start=1):
        diagonal, row[0] = row[0], number
        for place, other in enumerate(heard, start=1):
            cost = min(row[place] + 1, row[place - 1] + 1, diagonal + (word != other))
            diagonal, row[place] = row[place], cost
    return row[-1]


@cache
def transcriber():
    ref = ModelRef(name="demo", folder=MODEL_FOLDER, kind="folder")
    return FasterWhisperTranscriber(ref, whisper_lease(Settings(device="cpu", threads=1)))


@cache
def written(sound_path):
    """Return what was said and what was written down, each word with its start in seconds."""
    with sound_path.open("rb") as stream:
        waveform = decode(stream, max_seconds=7200).waveform
    transcript = transcribe(waveform, hear(waveform).speech, transcriber(), None)
    truth = json.loads(sound_path.with_suffix(".words.json").read_text())["words"]
    said = [(part, start) for text, start, _ in truth for part in plain(text)]
    heard = [(part, word.start) for word in transcript.words for part in plain(word.text)]
    return transcript.language, said, heard


def held_out(language):
    return sorted(HELD_OUT.glob(f"{language}-*.opus"))


def diary(language):
    (patient,) = [one for one in load_clinic() if one.language == language]
    return [note.sound_path for note in patient.notes[1::6]]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("recordings", [held_out, diary], ids=["held-out", "diary"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_few_words_are_wrong_and_their_times_are_right(language, recordings):
    wrong = total = 0
    apart = []
    for path in recordings(language):
        found, said, heard = written(path)
        assert found == language, path.name
        said_words, heard_words = [word for word, _ in said], [word for word, _ in heard]
        wrong += edits(said_words, heard_words)
        total += len(said)
        matcher = SequenceMatcher(None, said_words, heard_words, autojunk=False)
        for block in matcher.get_matching_blocks():
            apart += [
                abs(said[block.a + at][1] - heard[block.b + at][1]) for at in range(block.size)
            ]
    print(  # noqa: T201 - the figures that the documentation quotes: pytest -s
        f"{language}: {wrong / total:.1%} of {total} words wrong, starts "
        f"{1000 * statistics.median(apart):.0f} ms apart"
    )
    assert wrong / total <= MOST_WORD_ERRORS
    assert statistics.median(apart) <= LARGEST_MEDIAN_START_ERROR_S
