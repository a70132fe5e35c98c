"""The points of a chart as SVG.

A page of charts holds hundreds of points. Written by the template, each attribute by itself, they
took longer than all the rest of the page; here each is one line.
"""

from collections.abc import Iterator, Mapping

from flask import Flask
from flask_babel import gettext as _
from markupsafe import Markup, escape

from voicejournal.model.note import NoteId
from voicejournal.views.charts import Dot, Panel, Side
from voicejournal.views.formats import install_formats, quantity
from voicejournal.views.noteplace import NotePlace

Places = Mapping[NoteId, NotePlace]


def install_drawing(app: Flask) -> None:
    """Give templates what a page with charts is written and drawn with."""
    install_formats(app)
    app.jinja_env.filters["points"] = points


def points(panel: Panel, places: Places, ink: Mapping[str, str]) -> Markup:
    """Draw the notes of a panel, each leading to where it is heard.

    Args:
        panel: One measure, laid out.
        places: Where each of its notes is read and heard.
        ink: Colours that each shape carries itself, for a page that is printed; empty on a screen.
    """
    drawn = _printed(panel, places, ink) if ink else _shown(panel, places)
    return Markup("\n").join(Markup(one) for one in drawn)  # noqa: S704 - what is not ours is escaped


def _shown(panel: Panel, places: Places) -> Iterator[str]:
    for dot, label in zip(panel.dots, _labels(panel, places), strict=True):
        place = places[dot.note_id]
        fresh = " fresh" if dot.this_week else ""
        yield (
            f'<a class="point{fresh}" href="{escape(place.href)}#t={dot.start}" '
            f'data-note="{escape(dot.note_id)}" data-sound="{escape(place.sound)}" '
            f'data-start="{dot.start}" data-end="{dot.end}" data-what="{escape(place.when)}" '
            f'aria-label="{label}"><circle class="hit" cx="{dot.x}" cy="{dot.y}" r="11"/>'
            f"{_mark(dot)}</a>"
        )


def _printed(panel: Panel, places: Places, ink: Mapping[str, str]) -> Iterator[str]:
    for dot, label in zip(panel.dots, _labels(panel, places), strict=True):
        href = places[dot.note_id].href
        mark = _mark(dot, ink["out"] if dot.outside else ink["dot"])
        if not href:
            yield mark
            continue
        place = f"{escape(href)}#t={dot.start},{dot.end}"
        yield f'<a class="point" href="{place}" aria-label="{label}">{mark}</a>'


def _labels(panel: Panel, places: Places) -> Iterator[Markup]:
    """Say what each point is to whoever cannot see it."""
    beyond: Mapping[Side, str] = {
        "high": f", {_('above usual')}",
        "low": f", {_('below usual')}",
    }
    colon, unit = _(":"), panel.series.unit
    for dot in panel.dots:
        day, side = places[dot.note_id].day, beyond.get(dot.side, "")
        yield escape(f"{day}{colon} {quantity(dot.value, unit)}{side}")


def _mark(dot: Dot, ink: str = "") -> str:
    """Draw a note: a diamond where it lies outside the usual, so that colour is not all."""
    if dot.outside:
        shape = "m0-5.5l5.5 5.5-5.5 5.5-5.5-5.5z"
        return f'<path class="dot out"{ink} d="M{dot.x} {dot.y}{shape}"/>'
    return f'<circle class="dot"{ink} cx="{dot.x}" cy="{dot.y}" r="3.6"/>'
