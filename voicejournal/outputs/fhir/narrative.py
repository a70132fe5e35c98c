"""Sections of a page as a person reads them in another system: small, plain XHTML."""

from html import escape
from zoneinfo import ZoneInfo

from voicejournal.model.account import Account
from voicejournal.model.evidence import Answered, Evidence, Moment
from voicejournal.model.hand import Act
from voicejournal.model.text import Text
from voicejournal.outputs.fhir.codes import Resource
from voicejournal.outputs.handed import Handed
from voicejournal.summary.handled import HandledSection, HandledSentence

XHTML = "http://www.w3.org/1999/xhtml"
SET_ASIDE = Text(
    en="Set aside by the clinician: {count}.", fr="Mises de côté par le clinicien : {count}."
)
MINUTE_S = 60


def narrative(content: str, *, generated: bool = True) -> Resource:
    """Return a Narrative; one that holds a person's own words is not merely generated."""
    status = "generated" if generated else "additional"
    return {"status": status, "div": f'<div xmlns="{XHTML}">{content}</div>'}


def section_text(part: HandledSection, page: Handed, language: str) -> Resource:
    """Write a section: its sentences with their evidence, and what a clinician put beside them.

    What was set aside is counted, and not said.
    """
    kept = [
        one
        for one in (*part.shown, *part.less)
        if part.section.kind == "safety" or not one.dismissed
    ]
    lines = [_sentence(one, page, language) for one in kept]
    content = f"<ul>{''.join(lines)}</ul>" if lines else ""
    if part.section.preface:
        content = _paragraph(part.section.preface.in_language(language)) + content
    if part.aside:
        content += _paragraph(SET_ASIDE.in_language(language).format(count=len(part.aside)))
    if not (lines or part.aside):
        content += _paragraph(part.section.empty.in_language(language))
    return narrative(content, generated=not any(one.amended for one in kept))


def list_text(texts: tuple[str, ...]) -> Resource:
    """Write plain lines."""
    return narrative(f"<ul>{''.join(f'<li>{escape(one)}</li>' for one in texts)}</ul>")


def _sentence(one: HandledSentence, page: Handed, language: str) -> str:
    said = escape(one.sentence.text.in_language(language))
    parts = [f"<blockquote>{said}</blockquote>" if one.sentence.quoted else f"<p>{said}</p>"]
    if one.sentence.context:
        parts.append(_paragraph(one.sentence.context.in_language(language)))
    shown = "; ".join(_evidence(each, page.patient) for each in one.sentence.evidence)
    parts.append(f"<p><small>{escape(shown)}</small></p>")
    if one.amended:
        parts.append(_own_words(one.amended, page))
    return f"<li>{''.join(parts)}</li>"


def _own_words(act: Act, page: Handed) -> str:
    name = page.people.get(act.by, "")
    return f"<p><b>{escape(name)}</b> {escape(act.words)}</p>"


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _evidence(one: Evidence, patient: Account) -> str:
    zone = ZoneInfo(patient.zone)
    if isinstance(one, Moment):
        when = f"{one.recorded_at.astimezone(zone):%Y-%m-%d %H:%M}"
        return f"{when}, {_clock(one.span.start)}–{_clock(one.span.end)}"
    if isinstance(one, Answered):
        day = f"{one.answered_at.astimezone(zone):%Y-%m-%d}"
        return f"{one.instrument.upper()} {one.score:g}, {day}"
    return f"{one.title.in_language(patient.language)}, {one.done_at.astimezone(zone):%Y-%m-%d}"


def _clock(seconds: float) -> str:
    minutes, left = divmod(int(seconds), MINUTE_S)
    return f"{minutes}:{left:02d}"
