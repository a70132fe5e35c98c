"""The words of a note as WebVTT: captions that any player shows in time with the sound."""

from collections.abc import Iterable, Iterator, Sequence

from voicejournal.model.transcript import Transcript, Word, join_words
from voicejournal.model.units import Span

LONGEST_CHARACTERS = 80
"""Two lines of 40, a common limit for captions (assumed)."""
LONGEST_S = 7.0
"""How long one caption stands at most (assumed)."""
BREAKING_PAUSE_S = 0.6
"""A silence of so long ends a caption (assumed)."""
SHORTEST_S = 0.001
"""A caption ends after it begins, whatever times a recogniser gave; the format counts in ms."""
STOPS = (".", "!", "?", "…")


def webvtt(transcript: Transcript, pauses: Sequence[Span]) -> str:
    """Write the kept words of a note; a word that was quarantined is not among them."""
    head = f"WEBVTT\n\nNOTE {transcript.engine} {transcript.model}, {transcript.language}\n"
    cues = _timed(_grouped(transcript.kept_words, pauses))
    return head + "".join(
        f"\n{_stamp(at.start)} --> {_stamp(at.end)}\n{text}\n" for at, text in cues
    )


def _grouped(words: Iterable[Word], pauses: Sequence[Span]) -> Iterator[tuple[Word, ...]]:
    rests = [one for one in pauses if one.duration >= BREAKING_PAUSE_S]
    group: list[Word] = []
    for word in sorted(words, key=lambda one: (one.start, one.end)):
        if group and _ends(group, word, rests):
            yield tuple(group)
            group = []
        group.append(word)
    if group:
        yield tuple(group)


def _ends(group: Sequence[Word], word: Word, rests: Iterable[Span]) -> bool:
    first, last = group[0], group[-1]
    return (
        last.text.endswith(STOPS)
        or word.end - first.start > LONGEST_S
        or len(join_words((*group, word))) > LONGEST_CHARACTERS
        # Recognisers stretch a word over the silence beside it: its middle tells the two apart.
        or any(last.start < (one.start + one.end) / 2 <= word.start for one in rests)
    )


def _timed(groups: Iterable[tuple[Word, ...]]) -> Iterator[tuple[Span, str]]:
    """Give each group its time; none begins before the one before it has ended."""
    ended = 0.0
    for group in groups:
        start = max(group[0].start, ended)
        ended = max(start + SHORTEST_S, *(word.end for word in group))
        yield Span(start, ended), _escaped(join_words(group))


def _stamp(seconds: float) -> str:
    whole, milliseconds = divmod(round(seconds * 1000), 1000)
    minutes, left = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{left:02d}.{milliseconds:03d}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
