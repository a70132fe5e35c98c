"""Which measures hear the device as much as the voice, and which notes were recorded alike."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from voicejournal.model.note import NoteView
from voicejournal.model.units import Missing
from voicejournal.model.voice import Disturbance

QUALITY: frozenset[Disturbance] = frozenset({"bandwidth", "codec", "microphone", "noise"})
MOVED_BY: Mapping[str, frozenset[Disturbance]] = {
    "intensity_sd": frozenset({"bandwidth", "gain_control", "microphone", "noise"}),
    "level": frozenset({"bandwidth", "gain", "gain_control", "microphone", "noise"}),
    "hnr": QUALITY,
    "cpps": QUALITY,
    "jitter": QUALITY,
    "shimmer": QUALITY,
}
"""Watched measures that a device moves by more than half of one person's own spread.

The table of measures says the same (`MeasureInfo.moved_by`); a test holds the two together.
"""

DeviceKey = tuple[str, str, str]
"""Microphone, codec, band; empty where a measure does not mind."""
NARROW = "narrow"
"""Caveat of a recording that holds a telephone's band: the same phone, a headset without wires."""


def device_key(note: NoteView, measure: str) -> DeviceKey:
    """Return what two notes must share for a measure of both to be compared; all empty: nothing."""
    moved_by = MOVED_BY.get(measure, frozenset())
    bound = "microphone" in moved_by or "gain" in moved_by
    microphone = note.device.device_key if bound else ""
    codec = _codec(note) if "codec" in moved_by else ""
    return microphone, codec, _band(note) if "bandwidth" in moved_by else ""


def fit(note: NoteView, measure: str) -> bool:
    """Tell whether a measure of a note says anything at all about the voice.

    A microphone whose gain moves by itself makes loudness mean nothing.
    """
    steered = note.device.auto_gain_control is True
    return not (steered and "gain_control" in MOVED_BY.get(measure, frozenset()))


def main_key(keys: Iterable[DeviceKey]) -> DeviceKey | None:
    """Return the key that most notes share; of several, the one met first."""
    counted = Counter(keys)
    return counted.most_common(1)[0][0] if counted else None


def alike(
    notes: Sequence[NoteView], during: Sequence[NoteView], measure: str
) -> tuple[NoteView, ...]:
    """Return those of `notes` that a measure may be compared on with most of those of a week."""
    main = main_key(device_key(note, measure) for note in during)
    return tuple(
        note for note in notes if main in {None, device_key(note, measure)} and fit(note, measure)
    )


def _band(note: NoteView) -> str:
    if isinstance(note.voice, Missing):
        return ""
    return NARROW if NARROW in note.voice.caveats else ""


def _codec(note: NoteView) -> str:
    if isinstance(note.voice, Missing) or note.voice.recording is None:
        return ""
    return note.voice.recording.codec
