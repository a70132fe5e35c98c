"""The end of a week, and the letter about it, with a real mail server on this machine."""

from datetime import timedelta

import pytest

from tests.unit.app.mail import MailBox, listening
from voicejournal.errors import MailError
from voicejournal.model.note import AccountId
from voicejournal.settings import Settings
from voicejournal.store.calendar_tables import NoticeRow, ScheduleRow
from voicejournal.store.notices import ATTEMPTS
from voicejournal.worker import Worker


@pytest.fixture
def mailbox():
    return MailBox()


@pytest.fixture
def mail(mailbox):
    with listening(mailbox) as port:
        yield port


@pytest.fixture
def settings(tmp_path, mail):
    return Settings(
        data=tmp_path / "data",
        model="demo",
        public_url="https://journal.example.org/",
        smtp_host="127.0.0.1",
        smtp_port=mail,
        smtp_security="none",
        smtp_from="journal@example.org",
    )


@pytest.fixture
def worker(journal):
    return Worker(journal)


@pytest.fixture
def week(journal, clinic):
    """Plan the week of the newest notes, and return it."""
    newest = journal.weeks(clinic.anna)[0]
    journal.store.schedules.plan(clinic.anna, newest)
    return newest


@pytest.fixture
def martin(journal, clinic):
    journal.store.notices.set_email(clinician := AccountId(clinic.clinician), "martin@example.org")
    return clinician


def rows(journal, kind):
    with journal.store.database.read() as session:
        return session.query(kind).order_by(*kind.__table__.primary_key).all()


def test_every_patient_gets_a_planned_week_that_ends_in_their_zone(journal, clinic, clock):
    journal.plan_weeks()
    journal.plan_weeks()
    (row,) = rows(journal, ScheduleRow)
    # Paris is two hours ahead in April: Monday begins on Sunday at 22 h UTC.
    assert (row.monday, row.next_due_at.isoformat()) == ("2026-04-20", "2026-04-26T22:00:00+00:00")


def test_a_page_is_made_once_its_week_has_ended(journal, clinic, week, worker):
    worker.tick()
    assert [one.gist.week for one in journal.past(clinic.anna)] == [week]
    assert rows(journal, ScheduleRow)[0].done_at is not None


def test_nothing_is_made_before_the_end_of_the_week(journal, clinic, clock, week, worker):
    clock.now = week.end - timedelta(minutes=1)
    worker.tick()
    assert journal.past(clinic.anna) == ()
    clock.now = week.end
    worker.tick()
    assert len(journal.past(clinic.anna)) == 1


def test_ticks_that_were_missed_are_caught_up_with(journal, clinic, clock, worker):
    weeks = sorted(journal.weeks(clinic.anna))
    journal.store.schedules.plan(clinic.anna, weeks[0])
    clock.now = weeks[-1].end + timedelta(hours=1)
    worker.tick()
    assert sorted(one.gist.week for one in journal.past(clinic.anna)) == weeks
    made = rows(journal, ScheduleRow)
    assert [row.done_at is not None for row in made] == [True] * len(weeks) + [False]


def test_two_workers_owe_one_letter(journal, week, martin):
    (ending,) = journal.endings()
    journal.end_week(ending)
    journal.end_week(ending)
    assert len(rows(journal, NoticeRow)) == 1


def test_the_letter_says_that_a_page_is_ready_and_nothing_else(week, worker, martin, mailbox):
    worker.tick()
    (letter,) = mailbox.letters
    assert letter["Subject"] == "A weekly page is ready"
    assert letter["To"] == "martin@example.org"
    assert "https://journal.example.org/sign-in" in letter.get_content()
    whole = letter.as_string()
    for secret in ("Anna", "anna", str(week.monday), "silence", "slower"):
        assert secret not in whole


def test_the_letter_speaks_the_clinicians_language(journal, week, worker, martin, mailbox):
    journal.set_language(martin, "fr")
    worker.tick()
    assert mailbox.letters[0]["Subject"] == "Une page hebdomadaire est prête"
    assert "Connectez-vous pour la voir\u00a0:" in mailbox.letters[0].get_content()


def test_it_is_sent_once(journal, week, worker, martin, mailbox, clock):
    worker.tick()
    clock.now += timedelta(days=1)
    worker.tick()
    assert len(mailbox.letters) == 1
    assert journal.store.notices.waiting() == {"sent": 1}


def test_pages_that_are_ready_together_make_one_letter(journal, clinic, worker, martin, mailbox):
    weeks = sorted(journal.weeks(clinic.anna))
    journal.store.schedules.plan(clinic.anna, weeks[0])
    worker.tick()
    assert len(rows(journal, NoticeRow)) == len(weeks)
    assert len(mailbox.letters) == 1


def test_a_refused_letter_is_tried_again(journal, week, worker, martin, mailbox, clock):
    mailbox.answer = "451 try later"
    worker.tick()
    worker.tick()
    (row,) = rows(journal, NoticeRow)
    assert (row.state, row.attempts, row.last_error) == ("due", 1, "SMTPDataError")
    mailbox.answer = "250 OK"
    clock.now += timedelta(minutes=2)
    worker.tick()
    assert len(mailbox.letters) == 1


def test_a_mail_server_that_never_takes_it_is_given_up(
    journal, week, worker, martin, mailbox, clock
):
    mailbox.answer = "550 no"
    for _ in range(ATTEMPTS):
        worker.tick()
        clock.now += timedelta(hours=7)
    worker.tick()
    assert journal.store.notices.waiting() == {"failed": 1}


def test_a_letter_that_somebody_died_sending_is_sent_by_the_next(
    journal, week, martin, mailbox, clock
):
    journal.end_week(journal.endings()[0])
    assert journal.store.notices.take() is not None
    assert journal.send_letter() is False
    clock.now += timedelta(minutes=6)
    assert journal.send_letter() is True


def test_without_a_mail_server_nothing_is_owed(journal, week, martin, worker, monkeypatch):
    monkeypatch.setattr(journal, "settings", Settings(data=journal.settings.data))
    worker.tick()
    assert rows(journal, NoticeRow) == []


def test_a_clinician_without_an_address_gets_none(journal, week, martin, worker, mailbox):
    journal.store.notices.set_email(martin, "")
    worker.tick()
    assert mailbox.letters == []
    assert rows(journal, NoticeRow) == []


def test_a_week_without_notes_makes_no_page_and_no_letter(journal, clinic, clock, martin, worker):
    empty = journal.weeks(clinic.anna)[0].back(-1)
    journal.store.schedules.plan(clinic.anna, empty)
    clock.now = empty.end
    worker.tick()
    assert rows(journal, NoticeRow) == []
    assert rows(journal, ScheduleRow)[0].done_at is not None


def test_a_week_that_fails_waits_longer_each_time(journal, week, clock):
    (ending,) = journal.endings()
    waits = []
    for _ in range(3):
        journal.put_off(ending, "SealError")
        waits.append(rows(journal, ScheduleRow)[0].next_due_at - clock.now)
    assert waits[0] < waits[1] < waits[2]
    assert journal.endings() == ()


def test_an_address_is_sealed(journal, martin):
    stored = b"".join(one.read_bytes() for one in journal.settings.data.glob("*.sqlite3*"))
    assert b"martin@example.org" not in stored


@pytest.mark.parametrize("sender", ["no address", "Name <a@b.org>"])
def test_a_wrong_sender_is_a_mail_error(journal, week, martin, monkeypatch, sender):
    wrong = journal.settings.model_copy(update={"smtp_from": sender})
    monkeypatch.setattr(journal, "settings", wrong)
    journal.end_week(journal.endings()[0])
    with pytest.raises(MailError):
        journal.send_letter()


def test_a_mail_server_needs_a_sender_and_an_address_for_the_link():
    with pytest.raises(ValueError, match="public_url"):
        Settings(smtp_host="mail.example.org")
