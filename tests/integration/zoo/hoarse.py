"""A plugin that tells voices apart, badly: copied into the place of the bad ones.

What it does stands in a file beside it, or it would answer for every note of the zoo.
"""

import ctypes
import os
from pathlib import Path

from voicejournal import ModelMissingError, SpeakerTurn, SpeakerTurns, hookimpl

DEEDS = {
    "segfaults": lambda _: ctypes.string_at(0),
    "exits": lambda _: os._exit(3),
    "hangs": lambda _: ctypes.PyDLL(None).sleep(1000),
    "raises": lambda _: {}["secret words of a patient"],
    "answers_words": lambda _: "two voices",
    "opens_sockets": lambda _: __import__("socket").create_connection(("127.0.0.1", 9)),
    "lacks_weights": lambda _: lacking(),
    "listens": lambda waveform: turns(waveform),  # noqa: PLW0108 - defined below
}


def lacking():
    msg = "Its weights are not here."
    raise ModelMissingError(msg, fix="Fetch them.")


def turns(waveform):
    half = waveform.duration / 2
    return SpeakerTurns(
        engine="zoo",
        model=str(os.getpid()),
        turns=(
            SpeakerTurn(speaker="one", start=0.0, end=half),
            SpeakerTurn(speaker="other", start=half, end=waveform.duration),
        ),
    )


class Hoarse:
    engine, model = "zoo", "hoarse"

    def __init__(self, deed):
        self.deed = deed

    def separate(self, waveform):
        return DEEDS[self.deed](waveform)


@hookimpl
def voicejournal_diarizer(name, settings):
    deed = Path(__file__).with_suffix(".deed")
    return Hoarse(deed.read_text()) if name == "pyannote" and deed.exists() else None
