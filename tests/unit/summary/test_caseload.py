"""Who wants attention first, and why."""

from datetime import UTC, date, datetime, timedelta

from tests.unit.store.test_summaries import a_flag
from voicejournal.model.account import Account
from voicejournal.model.revision import Gist, Standing
from voicejournal.model.text import verbatim
from voicejournal.model.week import Week
from voicejournal.summary.caseload import Activity, caseload

NOW = datetime(2026, 3, 26, 9, tzinfo=UTC)
WEEK = Week(date(2026, 3, 23), "Europe/Paris")


def a_line(name, *, changes=(), parted=(), flags=(), signed=False, silent_days=1, week=WEEK):
    account = Account(
        account_id=name,
        username=name,
        role="patient",
        display_name=name,
        language="fr",
        zone="Europe/Paris",
    )
    gist = Gist(
        week=week,
        notes=1,
        minutes=1.0,
        changes=tuple(map(verbatim, changes)),
        parted=tuple(map(verbatim, parted)),
    )
    last = NOW - timedelta(days=silent_days)
    return account, Activity(last=last), Standing(newest=gist, signed=signed, flags=flags)


def ordered(*lines):
    return [(one.patient.username, one.reason) for one in caseload(lines, NOW).cases]


def test_flags_come_first_then_changes_then_silence_then_the_rest():
    new = (a_line("new")[0], Activity(), Standing())
    lines = [
        new,
        a_line("quiet"),
        a_line("signed", changes=("x",), signed=True),
        a_line("silent", silent_days=20),
        a_line("parted", parted=("x",)),
        a_line("one", changes=("x",)),
        a_line("three", changes=("x", "y", "z")),
        a_line("flagged", flags=(a_flag(),)),
    ]
    assert ordered(*lines) == [
        ("flagged", "flagged"),
        ("three", "changed"),
        ("one", "changed"),
        ("parted", "parted"),
        ("silent", "silent"),
        ("quiet", "quiet"),
        ("signed", "signed"),
        ("new", "none"),
    ]


def test_the_reason_is_the_pages_own_sentence():
    (case,) = caseload([a_line("anna", changes=("strongest", "next"))], NOW).cases
    assert (case.said.en, case.more) == ("strongest", 1)


def test_a_change_of_long_ago_puts_nobody_first():
    old = Week(date(2026, 2, 16), "Europe/Paris")
    assert ordered(a_line("anna", changes=("x",), week=old)) == [("anna", "quiet")]


def test_a_flag_of_a_signed_week_that_came_later_still_comes_first():
    line = a_line("anna", flags=(a_flag(),), signed=True, silent_days=30)
    assert ordered(line) == [("anna", "flagged")]


def test_the_inbox_holds_every_flag_newest_week_first():
    older = a_line("anna", flags=(a_flag("a"),))
    found = caseload([a_line("berta"), older], NOW)
    assert [(one.patient.username, one.flag.key) for one in found.flags] == [("anna", "a")]


def test_of_equals_who_spoke_last_comes_first():
    assert ordered(a_line("early", silent_days=5), a_line("late", silent_days=2)) == [
        ("late", "quiet"),
        ("early", "quiet"),
    ]
