"""What answers, receipts and openings are called on a page."""

from collections.abc import Iterable, Mapping

from flask import Flask
from flask_babel import gettext as _
from flask_babel import ngettext

from voicejournal.model.consent import ConsentLine
from voicejournal.views.formats import full_date

AND = ", "


def install_wording(app: Flask) -> None:
    """Give templates the filters of this module."""
    app.jinja_env.filters.update(
        decided=decided,
        decided_short=decided_short,
        language_name=language_name,
        removed_list=removed_list,
    )


def decided(line: ConsentLine) -> str:
    """Say what was answered, and on which day."""
    day = full_date(line.at.date())
    told = {
        "granted": _("You allowed this on %(day)s.", day=day),
        "refused": _("You said no to this on %(day)s.", day=day),
        "withdrawn": _("You took this back on %(day)s.", day=day),
        "carried": _("Done since before you were asked; you have not answered yet."),
        "removed": _("You took this back on %(day)s; what it had produced was removed:", day=day),
    }
    return str(told[line.decision])


def decided_short(line: ConsentLine) -> str:
    """Say what happened, in one word or two."""
    told = {
        "granted": _("allowed"),
        "refused": _("refused"),
        "withdrawn": _("taken back"),
        "carried": _("carried over: done since before you were asked"),
        "removed": _("removed:"),
    }
    return str(told[line.decision])


def language_name(code: str) -> str:
    """Name a language in the language of the page."""
    return str(_("in French") if code.startswith("fr") else _("in English"))


def removed_list(counts: Mapping[str, int] | Iterable[tuple[str, int]]) -> str:
    """Say how much of what was, or would be, removed."""
    told = dict(counts)
    if not told:
        return str(_("nothing was there to remove."))
    return AND.join(_counted(name, count) for name, count in told.items()) + "."


def _counted(name: str, count: int) -> str:
    words = {
        "recordings": ngettext("the sound of %(num)s note", "the sound of %(num)s notes", count),
        "transcripts": ngettext("the words of %(num)s note", "the words of %(num)s notes", count),
        "measured": ngettext(
            "the voice measures of %(num)s note", "the voice measures of %(num)s notes", count
        ),
        "notes": ngettext("results of %(num)s note", "results of %(num)s notes", count),
        "findings": ngettext("%(num)s finding", "%(num)s findings", count),
        "measures": ngettext("%(num)s number", "%(num)s numbers", count),
        "sentences": ngettext(
            "%(num)s sentence on weekly pages", "%(num)s sentences on weekly pages", count
        ),
    }
    return str(words.get(name, f"{name}: {count}"))
