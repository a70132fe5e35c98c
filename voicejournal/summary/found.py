"""The parts of the page that analyzers of the week fill, in their own order."""

from voicejournal.model.summary import Section, Sentence
from voicejournal.model.text import Text, quoted
from voicejournal.model.units import Missing
from voicejournal.model.weekview import WeekFinding, WeekFindings, WeekSection

MOST = 5
"""Sentences in one part: a page that is read in two minutes has room for no more."""
NEVER_CUT: frozenset[WeekSection] = frozenset({"safety"})
TITLES: dict[WeekSection, Text] = {
    "safety": Text(en="Please look at this first", fr="À regarder en premier"),
    "discordance": Text(en="Where voice and words part", fr="Là où la voix et les mots divergent"),
    "themes": Text(en="What the week was about", fr="De quoi parle la semaine"),
    "wording": Text(en="How it was put", fr="Comment cela a été dit"),
    "progress": Text(en="Answers and programme", fr="Réponses et programme"),
    "noticed": Text(en="Moments in the week", fr="Moments de la semaine"),
}
NOTHING = Text(en="Nothing was found.", fr="Rien n’a été relevé.")


def found_in(part: WeekSection, week: WeekFindings) -> tuple[Section, ...]:
    """Write one part from what was found for it; none where nothing was."""
    findings = [one for one in week.findings if one.section == part]
    if not findings:
        return ()
    shown = findings if part in NEVER_CUT else findings[:MOST]
    return (
        Section(
            kind=part, title=TITLES[part], sentences=tuple(map(_sentence, shown)), empty=NOTHING
        ),
    )


def _sentence(finding: WeekFinding) -> Sentence:
    return Sentence(
        kind=finding.kind,
        text=finding.claim,
        evidence=finding.evidence,
        value=None if isinstance(finding.value, Missing) else finding.value,
        unit=finding.unit,
        usual=finding.usual,
        context=quoted(finding.quote) if finding.quote else finding.context,
        provenance=(finding.provenance,) if finding.provenance else (),
    )
