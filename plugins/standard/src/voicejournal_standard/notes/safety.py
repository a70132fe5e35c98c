"""Safety: words that may speak of self-harm, in a note and in a week, and one answer."""

from collections.abc import Iterable, Iterator

from voicejournal import (
    AnalyzerInfo,
    Answered,
    CheckIn,
    Finding,
    Missing,
    NoteView,
    Text,
    WeekFinding,
    WeekView,
    number,
    quoted,
    typeset,
)
from voicejournal_standard.reading.moments import found, moment
from voicejournal_standard.reading.passages import Passage, all_passages
from voicejournal_standard.reading.safety import self_harm
from voicejournal_standard.reading.speaker import all_patients
from voicejournal_standard.reading.tokens import LANGUAGES

ITEM_9 = "44260-8"
"""LOINC of the ninth item of the PHQ-9: thoughts of being better off dead, or of self-harm."""
ANSWERS = (
    Text("not at all", "jamais"),
    Text("several days", "plusieurs jours"),
    Text("more than half the days", "plus de la moitié du temps"),
    Text("nearly every day", "presque tous les jours"),
)
"""The answers of the PHQ-9, in its own words; no permission is required to reproduce them."""
NO_QUANTITY = Missing("nobody can be put in a number here")

WORDS = typeset(
    en="Words that may speak of self-harm.",
    fr="Des mots qui peuvent évoquer le fait de se faire du mal.",
)
UNSURE = typeset(
    en="Words that may speak of self-harm; they were not recognised surely enough to be quoted. "
    "Please listen.",
    fr="Des mots qui peuvent évoquer le fait de se faire du mal ; ils n’ont pas été reconnus "
    "assez sûrement pour être cités. Écoutez-les, s’il vous plaît.",
)
OTHER_VOICE = typeset(
    en="Words that may speak of self-harm, where another voice was heard. Please listen.",
    fr="Des mots qui peuvent évoquer le fait de se faire du mal, là où une autre voix a été "
    "entendue. Écoutez-les, s’il vous plaît.",
)
ANSWER = typeset(
    en="Item 9 of the PHQ-9, thoughts of being better off dead or of hurting oneself: answered "
    "{answer} ({value} of 3).",
    fr="Question 9 du PHQ-9, penser qu’il vaudrait mieux mourir ou envisager de se faire du "
    "mal : réponse {answer} ({value} sur 3).",
)


class Safety:
    """Points at words that may speak of self-harm. It decides nothing and scores nothing."""

    info = AnalyzerInfo(
        name="safety",
        version="1",
        title=Text(en="Safety", fr="Sécurité"),
        needs=frozenset({"transcript"}),
        uses=frozenset({"voice", "turns"}),
        purpose="safety",
        languages=LANGUAGES,
        limits=typeset(
            en="Patterns of words find what is said outright; what is said indirectly, in another "
            "language or not at all is missed, and some of what is found means something else. "
            "No flag never means no risk.",
            fr="Des motifs de mots trouvent ce qui est dit nettement ; ce qui est dit à demi-mot, "
            "dans une autre langue ou pas du tout échappe, et une partie de ce qui est trouvé "
            "veut dire autre chose. L’absence de signal n’est jamais une absence de risque.",
        ),
    )

    def analyze(self, note: NoteView) -> Iterable[Finding]:
        """Return every sentence that may speak of self-harm, unsure words included."""
        for passage in all_passages(note):
            hits = self_harm(passage.script, note.language)
            if hits:
                first = min(start for start, _ in hits)
                yield _finding(passage.shown(first, max(end for _, end in hits)))

    def analyze_week(self, week: WeekView) -> Iterable[WeekFinding]:
        """Return the same of a whole week, and what was answered about it."""
        yield from _said(week)
        yield from _answered(week)


def _finding(passage: Passage) -> Finding:
    return Finding(
        kind="safety.words",
        claim=_claim(passage),
        value=NO_QUANTITY,
        unit="",
        evidence=(passage.span,),
        quote=passage.quote if passage.quotable else "",
    )


def _claim(passage: Passage) -> Text:
    if passage.quotable:
        return WORDS
    return UNSURE if all_patients(passage.note, passage.words) else OTHER_VOICE


def _said(week: WeekView) -> Iterator[WeekFinding]:
    for note, one in found(week, "safety.words"):
        yield WeekFinding(
            kind="safety.words",
            section="safety",
            claim=one.claim,
            evidence=tuple(moment(note, span) for span in one.evidence),
            value=NO_QUANTITY,
            unit="",
            quote=one.quote,
        )


def _answered(week: WeekView) -> Iterator[WeekFinding]:
    for check_in in week.check_ins:
        value = _item_9(check_in)
        if value and week.week.holds(check_in.answered_at):
            yield WeekFinding(
                kind="safety.answer",
                section="safety",
                claim=ANSWER.fill(
                    answer=quoted_text(ANSWERS[min(value, len(ANSWERS) - 1)]), value=number(value)
                ),
                evidence=(
                    Answered(
                        check_in_id=check_in.check_in_id,
                        instrument=f"{check_in.instrument}, 9",
                        answered_at=check_in.answered_at,
                        score=float(value),
                    ),
                ),
                value=float(value),
                unit="1",
            )


def _item_9(check_in: CheckIn) -> int:
    return max((reply.value for reply in check_in.replies if reply.item == ITEM_9), default=0)


def quoted_text(text: Text) -> Text:
    """Put words that exist in both languages between the quotation marks of each."""
    return Text(en=quoted(text.en).en, fr=quoted(text.fr).fr)
