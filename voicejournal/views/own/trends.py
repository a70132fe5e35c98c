"""How it has been: in words first, then drawn."""

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from voicejournal.model.text import Text
from voicejournal.model.trends import Tally
from voicejournal.views.charts import Panel, panel
from voicejournal.views.gate import lets
from voicejournal.views.held import journal
from voicejournal.views.notepage import places_of_notes, places_of_sounds
from voicejournal.views.noteplace import places
from voicejournal.views.own.blueprint import LOOK_BACK, own
from voicejournal.views.session import the_account, the_patient
from voicejournal.views.trend import trends as answered_trends

COLUMN, ROW, LEFT = 30, 30, 70
BARS_HEIGHT = 90.0


@dataclass(frozen=True, slots=True)
class Bar:
    """The minutes of one week, drawn."""

    tally: Tally
    x: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Voice:
    """Pace or pauses: a sentence, and its picture."""

    said: Text
    panel: Panel


@own.get("/trends")
@lets(LOOK_BACK)
def trends() -> ResponseReturnValue:
    """Show how often somebody spoke, what they answered, and their pace and pauses."""
    patient = the_patient()
    found = journal().trends(patient)
    drawn = [
        Voice(one.said, laid)
        for one in found.voices
        if (laid := panel(one.series, found.week)) is not None
    ]
    charts = [one.series for one in found.voices]
    return render_template(
        "own/trends.html",
        trends=found,
        bars=bars(found.tallies),
        voices=drawn,
        places=places(
            charts, the_account().zone, note=places_of_notes(patient), sound=places_of_sounds()
        ),
        answers=answered_trends(journal().check_ins(patient), journal().instruments()),
    )


def bars(tallies: tuple[Tally, ...]) -> tuple[Bar, ...]:
    """Lay out the minutes of weeks beside one another; the longest week fills the height."""
    most = max((one.minutes for one in tallies), default=0.0) or 1.0
    width = 320.0 / max(len(tallies), 1)
    laid = []
    for at, one in enumerate(tallies):
        height = round(one.minutes / most * BARS_HEIGHT, 1)
        laid.append(Bar(one, round(at * width, 1), round(BARS_HEIGHT - height, 1), height))
    return tuple(laid)
