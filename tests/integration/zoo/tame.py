"""A plugin that does as it is told by its settings: copied into the place of the bad ones."""

import ctypes
import os
import resource
import time

import numpy as np

from voicejournal import AnalyzerInfo, Finding, MeasureInfo, Span, Text, hookimpl


class Tame:
    def __init__(self, name, **asks_for):
        self.info = AnalyzerInfo(
            name=name,
            version="1",
            title=Text("Tame", "Docile"),
            needs=frozenset({"voice"}),
            languages=frozenset({"*"}),
            limits=Text("Everything.", "Tout."),
            **asks_for,
        )

    def analyze(self, note):
        numbers = {"pid": os.getpid, "dies": _exit, "online": _socket, "large": _memory_mb}
        number = numbers[self.info.name]
        if note.zone == "hang":
            ctypes.PyDLL(None).sleep(1000)  # in C, with the interpreter's lock held
        kind = f"{self.info.name}.number"
        span = (Span(0.0, 0.1),)
        yield Finding(kind=kind, claim=Text("", ""), value=number(), unit="1", evidence=span)


def _exit():
    os._exit(1)


def _memory_mb():
    return resource.getrlimit(resource.RLIMIT_DATA)[0] >> 20


def _socket():
    return ctypes.CDLL(None).socket(2, 1, 0)


class Loudest:
    info = MeasureInfo(
        name="tame_loudest",
        unit="1",
        title=Text("Loudest", "Maximum"),
        definition="The largest sample.",
        source="assumed",
    )

    def measure(self, heard):
        return float(np.abs(heard.waveform.samples).max())


class Writes(Loudest):
    info = MeasureInfo(
        name="tame_writes",
        unit="1",
        title=Text("Writes", "Écrit"),
        definition="Tries to change the sound.",
        source="assumed",
    )

    def measure(self, heard):
        heard.waveform.samples[0] = 1.0


class Process(Loudest):
    info = MeasureInfo(
        name="tame_process",
        unit="1",
        title=Text("Process", "Processus"),
        definition="Who measures.",
        source="assumed",
    )

    def measure(self, heard):  # noqa: ARG002 - a measure is given what was heard
        return os.getpid()


@hookimpl
def voicejournal_analyzers(settings):
    if "slow" in settings:
        time.sleep(float(settings["slow"]))
    return [
        Tame("pid"),
        Tame("dies"),
        Tame("online", network=True, memory_mb=5000),
        Tame("large", memory_mb=3000),
    ]


@hookimpl
def voicejournal_voice_measures(settings):
    return [Loudest(), Writes(), Process()]
