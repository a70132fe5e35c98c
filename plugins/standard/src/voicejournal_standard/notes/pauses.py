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
    join_words,
    number,
    quoted,
    typeset,
)
from voicejournal_standard.reading.around import (
    inside,
    kept_words,
    split_at,
    words_after,
    words_before,
)
from voicejournal_standard.reading.sentences import punctuated

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
HESITATED = typeset(
    en="Silences of half a second and more in the middle of clauses: before {words}.",
    fr="Des silences d’une demi-seconde et plus au milieu de propositions : avant {words}.",
)
HESITATED_ONCE = typeset(
    en="A silence of {seconds}~s in the middle of a clause, before {words}.",
    fr="Un silence de {seconds}~s au milieu d’une proposition, avant {words}.",
)
HESITATIONS = 5
"""Longest hesitations named per note."""


class Pauses:
    """Finds the silences of a note."""

    info = AnalyzerInfo(
        name="pauses",
        version="2",
        title=Text(en="Silences", fr="Silences"),
        needs=frozenset({"voice"}),
        uses=frozenset({"transcript"}),
        languages=frozenset({"*"}),
        unmoved_by=frozenset({"codec", "gain"}),
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
        yield from _hesitations(note.voice, note)


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


def _hesitations(voice: VoiceMeasures, note: NoteView) -> Iterator[Finding]:
    """Say before which words somebody stopped in the middle of what they were saying."""
    if isinstance(note.transcript, Missing) or not voice.hesitations:
        return
    longest = sorted(voice.hesitations, key=lambda one: -one.pause.duration)[:HESITATIONS]
    named = sorted(longest, key=lambda one: one.pause.start)
    written = note.transcript.words
    places = [[written[at] for at in one.words] for one in named]
    phrases = [join_words(next_words) for next_words in places]
    said = [quoted(phrase.rstrip("".join(CLAUSE_ENDS))) for phrase in phrases]
    words = Text(en=", ".join(one.en for one in said), fr=", ".join(one.fr for one in said))
    once = HESITATED_ONCE.fill(seconds=number(named[0].pause.duration, 1), words=words)
    yield Finding(
        kind="pauses.hesitations",
        claim=HESITATED.fill(words=words) if len(named) > 1 else once,
        value=float(len(voice.hesitations)),
        unit="silence",
        evidence=tuple(
            inside(Span(one.pause.start, max(one.pause.end, next_words[-1].end)), note)
            for one, next_words in zip(named, places, strict=True)
        ),
        quote=" … ".join(phrases),
    )
