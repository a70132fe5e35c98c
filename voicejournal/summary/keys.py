"""Names for the sentences of a week, the same in every revision."""

from voicejournal.model.evidence import Answered, Moment
from voicejournal.model.hand import SentenceKey
from voicejournal.model.revision import mark_of
from voicejournal.model.summary import SectionKind, Sentence, WeeklySummary

ONE_OF_A_KIND: frozenset[SectionKind] = frozenset({"changed", "voice"})
"""Parts with one sentence for each kind: it is still that sentence when its number moves."""
KEY_CHARACTERS = 12


def key_of(part: SectionKind, sentence: Sentence) -> SentenceKey:
    """Name a sentence by what it is about: its kind, elsewhere its first evidence too."""
    about: tuple[object, ...] = (part, sentence.kind)
    if part not in ONE_OF_A_KIND:
        first = sentence.evidence[0]
        if isinstance(first, Moment):
            about = (*about, first.note_id, round(first.span.start, 1))
        elif isinstance(first, Answered):
            about = (*about, first.check_in_id)
        else:
            about = (*about, first.exercise_id)
    return SentenceKey(mark_of(*about)[:KEY_CHARACTERS])


def sentences(summary: WeeklySummary) -> dict[SentenceKey, tuple[SectionKind, Sentence]]:
    """Return every sentence of a page under its name, in reading order."""
    return {
        key_of(section.kind, one): (section.kind, one)
        for section in summary.sections
        for one in section.sentences
    }
