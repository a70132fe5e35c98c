"""Pauses in recorded speech whose every silence is known, in good rooms and bad ones."""

from functools import cache
from itertools import chain

import numpy as np
import pytest

from voicejournal.bench.sounds import rooms
from voicejournal.bench.sounds.silences import cut_runs, plant
from voicejournal.capture.decode import decode
from voicejournal.extract.voice import hear

SHORTEST_S = 0.27
"""Silences a hair longer than the shortest pause: measured short, they are none."""


def sound_of(note):
    with note.sound_path.open("rb") as stream:
        return decode(stream, max_seconds=300).waveform


@pytest.fixture(scope="module")
def planted(clinic):
    runs = [cut_runs(sound_of(patient.notes[20])) for patient in clinic]
    return [plant(some, seed=seed) for seed, some in enumerate(runs)]


@pytest.fixture(scope="module")
def others(clinic):
    voices = [sound_of(patient.notes[at]) for patient in clinic for at in (3, 5)]
    return rooms.babble(voices, seconds=40.0)


@pytest.fixture(scope="module")
def heard(planted, others):
    """Return what is heard in a room, beside what was planted; each room is listened to once."""
    spoilt = {
        "quiet": lambda one: one,
        "breath": rooms.with_breath,
        "noise 20 dB": lambda one: rooms.with_pink_noise(one, under_db=20.0),
        "noise 10 dB": lambda one: rooms.with_pink_noise(one, under_db=10.0),
        "people": lambda one: rooms.with_noise(one, others, under_db=15.0),
        "echo": rooms.with_echo,
    }

    @cache
    def listen(room):
        sounds = [spoilt[room](one) for one in planted]
        return [(one, hear(one.waveform)) for one in sounds]

    return listen


def held_against_truth(planted, heard):
    """Return the share that is missed, the pauses a minute invented, and median edge error (s)."""
    found = heard.pauses
    pauses = [silence for silence in planted.silences if silence.duration >= SHORTEST_S]
    pairs = [(one, max(found, key=one.overlap)) for one in pauses]
    pairs = [(one, other) for one, other in pairs if one.overlap(other) > one.duration / 2]
    edges = chain.from_iterable((o.start - p.start, o.end - p.end) for p, o in pairs)
    invented = sum(not any(one.overlap(s) > 0 for s in planted.silences) for one in found)
    minutes = planted.waveform.duration / 60
    missed = 1 - len(pairs) / len(pauses)
    return missed, invented / minutes, float(np.median(np.abs(list(edges))))


def on_average(listened):
    return np.mean([held_against_truth(*one) for one in listened], axis=0)


def test_in_a_quiet_room_every_pause_is_found_to_10_ms(heard):
    missed, invented, edges = on_average(heard("quiet"))
    assert (missed, invented) == (0, 0)
    assert edges < 0.010


def test_a_breath_is_silence(heard):
    missed, invented, _ = on_average(heard("breath"))
    assert (missed, invented) == (0, 0)


@pytest.mark.parametrize(("room", "within_s"), [("noise 20 dB", 0.020), ("noise 10 dB", 0.040)])
def test_noise_of_a_room_hides_few_pauses(heard, room, within_s):
    missed, invented, edges = on_average(heard(room))
    assert missed <= 0.05
    assert invented <= 1
    assert edges <= within_s


def test_people_talking_in_the_background_do_not_fill_the_pauses(heard):
    missed, invented, edges = on_average(heard("people"))
    assert missed <= 0.1
    assert invented <= 1
    assert edges <= 0.06


def test_people_in_the_background_are_told_of_and_nobody_else(heard):
    among, alone, noisy = (
        [one.behind for _, one in heard(room)] for room in ("people", "quiet", "noise 10 dB")
    )
    assert all(among)
    assert not any(alone + noisy)


def test_an_echoing_room_hides_the_shortest_only(heard):
    missed, invented, edges = on_average(heard("echo"))
    assert missed <= 0.1
    assert invented <= 1
    assert edges <= 0.02


def hum(time):
    return sum(np.sin(2 * np.pi * 50 * n * time) / n for n in (1, 2, 3, 5)) * 0.05


def chord(time):
    notes = [220.0, 277.2, 329.6]
    return sum(np.sin(2 * np.pi * n * f * time) / n**2 for f in notes for n in range(1, 6)) * 0.05


@pytest.mark.parametrize("sound", [hum, chord])
def test_what_sounds_like_a_voice_but_is_none_makes_no_speech(planted, sound):
    clean = planted[0].waveform
    time = np.arange(5 * clean.rate_hz) / clean.rate_hz
    beside = np.concatenate([clean.samples, sound(time).astype(np.float32)])
    speech = hear(type(clean)(beside)).speech
    assert sum(s.end - max(s.start, clean.duration) for s in speech if s.end > clean.duration) < 0.3
