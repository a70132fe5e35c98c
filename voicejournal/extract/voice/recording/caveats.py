"""What about a recording makes its numbers less sure; codes, worded where they are shown."""

from voicejournal.extract.voice.recording.quality import has_speech
from voicejournal.model.recording import RecordingQuality
from voicejournal.model.units import Missing, Span

SHORT_S = 20.0
"""Numbers from less speech than this swing too much to compare between notes."""
QUIET_DBFS = -45.0
"""Speech this faint sits near the noise of a phone's microphone."""
NOISY_DB = 15.0
"""Least distance between speech and what is heard in the pauses."""
CLIPPED_SHARE = 1e-3
"""Clean speech touches full scale in far fewer of its samples."""
NARROW_HZ = 4600.0
"""A telephone carries 300 to 3400 Hz (ITU-T G.712); the slopes of its filters show to here."""
NARROW_RATE_HZ = 8000
PHONE_CODECS = frozenset(
    {"adpcm_g726", "amr_nb", "g723_1", "g729", "gsm", "gsm_ms", "pcm_alaw", "pcm_mulaw"}
)
BIT_RATE_MIN = {"opus": 12_000, "vorbis": 24_000, "aac": 40_000, "mp3": 40_000}
"""Bits a second, speech and silence together. At 24,000 Opus leaves timing and pitch as they
were; AAC at 32,000 moves the quality of the voice by nearly one person's own spread."""
GAP_S = 0.1
"""Shorter than this a gap is no pause and hardly a sound."""


def find_caveats(speech: tuple[Span, ...], recording: RecordingQuality) -> tuple[str, ...]:
    """Return the caveats of a note: `no_speech`, or any of the others.

    These are `short`, `quiet`, `clipped`, `noisy`, `narrow`, `gain_control`, `low_codec`,
    `other_voices` and `gaps`. What could not be found out about a recording is no caveat.
    """
    if not has_speech(speech):
        return ("no_speech",)
    checks = {
        "short": sum(span.duration for span in speech) < SHORT_S,
        "quiet": _under(recording.level_dbfs, QUIET_DBFS),
        "clipped": recording.clipped_share > CLIPPED_SHARE,
        "noisy": _under(recording.snr_db, NOISY_DB),
        "narrow": _is_narrow(recording),
        "gain_control": recording.gain_riding is True,
        "low_codec": _is_coarse(recording),
        "other_voices": recording.other_voices,
        "gaps": recording.gap_s >= GAP_S,
    }
    return tuple(code for code, found in checks.items() if found)


def _under(value: float | Missing, least: float) -> bool:
    return not isinstance(value, Missing) and value < least


def _is_narrow(recording: RecordingQuality) -> bool:
    """Tell whether the recording holds a telephone's band; noise over the hisses is `noisy`."""
    told = 0 < recording.rate_hz <= NARROW_RATE_HZ
    seen = _under(recording.bandwidth_hz, NARROW_HZ) and not _under(recording.snr_db, NOISY_DB)
    return told or seen


def _is_coarse(recording: RecordingQuality) -> bool:
    least = BIT_RATE_MIN.get(recording.codec, 0)
    return recording.codec in PHONE_CODECS or 0 < recording.bit_rate < least
