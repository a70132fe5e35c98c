"""Discordance: where what is said, how it sounds and what is answered part."""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from voicejournal import (
    MOOD,
    AnalyzerInfo,
    Evidence,
    Finding,
    Missing,
    Moment,
    Text,
    WeekFinding,
    WeekView,
    number,
    typeset,
)
from voicejournal_standard.reading.answers import moves, points, title
from voicejournal_standard.reading.moments import found, moment
from voicejournal_standard.reading.negation import negations
from voicejournal_standard.reading.passages import Passage, own_passages
from voicejournal_standard.reading.patterns import found_in, patterns
from voicejournal_standard.reading.safety import reported_by_another
from voicejournal_standard.reading.tokens import LANGUAGES
from voicejournal_standard.reading.voiceleg import heard, heavy_change, written

NEEDED_NOTES = 8
"""Earlier notes from which the usual share of hard words is known (assumed)."""
NEEDED_HERE = 2
"""Notes of the week with enough words."""
HEAVIER = 1.25
"""Share of the usual from which words are no longer as usual (assumed)."""
SUPPOSED = frozenset({"if", "whether", "hope", "wish", "when", "si", "espère", "quand"})

SOUNDS = {
    "pausing": Text("silences took more room", "les silences prenaient plus de place"),
    "tempo": Text("speech was slower", "la parole était plus lente"),
    "pitch": Text("pitch moved less", "la hauteur de la voix bougeait moins"),
    "energy": Text("the voice was softer or more even", "la voix était plus faible ou plus égale"),
}
SAID_FINE = typeset(
    en="A sentence says that something is well, while {rest}.",
    fr="Une phrase dit que quelque chose va bien, tandis que {rest}.",
)
NO_HEAVIER = typeset(
    en="Words of a hard time were no more frequent than usual ({here}%, usually {usual}%), "
    "while {rest}.",
    fr="Les mots d’un moment difficile n’étaient pas plus fréquents que d’habitude ({here} %, "
    "d’ordinaire {usual} %), tandis que {rest}.",
)
REST = Text("{rest}", "{rest}")
VOICE = typeset(
    en="{sounds} than usual ({value}, usually {usual})",
    fr="{sounds} que d’habitude ({value}, d’ordinaire {usual})",
)
SCORE = typeset(en="{title} went from {before} to {now}", fr="{title} passait de {before} à {now}")
BOTH = typeset(en="{voice}, and {score}", fr="{voice}, et que {score}")
THE = Text("the {title}", "le {title}")


@dataclass(frozen=True, slots=True)
class _Leg:
    """What voice or answers say, and where it can be checked."""

    text: Text
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    text: Text
    heard: Moment
    quote: str


class Discordance:
    """Finds a week whose words are as usual or better while voice or answers are not."""

    info = AnalyzerInfo(
        name="discordance",
        version="3",
        title=Text(en="Where voice and words part", fr="Là où la voix et les mots divergent"),
        needs=frozenset({"transcript"}),
        uses=frozenset({"voice", "turns"}),
        languages=LANGUAGES,
        limits=typeset(
            en="Words, voice and answers part for many reasons: a cold, a joke, a hurry, a wish "
            "not to worry anybody. It is a place to listen, not a conclusion.",
            fr="Mots, voix et réponses divergent pour bien des raisons : un rhume, une "
            "plaisanterie, la hâte, l’envie de n’inquiéter personne. C’est un endroit où écouter, "
            "non une conclusion.",
        ),
    )

    def analyze_week(self, week: WeekView) -> Iterable[WeekFinding]:
        """Return the finding where at least two of the three are known, and part."""
        rest = [leg for leg in (_voice(week), _score(week)) if leg is not None]
        words = _words(week) if rest else None
        return () if words is None else (_finding(words, rest),)


def _finding(words: _Words, rest: Sequence[_Leg]) -> WeekFinding:
    joined = rest[0].text
    if rest[1:]:
        joined = BOTH.fill(voice=rest[0].text, score=rest[1].text)
    return WeekFinding(
        kind="discordance.words",
        section="discordance",
        claim=words.text.fill(rest=joined),
        evidence=(words.heard, *(one for leg in rest for one in leg.evidence)),
        value=float(1 + len(rest)),
        unit="leg",
        quote=words.quote,
    )


def _words(week: WeekView) -> _Words | None:
    """Return that the words are well or as usual; None where they are heavier, or unknown."""
    if found(week, "safety.words") or any(_says(one, "unwell") for one in _own(week)):
        return None
    here = [_number(one) for _, one in found(week, "wording.negative_share")]
    before = [_number(one) for _, one in found(week, "wording.negative_share", week.earlier)]
    known = len(here) >= NEEDED_HERE and len(before) >= NEEDED_NOTES
    if known and statistics.fmean(here) > HEAVIER * statistics.fmean(before):
        return None
    fine = _said_fine(week)
    if fine is not None or not known:
        return fine
    return _no_heavier(week, statistics.fmean(here), statistics.fmean(before))


def _said_fine(week: WeekView) -> _Words | None:
    """Return the last sentence in which the patient says that something is well."""
    for passage in reversed(_own(week)):
        if _fine(passage):
            return _Words(SAID_FINE, moment(passage.note, passage.span), passage.quote)
    return None


def _own(week: WeekView) -> list[Passage]:
    """Return what the patient said this week, in order."""
    readable = (note for note in week.notes if note.language in LANGUAGES)
    return [passage for note in readable for passage in own_passages(note)]


def _fine(passage: Passage) -> bool:
    """Tell whether a sentence says that something is well, and denies nothing."""
    return not negations(passage.tokens, passage.note.language) and _says(passage, "fine")


def _says(passage: Passage, kind: str) -> bool:
    """Tell whether a sentence says so: not supposed, not in another's mouth."""
    language, text = passage.note.language, passage.script.text
    return any(
        not reported_by_another(text[: hit.start()], language)
        and not SUPPOSED & set(text[: hit.start()].split())
        for hit in found_in(patterns(f"fine.{language}")[kind], text)
    )


def _no_heavier(week: WeekView, here: float, usual: float) -> _Words | None:
    """Return that hard words were no more frequent than usual, with a lighter one to hear."""
    good = [one for one in found(week, "wording.positive_share") if _number(one[1]) > 0]
    if not good:
        return None
    note, lightest = max(good, key=lambda one: (_number(one[1]), one[0].note_id))
    text = NO_HEAVIER.fill(here=number(100 * here, 1), usual=number(100 * usual, 1), rest=REST)
    return _Words(text, moment(note, lightest.evidence[0]), lightest.quote)


def _number(finding: Finding) -> float:
    return 0.0 if isinstance(finding.value, Missing) else finding.value


def _voice(week: WeekView) -> _Leg | None:
    change = heavy_change(week)
    evidence = heard(change, week.notes) if change else ()
    if change is None or not evidence:
        return None
    text = VOICE.fill(
        sounds=SOUNDS[change.domain],
        value=written(change, change.value),
        usual=written(change, change.usual),
    )
    return _Leg(text, evidence)


def _score(week: WeekView) -> _Leg | None:
    """Return the answers that moved most to the side on which things go badly."""
    worse = [one for one in moves(week) if one.worse]
    if not worse:
        return None
    move = max(worse, key=lambda one: one.points / (one.matters or 1.0))
    name = title(move.instrument)
    text = SCORE.fill(
        title=name if move.instrument == MOOD else THE.fill(title=name),
        before=points(move.before),
        now=points(move.now),
    )
    return _Leg(text, move.evidence[:2])
