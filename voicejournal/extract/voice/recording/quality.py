"""How far a recording can be trusted: what its sound shows, and what file and device say."""

from collections.abc import Iterator
from functools import partial

import numpy as np
from numpy.typing import NDArray

from voicejournal.extract.voice.frames.framing import BLOCK_FRAMES, HOP, HOP_S, frames_inside, runs
from voicejournal.extract.voice.frames.loudness import AUDIBLE_DB, active_level
from voicejournal.extract.voice.frames.spectra import band_power_of, spectra
from voicejournal.model.audio import SAMPLE_RATE_HZ, AudioFacts, DeviceFacts
from voicejournal.model.recording import RecordingQuality
from voicejournal.model.units import Missing, Span
from voicejournal.model.voice import Heard

SPEECH_MIN_S = 0.5
"""Less speech than this is a cough or a click."""
NO_SPEECH = Missing("no speech was heard")
CLIPPED_AMPLITUDE = 0.98
FLOOR_FRAMES_MIN = 10
FFT_SIZE = 512
FRAMES_LOOKED_AT = 3000
"""Thirty seconds, taken from all of the note, show the bandwidth of an hour."""
BAND_BINS = 8
"""250 Hz: no single line counts as speech."""
BAND_HZ = BAND_BINS * SAMPLE_RATE_HZ / FFT_SIZE
OVER_NOISE_DB = 6.0
UNDER_LOUDEST_DB = 60.0
"""Hisses lie 40 to 50 dB under the loudest vowels; what is left by filters lies lower."""
AWAY_FRAMES = 6
"""Sound 60 ms beside speech may still be speech."""
SILENCE_MIN_S = 1.0
SILENCES_MIN = 3
ECHO_S, ONSET_S = 0.25, 0.1
"""Left out at the beginning and end of a silence: the room's echo, the next word."""
SWELL_DB, SWELL_MIDWAY_DB = 3.0, 1.0
"""Noise that rises by this to the last third of a silence, and by this to its middle: a breath
is drawn at the end only. Assumed; a control of gain lets go by 5 dB a second and more."""
SWELLING_SHARE = 0.6

Frames = NDArray[np.bool_]
Power = NDArray[np.float64]


def has_speech(speech: tuple[Span, ...]) -> bool:
    """Tell whether there is enough speech to measure anything."""
    return sum(span.duration for span in speech) >= SPEECH_MIN_S


def recording_quality(
    heard: Heard, facts: AudioFacts | None, device: DeviceFacts | None
) -> RecordingQuality:
    """Return what limits the numbers taken from a recording.

    Args:
        heard: What was heard in it.
        facts: What the file says, None where there is none.
        device: What the microphone says of itself, None where nothing is known.
    """
    inside = frames_inside(heard.speech, len(heard.level_db))
    spoken = has_speech(heard.speech)
    told = facts.codec if facts else ""
    return RecordingQuality(
        level_dbfs=active_level(heard.waveform, inside) if spoken else NO_SPEECH,
        snr_db=_speech_over_noise(heard, inside) if spoken else NO_SPEECH,
        clipped_share=_clipped_share(heard),
        bandwidth_hz=_bandwidth(heard, inside) if spoken else NO_SPEECH,
        gain_riding=_gain_riding(heard, device),
        codec=told,
        rate_hz=facts.rate_hz if facts else 0,
        bit_rate=facts.bit_rate if facts else 0,
        gap_s=sum(gap.duration for gap in facts.gaps) if facts else 0.0,
        other_voices=bool(heard.behind),
    )


def _clipped_share(heard: Heard) -> float:
    """Return the share of samples of speech that stand at full scale."""
    samples, rate = heard.waveform.samples, heard.waveform.rate_hz
    clipped = total = 0
    step = BLOCK_FRAMES * HOP
    for span in heard.speech:
        for first in range(int(span.start * rate), int(span.end * rate), step):
            part = samples[first : min(first + step, int(span.end * rate))]
            clipped += int(np.count_nonzero(np.abs(part) >= CLIPPED_AMPLITUDE))
            total += len(part)
    return clipped / max(total, 1)


def _speech_over_noise(heard: Heard, inside: Frames) -> float:
    """Return how far speech stands above the silences beside it, in dB."""
    speech = float(np.percentile(heard.level_db[inside], 75))
    outside = heard.level_db[~inside & ~frames_inside(heard.away, len(inside))]
    if len(outside) < FLOOR_FRAMES_MIN:
        return speech - float(np.percentile(heard.level_db, 5))
    return speech - float(np.median(outside))


def _bandwidth(heard: Heard, inside: Frames) -> float | Missing:
    """Return the highest frequency at which speech stands above the noise and within its range."""
    speech = _bands(heard, inside, partial(np.mean, axis=0))
    others = frames_inside(heard.away, len(inside))
    silent = _bands(heard, _away_from(inside | others), partial(np.median, axis=0))
    if speech is None:
        return Missing("too little speech to see its spectrum")
    least = speech.max() * 10 ** (-UNDER_LOUDEST_DB / 10)
    if silent is not None:
        least = np.maximum(least, silent * 10 ** (OVER_NOISE_DB / 10))
    heard_in = np.flatnonzero(speech > least)
    return float((heard_in[-1] + 1) * BAND_HZ) if len(heard_in) else Missing("all is noise")


def _away_from(inside: Frames) -> Frames:
    away = ~inside
    for first, after in runs(inside):
        away[max(0, first - AWAY_FRAMES) : after + AWAY_FRAMES] = False
    return away


def _bands(heard: Heard, chosen: Frames, average: "partial[Power]") -> Power | None:
    """Return the average power of each 250 Hz over some frames, None where these are few."""
    samples = heard.waveform.samples
    centres = np.flatnonzero(chosen) * HOP
    centres = centres[(centres >= FFT_SIZE // 2) & (centres + FFT_SIZE // 2 <= len(samples))]
    if len(centres) < FLOOR_FRAMES_MIN:
        return None
    centres = centres[:: 1 + len(centres) // FRAMES_LOOKED_AT]
    edges = np.arange(0, FFT_SIZE // 2 + 1, BAND_BINS)
    bands = np.empty((len(centres), len(edges) - 1))
    window = np.hanning(FFT_SIZE).astype(np.float32)
    for place, spectrum in spectra(samples, centres, window, size=FFT_SIZE):
        bands[place] = band_power_of(spectrum, edges) / BAND_BINS
    return average(bands)


def _gain_riding(heard: Heard, device: DeviceFacts | None) -> bool | Missing:
    """Tell whether noise swells in the silences; a device that says so itself is believed."""
    told = device.auto_gain_control if device else None
    if told:
        return True
    swelling = [] if heard.behind else list(_swelling(heard))
    if len(swelling) < SILENCES_MIN:
        return Missing("too few long silences to tell") if told is None else False
    return float(np.mean(swelling)) >= SWELLING_SHARE


def _swelling(heard: Heard) -> Iterator[bool]:
    """Yield for each long silence with sound in it whether that grows louder towards its end."""
    for pause in heard.pauses:
        first, after = ((pause.start + ECHO_S) / HOP_S, (pause.end - ONSET_S) / HOP_S)
        levels = heard.level_db[round(first) : round(after)]
        if pause.duration < SILENCE_MIN_S or levels.min() < AUDIBLE_DB:
            continue
        early, midway, late = (float(np.median(part)) for part in np.array_split(levels, 3))
        yield late - early >= SWELL_DB and midway - early >= SWELL_MIDWAY_DB
