"""Silences: the longest, those inside clauses, and their share of the note."""

from collections.abc import Iterable, Iterator, Sequence

from voicejournal import (
    AnalyzerInfo,
    Finding,
    Missing,
    NoteView,
    Span,
    Text,
    VoiceMeasures,
    Word,
    number,
    quoted,
    typeset,
)
from voicejournal_standard.around import inside, kept_words, split_at, words_after, words_before
from voicejournal_standard.sentences import punctuated

LONG_S = 1.0
"""A silence of this length is long (De Jong & Bosker 2013 and the field's usual cut)."""
LONGEST = 3
"""Silences named per note."""
CLUSTER = 3
"""Short silences inside clauses that make a moment worth hearing."""
CLUSTER_S = 10.0
"""They lie within so many seconds."""
CLAUSE_ENDS = tuple(".,;:?!…—")

BETWEEN = typeset(
    en="A silence of {seconds}~s between {before} and {after}.",
    fr="Un silence de {seconds}~s entre {before} et {after}.",
)
PLAIN = typeset(en="A silence of {seconds}~s.", fr="Un silence de {seconds}~s.")
SHARE = typeset(
    en="Silences took {percent}% of the time between the first and the last word.",
    fr="Les silences ont occupé {percent} % du temps entre le premier et le dernier mot.",
)
WITHIN = typeset(
    en="{count} short silences within {seconds}~s, in the middle of clauses.",
    fr="{count} silences brefs en {seconds}~s, au milieu de propositions.",
)


class Pauses:
    """Finds the silences of a note."""

    info = AnalyzerInfo(
        name="pauses",
        version="1",
        title=Text(en="Silences", fr="Silences"),
        needs=frozenset({"voice"}),
        uses=frozenset({"transcript"}),
        languages=frozenset({"*"}),
        limits=typeset(
            en="A silence may be thought, breath, a cup of tea or somebody at the door: "
            "the recording does not tell which.",
            fr="Un silence peut être une pensée, une respiration, une tasse de thé ou quelqu’un "
            "à la porte : l’enregistrement ne le dit pas.",
        ),
    )

    def analyze(self, note: NoteView) -> Iterable[Finding]:
        """Return the silences worth hearing."""
        if isinstance(note.voice, Missing):
            return
        words = kept_words(note)
        yield from _longest(note.voice, words, note)
        yield from _share(note.voice, note)
        yield from _within_clauses(note.voice, words, note)


def _longest(voice: VoiceMeasures, words: Sequence[Word], note: NoteView) -> Iterator[Finding]:
    long = [pause for pause in voice.pauses if pause.duration >= LONG_S]
    ordered = sorted(long, key=lambda one: (-one.duration, one.start))
    for pause in ordered[:LONGEST]:
        yield Finding(
            kind="pauses.longest",
            claim=_claim(pause, words),
            value=pause.duration,
            unit="s",
            evidence=(inside(pause, note),),
            highlight=pause == ordered[0],
        )


def _claim(pause: Span, words: Sequence[Word]) -> Text:
    seconds = number(pause.duration, 1)
    before, after = words_before(pause, words), words_after(pause, words)
    if not before or not after:
        return PLAIN.fill(seconds=seconds)
    return BETWEEN.fill(seconds=seconds, before=quoted(before), after=quoted(after))


def _share(voice: VoiceMeasures, note: NoteView) -> Iterator[Finding]:
    share = voice.value("pause_fraction")
    if isinstance(share, Missing) or not voice.pauses:
        return
    longest = sorted(voice.pauses, key=lambda one: -one.duration)[:LONGEST]
    yield Finding(
        kind="pauses.share",
        claim=SHARE.fill(percent=number(100 * share)),
        value=share,
        unit="1",
        evidence=tuple(inside(pause, note) for pause in sorted(longest, key=lambda p: p.start)),
    )


def _within_clauses(
    voice: VoiceMeasures, words: Sequence[Word], note: NoteView
) -> Iterator[Finding]:
    """Name the densest run of short silences that no punctuation explains."""
    if not punctuated(words):
        return
    short = [pause for pause in voice.pauses if _breaks_clause(pause, words)]
    runs = [
        [later for later in short[first:] if later.end <= pause.start + CLUSTER_S]
        for first, pause in enumerate(short)
    ]
    best = max(runs, key=len, default=[])
    if len(best) < CLUSTER:
        return
    reach = best[-1].end - best[0].start
    yield Finding(
        kind="pauses.within_clauses",
        claim=WITHIN.fill(count=number(len(best)), seconds=number(reach)),
        value=float(len(best)),
        unit="silence",
        evidence=tuple(inside(pause, note) for pause in best),
        highlight=True,
    )


def _breaks_clause(pause: Span, words: Sequence[Word]) -> bool:
    before, after = split_at(pause, words)
    if pause.duration >= LONG_S or not before or not after:
        return False
    return not before[-1].text.endswith(CLAUSE_ENDS)
