"""The part of the page in which a machine says sentences again, below those sentences."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from voicejournal.hooks.registered import RegisteredNarrator
from voicejournal.model.evidence import Moment, moments
from voicejournal.model.finding import Provenance
from voicejournal.model.retelling import Retold, Source
from voicejournal.model.summary import Section, SectionKind, Sentence, WeeklySummary
from voicejournal.model.text import LANGUAGES, Text, number, typeset
from voicejournal.summary.compose import LIMIT
from voicejournal.summary.retelling.faithful import faithful

NEVER_RETOLD: frozenset[SectionKind] = frozenset({"safety", "retold"})
MOST = 8
"""Retold sentences on a page; assumed: more would be longer than what they stand for."""

TITLE = Text(en="In other words, by a machine", fr="En d’autres mots, par une machine")
WRITTEN_BY = typeset(
    en="A language model reworded sentences that stand above; they are what counts. Every number, "
    "quotation and negation was held against them.{left_out}",
    fr="Un modèle de langage a reformulé des phrases qui figurent plus haut ; ce sont elles qui "
    "font foi. Chaque nombre, chaque citation et chaque négation a été vérifié sur elles."
    "{left_out}",
)
ONE_LEFT_OUT = Text(
    en=" One sentence that did not match was left out.",
    fr=" Une phrase qui ne correspondait pas a été écartée.",
)
LEFT_OUT = Text(
    en=" {count} sentences that did not match were left out.",
    fr=" {count} phrases qui ne correspondaient pas ont été écartées.",
)
NONE_LEFT_OUT = Text(en="", fr="")
NOTHING = typeset(
    en="Nothing of it matched the sentences above closely enough to be shown.",
    fr="Rien n’y était assez fidèle aux phrases ci-dessus pour être montré.",
)


def sources_of(summary: WeeklySummary, *, without: Collection[str] = ()) -> dict[str, Sentence]:
    """Return the sentences that may be said again, each under the key that a narrator cites.

    Nothing about safety is among them, nor what is said in the same moments.

    Args:
        summary: The page.
        without: Analyzers whose sentences stay as they are.
    """
    shielded = [
        moment
        for section in summary.sections
        if section.kind == "safety"
        for sentence in section.sentences
        for moment in moments(sentence.evidence)
    ]
    open_to = [
        sentence
        for section in summary.sections
        if section.kind not in NEVER_RETOLD
        for sentence in section.sentences
        if not any(stamp.analyzer in without for stamp in sentence.provenance)
        if not any(_meets(one, shielded) for one in moments(sentence.evidence))
    ]
    return {f"s{number}": one for number, one in enumerate(open_to, start=1)}


def _meets(moment: Moment, others: Iterable[Moment]) -> bool:
    return any(
        one.note_id == moment.note_id and one.span.overlap(moment.span) > 0 for one in others
    )


def as_sources(sentences: Mapping[str, Sentence]) -> tuple[Source, ...]:
    """Return what a narrator is shown: sentences and keys, no note, no time, no name."""
    return tuple(
        Source(key=key, text=one.text, quoted=one.quoted) for key, one in sentences.items()
    )


def with_retold(
    summary: WeeklySummary,
    sentences: Mapping[str, Sentence],
    answers: Iterable[Retold],
    narrator: RegisteredNarrator,
) -> WeeklySummary:
    """Return the page with what holds of the answers below its own sentences, which all stay."""
    made_by, info = narrator.provenance, narrator.info
    told, left_out = _held(sentences, answers)
    section = Section(
        kind="retold",
        title=TITLE,
        preface=_preface(left_out),
        sentences=tuple(_sentence(one, sentences, made_by) for one in told),
        empty=NOTHING,
    )
    return replace(
        summary,
        sections=(*summary.sections, section),
        limits=(*summary.limits, LIMIT.fill(title=info.title, limits=info.limits)),
        provenance=(*summary.provenance, made_by),
    )


def _held(sentences: Mapping[str, Sentence], answers: Iterable[Retold]) -> tuple[list[Retold], int]:
    """Return the answers that hold, and how many do not; no sentence is said again twice."""
    known = {one.key: one for one in as_sources(sentences)}
    told: list[Retold] = []
    spoken_of: set[str] = set()
    left_out = 0
    for one in answers:
        cited = dict.fromkeys(one.sources)
        if len(told) == MOST:
            break
        holds = (
            not spoken_of.intersection(cited)
            and all(key in known for key in cited)
            and _is_faithful(one.text, [known[key] for key in cited])
        )
        left_out += not holds
        if holds:
            told.append(one)
            spoken_of.update(cited)
    return told, left_out


def _is_faithful(text: Text, sources: Sequence[Source]) -> bool:
    return all(faithful(text.in_language(one), sources, one) for one in LANGUAGES)


def _sentence(one: Retold, sentences: Mapping[str, Sentence], made_by: Provenance) -> Sentence:
    cited = [sentences[key] for key in dict.fromkeys(one.sources)]
    evidence = dict.fromkeys(each for source in cited for each in source.evidence)
    return Sentence(
        kind=f"retold.{cited[0].kind}",
        text=typeset(en=one.text.en.strip(), fr=one.text.fr.strip()),
        evidence=tuple(evidence),
        provenance=(made_by,),
    )


def _preface(left_out: int) -> Text:
    said = LEFT_OUT.fill(count=number(left_out)) if left_out > 1 else ONE_LEFT_OUT
    return WRITTEN_BY.fill(left_out=said if left_out else NONE_LEFT_OUT)
