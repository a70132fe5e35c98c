"""Pages without a service: one week as a file by itself, for whoever has a folder of notes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Flask

from voicejournal.app.weekpage import WeekPage
from voicejournal.model.account import Account
from voicejournal.model.note import AccountId, NoteId, PatientId
from voicejournal.model.revision import Inputs, Revision, RevisionLine
from voicejournal.model.summary import WeeklySummary
from voicejournal.summary.handled import handle
from voicejournal.views.assets import icon, web_folder
from voicejournal.views.language import speak
from voicejournal.views.paper import Paper, on_paper
from voicejournal.views.points import install_drawing

NOT_KEPT = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Printer:
    """Draws weeks in one language, without a journal, a session or an address."""

    app: Flask
    language: str

    def week(self, summary: WeeklySummary, links: Mapping[NoteId, str]) -> str:
        """Draw a week.

        Args:
            summary: The week.
            links: Where each note is played; one that is not named cannot be.
        """

        def place(note_id: NoteId, _patient_id: PatientId) -> str:
            return links.get(note_id, "")

        paper = Paper(page=_page(summary), patient=_somebody(self.language, summary.week.zone))
        with self.app.test_request_context():
            return on_paper(paper, place)


def printer(language: str) -> Printer:
    """Return what draws weeks in `language`."""
    app = Flask("voicejournal", static_folder=None, template_folder=str(web_folder() / "templates"))
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    speak(app, _always(language))
    install_drawing(app)
    app.jinja_env.globals.update(icon=icon, lang=language)
    return Printer(app=app, language=language)


def _always(language: str) -> Callable[[], str]:
    return lambda: language


def _page(summary: WeeklySummary) -> WeekPage:
    line = RevisionLine(number=NOT_KEPT, mark="", composed_at=summary.composed_at)
    return WeekPage(
        week=summary.week,
        shown=Revision(line=line, summary=summary, inputs=Inputs()),
        lines=(),
        handled=handle(summary, (), reader=None),
        less={},
        newer=None,
        pending=0,
        earlier=None,
        later=None,
        people={},
    )


def _somebody(language: str, zone: str) -> Account:
    """Return whoever the notes are of: nobody here knows their name."""
    return Account(
        account_id=AccountId(""),
        username="",
        role="patient",
        display_name="",
        language=language,
        zone=zone,
    )
