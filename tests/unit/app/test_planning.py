"""Check-ins that come round, reminders by letter with a real mail server, and calls for help."""

import re
from datetime import date, time, timedelta

import pytest

from tests.unit.app.mail import MailBox, listening
from voicejournal.errors import MailError, NotFoundError
from voicejournal.model.finding import Finding, NoteFindings
from voicejournal.model.note import AccountId
from voicejournal.model.text import Text
from voicejournal.model.units import Missing, Span
from voicejournal.settings import Settings
from voicejournal.store.programme_tables import PlanRow, ReminderRow
from voicejournal.testing import a_note
from voicejournal.worker import Worker

KEY = "00000000-0000-0000-0000-00000000000{}"
ADDRESS = "anna@example.org"


@pytest.fixture
def mailbox():
    return MailBox()


@pytest.fixture
def settings(tmp_path, mailbox):
    with listening(mailbox) as port:
        yield Settings(
            data=tmp_path / "data",
            model="demo",
            public_url="https://journal.example.org/",
            smtp_host="127.0.0.1",
            smtp_port=port,
            smtp_security="none",
            smtp_from="journal@example.org",
            practice_email="practice@example.org",
        )


@pytest.fixture
def planned(journal, clinic, clock):
    """Ask Anna for the mood rating every day from today, and remind her at noon in Paris."""
    today = clock.now.date()
    journal.plan_check_in(clinic.anna, "mood", 1, today, clinic.clinician)
    journal.remind(clinic.anna, ADDRESS, time(12))
    return journal


def test_a_check_in_waits_until_it_is_answered_and_comes_back_with_its_next_round(
    planned, clinic, clock
):
    assert [one.instrument for one in planned.waiting(clinic.anna).check_ins] == ["mood"]
    planned.check_in(clinic.anna, KEY.format(1), planned.instrument("mood"), {"mood": "5"})
    assert not planned.waiting(clinic.anna).any
    clock.now += timedelta(days=1)
    assert planned.waiting(clinic.anna).any


def test_a_new_plan_for_the_same_check_in_takes_the_place_of_the_old(planned, clinic, clock):
    planned.plan_check_in(clinic.anna, "mood", 7, date(2026, 5, 1), clinic.clinician)
    (one,) = planned.check_in_plans(clinic.anna)
    assert one.every_days == 7
    planned.stop_check_in(clinic.anna, one.plan_id, clinic.clinician)
    assert planned.check_in_plans(clinic.anna) == ()


@pytest.mark.parametrize(("name", "every"), [("mood", 3), ("mood", 0), ("beck", 7)])
def test_only_what_is_known_can_be_asked_for(journal, clinic, name, every):
    with pytest.raises(NotFoundError):
        journal.plan_check_in(clinic.anna, name, every, date(2026, 5, 1), clinic.clinician)


def test_an_exercise_waits_until_it_was_done_as_often_as_was_said(journal, clinic, clock):
    journal.give(clinic.anna, "gratitude", clinic.clinician, per_week=2)
    for number in range(2):
        assert journal.waiting(clinic.anna).exercises == ("gratitude",)
        clock.now += timedelta(hours=1)
        journal.do_exercise(clinic.anna, KEY.format(number), "gratitude", {"things-0": "Sun"})
    assert journal.waiting(clinic.anna).exercises == ()


def test_nobody_is_reminded_who_did_not_ask(journal, mailbox, clock):
    clock.now += timedelta(days=2)
    Worker(journal).tick()
    assert mailbox.letters == []


def test_a_reminder_goes_out_at_its_hour_once_and_says_nothing_about_anybody(
    planned, clinic, mailbox, clock
):
    Worker(planned).tick()
    assert mailbox.letters == []
    clock.now = clock.now.replace(hour=10, minute=1)
    Worker(planned).tick()
    Worker(planned).tick()
    (letter,) = mailbox.letters
    assert letter["To"] == ADDRESS
    whole = letter.as_string().lower()
    assert not any(word in whole for word in ("anna ", "mood", "patient", "exercise", "check-in"))


def test_where_nothing_waits_no_letter_goes_out(planned, clinic, mailbox, clock):
    planned.check_in(clinic.anna, KEY.format(1), planned.instrument("mood"), {"mood": "5"})
    clock.now = clock.now.replace(hour=10, minute=1)
    Worker(planned).tick()
    assert mailbox.letters == []


def test_the_link_in_the_letter_stops_it_and_forgets_the_address(planned, clinic, mailbox, clock):
    clock.now = clock.now.replace(hour=10, minute=1)
    Worker(planned).tick()
    (letter,) = mailbox.letters
    link = re.search(r"<(https://[^>]+)>", letter["List-Unsubscribe"])[1]
    assert link in letter.get_content()
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    token = link.rpartition("/")[2]
    assert planned.stops_letters(token)
    planned.stop_letters(token)
    planned.stop_letters(token)
    assert not planned.stops_letters(token)
    assert planned.reminder(clinic.anna) is None
    assert planned.store.notices.email(AccountId(clinic.anna)) == ""
    clock.now += timedelta(days=1)
    Worker(planned).tick()
    assert len(mailbox.letters) == 1


def test_a_letter_that_was_refused_is_tried_again_soon(planned, mailbox, clock):
    mailbox.answer = "451 later"
    clock.now = clock.now.replace(hour=10, minute=1)
    Worker(planned).tick()
    mailbox.answer = "250 OK"
    clock.now += timedelta(minutes=2)
    Worker(planned).tick()
    assert len(mailbox.letters) == 1


@pytest.mark.parametrize("address", ["", "anna", "anna@", "a b@example.org", "a@b\nBcc: c@d"])
def test_what_is_no_address_is_refused(journal, clinic, address):
    with pytest.raises(MailError):
        journal.remind(clinic.anna, address, time(9))
    assert journal.reminder(clinic.anna) is None


def test_which_check_in_and_which_hour_are_sealed(planned):
    with planned.store.database.read() as session:
        rows = [session.query(kind).one() for kind in (PlanRow, ReminderRow)]
    told = repr([{**vars(row), "_sa_instance_state": None} for row in rows])
    assert "mood" not in told
    assert ADDRESS not in told


def test_a_call_marks_the_patient_and_tells_the_practice_without_a_name(
    journal, clinic, mailbox, clock
):
    journal.store.notices.set_email(clinic.clinician, "martin@example.org")
    journal.call(clinic.anna)
    journal.call(clinic.anna)
    case = journal.caseload(clinic.clinician).cases[0]
    assert (case.reason, case.patient_id) == ("called", clinic.anna)
    Worker(journal).tick()
    Worker(journal).tick()
    assert [one["To"] for one in mailbox.letters] == ["practice@example.org", "martin@example.org"]
    assert not any("Anna" in one.as_string() for one in mailbox.letters)
    journal.call_seen(clinic.anna, clinic.clinician)
    assert journal.caseload(clinic.clinician).cases[0].reason != "called"
    assert journal.newest_call(clinic.anna).seen_by == clinic.clinician
    with pytest.raises(NotFoundError):
        journal.call_seen(clinic.anna, clinic.clinician)


def test_a_call_an_hour_later_is_another_call(journal, clinic, clock):
    first = journal.call(clinic.anna)
    clock.now += timedelta(hours=1)
    assert journal.call(clinic.anna).call_id != first.call_id


SAFETY = Finding(
    kind="safety.words",
    claim=Text("Words that may speak of self-harm.", "Des mots."),
    value=Missing("none"),
    unit="",
    evidence=(Span(0.0, 0.1),),
)


def test_after_a_note_that_may_speak_of_self_harm_a_question_waits_until_it_is_answered(
    journal, clinic, clock
):
    assert journal.to_ask(clinic.anna) is None
    note = a_note("Hello .", recorded_at=clock.now, note_id="new")
    note_id = clinic.keep(clinic.anna, note, findings=NoteFindings(findings=(SAFETY,)))
    assert journal.to_ask(clinic.anna) == note_id
    journal.answer_asked(clinic.anna, note_id, "help")
    journal.answer_asked(clinic.anna, note_id, "safe")
    assert journal.to_ask(clinic.anna) is None
    assert journal.asked(clinic.anna)[note_id].answer == "safe"


def test_with_a_note_that_is_deleted_goes_what_was_answered_after_it(journal, clinic, clock):
    note = a_note("Hello .", recorded_at=clock.now, note_id="new")
    note_id = clinic.keep(clinic.anna, note, findings=NoteFindings(findings=(SAFETY,)))
    journal.answer_asked(clinic.anna, note_id, "safe")
    journal.delete_note(note_id)
    assert journal.asked(clinic.anna) == {}


def test_a_note_that_asks_for_no_question_takes_no_answer(journal, clinic):
    note_id = journal.notes(clinic.anna)[0].note_id
    with pytest.raises(NotFoundError):
        journal.answer_asked(clinic.anna, note_id, "safe")
