"""Word errors, word times and language detection, through the real faster-whisper."""

import argparse
import json
import statistics
import time
from collections import defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
from faster_whisper import WhisperModel, decode_audio

from corpus import WORD

SAMPLE_RATE = 16_000
CLIPS = {"clip_max_s": 10.0, "silence_max_s": 0.7}
PAD_S = 0.2
HOP_S = 0.02
QUIET_DB = 30.0
"""A frame this far below the loud ones is taken for silence."""


@dataclass
class Score:
    """What was found for one language."""

    errors: int = 0
    words: int = 0
    start_errors_s: list[float] = field(default_factory=list)
    recordings: int = 0
    languages_right: int = 0
    heard_s: float = 0.0
    spent_s: float = 0.0

    def line(self) -> str:
        """For people."""
        median_ms = 1000 * statistics.median(self.start_errors_s or [9.0])
        worst_ms = 1000 * float(np.percentile(self.start_errors_s or [9.0], 90))
        return (
            f"WER {self.errors / self.words:.1%} of {self.words} words; starts {median_ms:.0f} ms"
            f" median, {worst_ms:.0f} ms at 90 %; language {self.languages_right}"
            f"/{self.recordings}; {self.heard_s / self.spent_s:.0f} x real time"
        )


def word_errors(said: list[str], heard: list[str]) -> int:
    """Edit distance in words."""
    row = list(range(len(heard) + 1))
    for number, word in enumerate(said, start=1):
        diagonal, row[0] = row[0], number
        for place, other in enumerate(heard, start=1):
            cost = min(row[place] + 1, row[place - 1] + 1, diagonal + (word != other))
            diagonal, row[place] = row[place], cost
    return row[-1]


def clips(samples: np.ndarray) -> list[tuple[float, float]]:
    """Cut at silences, as the service does for this model.

    Returns:
        First and last second of each clip.
    """
    grouped: list[list[float]] = []
    for start_s, end_s in _speech(samples):
        near = grouped and start_s - grouped[-1][1] <= CLIPS["silence_max_s"]
        if near and end_s - grouped[-1][0] <= CLIPS["clip_max_s"]:
            grouped[-1][1] = end_s
        else:
            grouped.append([start_s, end_s])
    return [(max(0.0, start_s - PAD_S), end_s + PAD_S) for start_s, end_s in grouped]


def _speech(samples: np.ndarray) -> list[tuple[float, float]]:
    """Stretches that are not quiet, in seconds."""
    hop = int(HOP_S * SAMPLE_RATE)
    frames = samples[: len(samples) // hop * hop].reshape(-1, hop)
    levels = 20 * np.log10(np.sqrt(np.mean(frames**2, axis=1)) + 1e-7)
    loud = levels > np.percentile(levels, 95) - QUIET_DB
    edges = np.flatnonzero(np.diff(np.r_[False, loud, False].astype(int)))
    return [(first * HOP_S, last * HOP_S) for first, last in edges.reshape(-1, 2)]


def heard_words(
    model: WhisperModel, samples: np.ndarray, language: str, beams: int
) -> list[tuple[str, float]]:
    """Words with their starts, clip by clip, by the settings the service uses."""
    found = []
    for start_s, end_s in clips(samples):
        segments, _ = model.transcribe(
            samples[int(start_s * SAMPLE_RATE) : int(end_s * SAMPLE_RATE)],
            language=language,
            beam_size=beams,
            temperature=0.0,
            word_timestamps=True,
            condition_on_previous_text=False,
        )
        for word in (word for segment in segments for word in segment.words):
            parts = WORD.findall(word.word)
            found += [(part.lower(), start_s + word.start) for part in parts]
    return found


def score(model: WhisperModel, paths: list[Path], beams: int, show: int) -> dict[str, Score]:
    """Transcribe every recording and compare with what was said."""
    scores: dict[str, Score] = defaultdict(Score)
    for path in paths:
        about = json.loads(path.with_suffix(".words.json").read_text(encoding="utf-8"))
        language = about.get("language") or ("fr" if path.parent.name == "camille" else "en")
        samples = decode_audio(str(path.with_suffix(".opus")))
        begun, result = time.monotonic(), scores[language]
        heard = heard_words(model, samples, language, beams)
        result.spent_s += time.monotonic() - begun
        result.heard_s += len(samples) / SAMPLE_RATE
        said = [(word.lower(), start_s) for word, start_s, _ in about["words"]]
        _count(result, said, heard)
        detected, _, _ = model.detect_language(samples)
        result.recordings += 1
        result.languages_right += detected == language
        if show > 0:
            print("said ", " ".join(word for word, _ in said))
            print("heard", " ".join(word for word, _ in heard))
            show -= 1
    return scores


def _count(result: Score, said: list[tuple[str, float]], heard: list[tuple[str, float]]) -> None:
    left, right = [word for word, _ in said], [word for word, _ in heard]
    result.errors += word_errors(left, right)
    result.words += len(left)
    for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
        for place in range(block.size):
            start_s, found_s = said[block.a + place][1], heard[block.b + place][1]
            result.start_errors_s.append(abs(start_s - found_s))


def main() -> None:
    """Print one line per language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("recordings", type=Path, nargs="+", help="folders of recordings")
    parser.add_argument("--most", type=int, default=1_000, help="recordings of each folder")
    parser.add_argument("--beams", type=int, default=1)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    model = WhisperModel(
        str(options.model), device="cpu", compute_type="int8", cpu_threads=options.threads
    )
    for folder in options.recordings:
        paths = sorted(folder.glob("*.opus"))
        chosen = paths[:: max(1, len(paths) // options.most)]
        for language, result in sorted(score(model, chosen, options.beams, options.show).items()):
            print(folder.name, language, result.line(), flush=True)


if __name__ == "__main__":
    main()
