"""Ask a second tracker about the pitch: where the two disagree, other voices may be in it.

Among people talking the autocorrelation follows whoever is loudest in a frame, and nothing in its
own strength tells; pYIN, which weighs a frame otherwise, then often follows somebody else.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from voicejournal.extract.voice.framing import HOP, HOP_S, frame_count, frames_inside, runs
from voicejournal.extract.voice.pitch import CEILING_HZ, FLOOR_HZ
from voicejournal.extract.voice.pyin import track_by_pyin
from voicejournal.model.units import Missing, Span
from voicejournal.model.voice import PitchTrack

ASKED_S = 20.0
"""Speech that pYIN hears of one note, spread over all of it: some 60 ms of work at the most."""
PIECE_S = 2.0
PIECE_MIN_S = 0.3
APART_ST = 1.0
COMPARED_MIN_S = 2.0
"""With less voice than this a single frame weighs too much."""
OTHER_VOICES_SHARE = 0.02
"""Share from which other voices are likely.

Of 15 voices (4 demo notes, 6 of a synthesiser, 4 constructed, one resynthesised), median share
and how many lie over the line: clean .002, 2 (a constructed voice, and a hall that echoes); Opus
at 16 kbit/s .003, 2; telephone band .002, 3; echo of .4 s .008, 2; pink noise at 10 dB .002, 3;
white at 5 dB 0, 0. With six people talking at 20 dB under the voice .015, 3; at 15 dB .027, 11;
at 10 dB .056, 14; at 5 dB .066, 15; with one person at 15 dB .024, 9; at 10 dB .031, 14; at 5 dB
.058, 11. So it is a hint at people louder than -15 dB, to be joined with others.
"""


def pitch_disagreement(
    track: PitchTrack, samples: NDArray[np.float32], speech: Sequence[Span]
) -> float | Missing:
    """Return the share of voiced frames on which pYIN hears another pitch, 0-1.

    Another pitch is one more than a semitone away, an octave too. Frames that only one of the
    two calls voiced are left out, since pYIN voices a fifth of the frames in which none sounds.

    Args:
        track: The note's pitch.
        samples: The note, mono float32, 16 kHz.
        speech: Its stretches of speech.
    """
    apart = [np.empty(0)]
    for first, after in _asked(speech, len(samples)):
        piece = samples[first * HOP : after * HOP]
        other = track_by_pyin(piece, floor=FLOOR_HZ, ceiling=CEILING_HZ).hertz[: after - first]
        apart.append(np.abs(12 * np.log2(track.hertz[first:after] / other)))
    compared = np.concatenate(apart)
    compared = compared[~np.isnan(compared)]
    if len(compared) < COMPARED_MIN_S / HOP_S:
        return Missing("too little voiced sound to ask a second tracker about")
    return float(np.mean(compared > APART_ST))


def _asked(speech: Sequence[Span], n_samples: int) -> list[tuple[int, int]]:
    """Return first frame and frame after last of the pieces asked about, evenly chosen."""
    length = round(PIECE_S / HOP_S)
    stretches = runs(frames_inside(speech, frame_count(n_samples)))
    pieces = [
        (first, min(first + length, after))
        for start, after in stretches.tolist()
        for first in range(start, after, length)
    ]
    long_enough = [one for one in pieces if one[1] - one[0] >= PIECE_MIN_S / HOP_S]
    seconds = sum(after - first for first, after in long_enough) * HOP_S
    share = min(1.0, ASKED_S / max(seconds, HOP_S))
    count = int(np.ceil(share * len(long_enough)))
    places = np.linspace(0, len(long_enough), count, endpoint=False).astype(int)
    return [long_enough[place] for place in places]
