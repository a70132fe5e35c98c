"""Asks an analyzer once more in another process, where sets come in another order."""

import hashlib
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace

from voicejournal.findings.analyze import analyze
from voicejournal.hooks.registered import RegisteredAnalyzer
from voicejournal.model.note import NoteView
from voicejournal.model.units import Missing

OTHER_SEED = "20261124"
"""Of the hashes that decide in which order a set is read; this process drew another."""
MOST_S = 120.0
NOT_SENT = Missing("not sent to another process")
ASK = """
import hashlib, pickle, sys
from voicejournal.findings.analyze import analyze
one, notes = pickle.load(sys.stdin.buffer)
print(hashlib.sha256(repr([analyze(note, [one]) for note in notes]).encode()).hexdigest())
"""
"""`digest_of` for a process that loads nothing else."""


def same_elsewhere(one: RegisteredAnalyzer, notes: Sequence[NoteView]) -> Iterator[str]:
    """Say where another process finds something else in the same notes.

    An analyzer that cannot be sent there, for it was made inside a function, is not asked.
    """
    soundless = tuple(replace(note, sound=NOT_SENT) for note in notes)
    try:
        parcel = pickle.dumps((one, soundless))
    except (pickle.PicklingError, AttributeError, TypeError):
        return
    if _asked_elsewhere(parcel) != digest_of(one, soundless):
        yield "another process found something else in the same note: a set has no order"


def digest_of(one: RegisteredAnalyzer, notes: Sequence[NoteView]) -> str:
    """Return a mark that differs where findings differ."""
    found = repr([analyze(note, [one]) for note in notes])
    return hashlib.sha256(found.encode()).hexdigest()


def _asked_elsewhere(parcel: bytes) -> str:
    environment = {
        **os.environ,
        "PYTHONHASHSEED": OTHER_SEED,
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    ran = subprocess.run(
        [sys.executable, "-c", ASK],
        input=parcel,
        stdout=subprocess.PIPE,
        env=environment,
        timeout=MOST_S,
        check=True,
    )
    return ran.stdout.decode().split()[-1]
