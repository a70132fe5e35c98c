"""The weeks of one patient: one line each, and two of them side by side."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from voicejournal.model.note import PatientId
from voicejournal.model.summary import Series, WeeklySummary
from voicejournal.model.text import Text
from voicejournal.views.clinic.blueprint import READ_WEEK, clinician, patient_of, week_from
from voicejournal.views.gate import lets
from voicejournal.views.held import journal


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One measure in two weeks."""

    title: Text
    unit: str
    first: float | None
    second: float | None


@clinician.get("/patients/<patient_id>/weeks")
@lets(READ_WEEK)
def past(patient_id: str) -> ResponseReturnValue:
    """List the weeks of a patient, newest first."""
    patient = patient_of(patient_id)
    weeks = journal().past(PatientId(patient_id))
    return render_template("clinician/past.html", patient=patient, weeks=weeks)


@clinician.get("/patients/<patient_id>/beside")
@lets(READ_WEEK)
def beside(patient_id: str) -> ResponseReturnValue:
    """Show two weeks side by side, the earlier one first."""
    patient = patient_of(patient_id)
    asked = (request.args.get("first", ""), request.args.get("second", ""))
    weeks = sorted(week_from(one, patient.zone) for one in asked)
    first, second = (journal().summary(PatientId(patient_id), week) for week in weeks)
    return render_template(
        "clinician/beside.html",
        patient=patient,
        summaries=(first, second),
        pairs=tuple(pairs(first, second)),
    )


def pairs(first: WeeklySummary, second: WeeklySummary) -> Iterator[Pair]:
    """Put the medians of two weeks beside each other, measure by measure."""
    charts = {one.measure: one for one in (*first.series, *second.series)}
    for measure, series in charts.items():
        yield Pair(
            title=series.title,
            unit=series.unit,
            first=_median(first, measure),
            second=_median(second, measure),
        )


def _median(summary: WeeklySummary, measure: str) -> float | None:
    series: Series | None = next((one for one in summary.series if one.measure == measure), None)
    points = series.weeks if series else ()
    return next((one.median for one in points if one.week.monday == summary.week.monday), None)
