"""How numbers, times and texts of ours are written on a page, in its language."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal
from flask import Flask
from flask_babel import gettext as _

from voicejournal.model.checkin import MOOD
from voicejournal.model.note import Problem
from voicejournal.model.purpose import NOT_ALLOWED
from voicejournal.model.tally import BY_KERNEL, BY_PYTHON
from voicejournal.model.text import Text
from voicejournal.model.units import Missing
from voicejournal.model.week import Week
from voicejournal.views.language import page_language
from voicejournal.views.whose import not_told_apart, other_voices

_NO_BREAK_SPACE = "\u00a0"
_DATE_LOCALES = {"en": "en_GB", "fr": "fr"}
"""Days before months: the order that a European practice reads in English too."""


def install_formats(app: Flask) -> None:
    """Give templates the filters of this module."""
    app.jinja_env.filters.update(
        clock=clock,
        date_tick=date_tick,
        day=day,
        day_and_time=day_and_time,
        full_date=full_date,
        guarded=guarded,
        instrument=instrument,
        milliseconds=milliseconds,
        no_answer=no_answer,
        number=number,
        quantity=quantity,
        said=said,
        short_day=short_day,
        stage_problem=stage_problem,
        other_voices=other_voices,
        tick=tick,
        time_of_day=time_of_day,
        unit_name=unit_name,
        week_span=week_span,
        weekday_initial=weekday_initial,
    )


def said(text: Text) -> str:
    """Return the wording in the page's language."""
    return text.in_language(page_language())


def clock(seconds: float) -> str:
    """Write a length or a position, e.g. `1:05`."""
    whole = int(seconds)
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{left:02d}" if hours else f"{minutes}:{left:02d}"


def day(moment: datetime | date, zone: str = "UTC") -> str:
    """Write a day in full, in the patient's zone: `Tuesday 12 November`."""
    return format_date(_local(moment, zone), "EEEE d MMMM", locale=_dates())


def short_day(moment: datetime | date, zone: str = "UTC") -> str:
    """Write a day in short: `Tue 12 Nov`."""
    return _short_day(_local(moment, zone), _dates())


@lru_cache(maxsize=1024)
def _short_day(on: date, locale: str) -> str:
    # A page of charts writes the same days again and again.
    return str(format_date(on, "EEE d MMM", locale=locale))


def time_of_day(moment: datetime, zone: str = "UTC") -> str:
    """Write a time of day in the patient's zone: `21:15`, in French `21 h 15`."""
    local = moment.astimezone(ZoneInfo(zone))
    if page_language() == "fr":
        return f"{local.hour}{_NO_BREAK_SPACE}h{_NO_BREAK_SPACE}{local.minute:02d}"
    return f"{local:%H:%M}"


def day_and_time(moment: datetime, zone: str = "UTC") -> str:
    """Write when a note was recorded: `Tue 12 Nov, 21:15`."""
    return f"{short_day(moment, zone)}, {time_of_day(moment, zone)}"


def date_tick(on: date) -> str:
    """Write a day as short as an axis needs it: `12 Nov`."""
    return format_date(on, "d MMM", locale=_dates())


def weekday_initial(on: date) -> str:
    """Write a weekday as one letter, for a column of days."""
    return format_date(on, "EEEEE", locale=_dates())


def full_date(on: date) -> str:
    """Write a day with its year: `12 November 2026`."""
    return format_date(on, "d MMMM y", locale=_dates())


def week_span(week: Week) -> str:
    """Write a week's first and last day: `9–15 November 2026`."""
    monday, sunday = week.monday, week.monday + timedelta(days=6)
    if monday.month == sunday.month:
        return f"{monday.day}–{full_date(sunday)}"
    pattern = "d MMMM" if monday.year == sunday.year else "d MMMM y"
    return f"{format_date(monday, pattern, locale=_dates())} – {full_date(sunday)}"


def number(value: float, digits: int | None = None) -> str:
    """Write a number with as many decimals as its size deserves."""
    places = _decimals(value) if digits is None else digits
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return _minus(format_decimal(value, format=pattern, locale=page_language()))


def quantity(value: float, unit: str) -> str:
    """Write a number with its unit; a share of one is written in per cent."""
    return _quantity(value, unit, page_language())


@lru_cache(maxsize=4096)
def _quantity(value: float, unit: str, language: str) -> str:  # noqa: ARG001 - part of the key
    # A page of charts writes some hundred, the same ones whenever it is opened.
    if unit in _SHARES:
        return f"{number(value * 100, 0)}{_percent()}"
    name = unit_name(unit)
    return f"{number(value)}{_NO_BREAK_SPACE}{name}" if name else number(value)


def tick(value: float, unit: str) -> str:
    """Write a label of an axis: as many decimals as it takes, no more."""
    shown = value * 100 if unit in _SHARES else value
    written = _minus(format_decimal(round(shown, 6), format="#,##0.###", locale=page_language()))
    return f"{written}{_percent()}" if unit in _SHARES else written


def _not_allowed(stage: str) -> str:
    """Say what is not done because the patient has not allowed it; both read the same."""
    stages: dict[str, str] = {
        "transcript": _("The words are not written down: this is not allowed."),
        "voice": _("The voice is not measured: this is not allowed."),
        "speakers": _("Voices are not told apart: this is not allowed."),
    }
    return str(stages.get(stage) or _("Something was not done: it is not allowed."))


def stage_problem(problem: Problem) -> str:
    """Say which stage could not do its work; the technical reason is the operator's to read."""
    stages: dict[str, str] = {
        "audio": _("The sound could not be read. It is kept as it arrived."),
        "transcript": _(
            "The words could not be written down: the speech model is missing, "
            "or does not know the language. They follow once the operator has seen to it."
        ),
        "voice": _("The voice could not be measured."),
        "speakers": not_told_apart(problem),
    }
    if problem.reason == NOT_ALLOWED:
        return _not_allowed(problem.stage)
    if problem.why is not None:
        return no_answer(problem.stage, problem.why)
    return stages.get(problem.stage) or _(
        "The analyzer %(name)s gave no answer for this note.", name=problem.stage
    )


def no_answer(analyzer: str, why: Text) -> str:
    """Say that an analyzer gave no answer, and why."""
    told = why.in_language(page_language())
    said: str = _("The analyzer %(name)s did not finish: %(why)s.", name=analyzer, why=told)
    return said


def guarded(guard: str) -> str:
    """Say what stands between a plugin and the rest of the machine."""
    guards: dict[str, str] = {
        BY_KERNEL: _(
            "It runs in a process of its own; the kernel refuses it network and programs."
        ),
        BY_PYTHON: _(
            "It runs in a process of its own; network and programs are refused in Python only."
        ),
        "": _("It runs inside the service, and nothing guards it."),
    }
    return guards[guard]


def milliseconds(value: float | Missing) -> str:
    """Write how long something took."""
    return "–" if isinstance(value, Missing) else f"{number(round(value), 0)}{_NO_BREAK_SPACE}ms"


def instrument(name: str) -> str:
    """Write the name of a questionnaire or rating as people know it."""
    return _("Mood") if name == MOOD else name.upper()


def unit_name(unit: str) -> str:
    """Write a unit in the page's language."""
    if unit in _SHARES:
        return "%"
    # Asked for hundreds of times a page: only the one that is wanted is translated.
    name = _UNITS.get(unit)
    return name() if name else unit


_UNITS: Mapping[str, Callable[[], str]] = {
    "syllable/s": lambda: _("syllables/s"),
    "word/min": lambda: _("words/min"),
    "words/min": lambda: _("words/min"),
    "1/min": lambda: _("per minute"),
    "/min": lambda: _("per minute"),
    "st": lambda: _("semitones"),
    "min": lambda: _("min"),
}
_SHARES = frozenset({"ratio", "fraction", "1"})


def _minus(written: str) -> str:
    return written.replace("-", "−")


def _percent() -> str:
    return f"{_NO_BREAK_SPACE}%" if page_language() == "fr" else "%"


def _decimals(value: float) -> int:
    size = abs(value)
    return 0 if size >= 100 else 1 if size >= 10 else 2  # noqa: PLR2004 - three significant figures


def _dates() -> str:
    return _DATE_LOCALES[page_language()]


def _local(moment: datetime | date, zone: str) -> date:
    return moment.astimezone(ZoneInfo(zone)).date() if isinstance(moment, datetime) else moment
