"""Whether a recording brings what a measure needs."""

from collections.abc import Iterator

import numpy as np

from voicejournal.model.recording import RecordingQuality
from voicejournal.model.units import Missing
from voicejournal.model.voice import Conditions, Heard


def lacks(needs: Conditions, heard: Heard, recording: RecordingQuality) -> Missing | None:
    """Return why a recording will not do, None where it will.

    What could not be found out about a recording is not held against it.
    """
    found = next(_shortfalls(needs, heard, recording), None)
    return None if found is None else Missing(found)


def doubtful(needs: Conditions, heard: Heard, recording: RecordingQuality) -> bool:
    """Tell whether a number is less than sure; what is not known about noise is a doubt."""
    unknown = needs.snr_db is not None and isinstance(recording.snr_db, Missing)
    return unknown or lacks(needs, heard, recording) is not None


def _shortfalls(needs: Conditions, heard: Heard, recording: RecordingQuality) -> Iterator[str]:
    speech = sum(span.duration for span in heard.speech)
    voiced = float(np.count_nonzero(~np.isnan(heard.pitch.hertz))) * heard.pitch.hop_s
    if speech < needs.speech_s:
        yield f"less than {needs.speech_s:g} s of speech"
    if voiced < needs.voiced_s:
        yield f"the voice sounds for less than {needs.voiced_s:g} s"
    yield from _faults(needs, recording)


def _faults(needs: Conditions, recording: RecordingQuality) -> Iterator[str]:
    if needs.snr_db is not None and _under(recording.snr_db, needs.snr_db):
        yield f"the voice stands less than {needs.snr_db:g} dB above the noise"
    if recording.clipped_share > needs.clipped_share:
        yield "the recording is cut off at full scale"
    if _under(recording.bandwidth_hz, needs.bandwidth_hz):
        yield f"the recording holds too little above {needs.bandwidth_hz / 1000:g} kHz"
    if needs.steady_gain and recording.gain_riding is True:
        yield "the device steered the level"
    if recording.codec in needs.no_codecs:
        yield f"the codec {recording.codec} changes it"


def _under(value: float | Missing, least: float) -> bool:
    return not isinstance(value, Missing) and value < least
