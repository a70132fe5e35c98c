"""What is taken back is gone at once: in rows, files and kept pages; a receipt says so."""

import re
from dataclasses import replace

import pytest

from tests.consent import allow, answer
from voicejournal.app.produced import Produced
from voicejournal.hooks.registered import allowed, registered
from voicejournal.model.evidence import Moment
from voicejournal.model.finding import AnalyzerInfo, Finding
from voicejournal.model.note import AccountId, PatientId
from voicejournal.model.summary import Sentence
from voicejournal.model.text import Text
from voicejournal.model.transcript import Transcript
from voicejournal.model.units import Missing, Span
from voicejournal.model.voice import VoiceMeasures
from voicejournal.outputs.everything import everything_json
from voicejournal.purposes import purpose_texts
from voicejournal.store.tables import StepRow, SummaryRow

SPOKEN = ("sister", "garden", "river", "doctor")
"""Words of Anna's notes that stand in no sentence of ours."""


@pytest.fixture
def account(journal, clinic):
    return journal.account(AccountId(clinic.anna))


@pytest.fixture
def signed(journal, clinic):
    """Every week of hers, composed; the last one signed."""
    for week in journal.weeks(clinic.anna):
        journal.page(clinic.anna, week, reader=clinic.clinician, number=None)
    week = journal.weeks(clinic.anna)[0]
    journal.sign(clinic.anna, week, 1, clinic.clinician)
    return week


def take_back(journal, patient, purpose):
    return journal.decide(patient, purpose, granted=False, version=1, language="en")


def sealed_rows(journal, step):
    """Return every ciphertext of one step, and of every page, as it lies in the database."""
    with journal.store.database.read() as session:
        steps = [one.sealed_result for one in session.query(StepRow).where(StepRow.step == step)]
        pages = [one.sealed_composition for one in session.query(SummaryRow)]
    return steps, pages


def on_the_disk(journal):
    return b"".join(one.read_bytes() for one in journal.settings.data.rglob("*") if one.is_file())


def pages_of(journal, patient):
    """Return every revision that is kept, signed and unsigned."""
    for week in journal.weeks(patient):
        for line in journal.store.summaries.lines(patient, week.monday):
            yield journal.revision(patient, week, line.number)


def test_words_that_were_taken_back_are_in_no_row_no_file_and_on_no_page(
    journal, clinic, signed, account
):
    assert all(word in everything_json(journal.everything(account)).decode() for word in SPOKEN)
    transcripts, pages = sealed_rows(journal, "transcript")
    take_back(journal, clinic.anna, "transcribe")
    left = everything_json(journal.everything(account)).decode()
    assert [word for word in SPOKEN if word in left] == []
    disk = on_the_disk(journal)
    assert not any(sealed in disk for sealed in transcripts)
    assert not any(sealed in disk for sealed in pages)
    assert all(isinstance(one.transcript, Missing) for one in journal.everything(account).notes)


def test_a_signed_page_keeps_its_name_and_says_when_it_was_cut(journal, clinic, signed):
    take_back(journal, clinic.anna, "transcribe")
    page = journal.revision(clinic.anna, signed, 1)
    assert page.line.signed
    assert not any(one.quoted for one in page.summary.sentences)
    assert len(page.taken_back) == 1


def test_measures_that_were_taken_back_leave_words_and_answers(journal, clinic, signed, account):
    take_back(journal, clinic.anna, "measure_voice")
    kept = journal.everything(account)
    assert all(isinstance(one.voice, Missing) for one in kept.notes)
    assert all(isinstance(one.transcript, Transcript) for one in kept.notes)
    for page in pages_of(journal, clinic.anna):
        assert page.summary.series == ()
        assert not any(
            one.kind.startswith(("changed.", "voice.")) for one in page.summary.sentences
        )


def test_findings_that_were_taken_back_leave_words_and_measures(journal, clinic, signed, account):
    take_back(journal, clinic.anna, "analyze")
    kept = journal.everything(account)
    assert all(one.findings.findings == () for one in kept.notes)
    assert all(isinstance(one.voice, VoiceMeasures) for one in kept.notes)
    first = {one.kind.partition(".")[0] for page in kept.weeks for one in page.sentences}
    assert first <= {"changed", "drifted", "voice"}


def test_safety_is_taken_back_by_itself(journal, clinic, signed):
    view = journal.heard(journal.notes(clinic.anna)[0].note_id)
    said = Finding(
        kind="safety.words",
        claim=Text(en="Said.", fr="Dit."),
        value=1.0,
        unit="1",
        evidence=(Span(0.0, 1.0),),
    )
    found = journal.note(view.note_id).findings
    clinic.keep(
        clinic.anna,
        replace(view, note_id="flagged"),
        findings=replace(found, findings=(*found.findings, said)),
    )
    take_back(journal, clinic.anna, "safety")
    kinds = {
        one.kind.partition(".")[0]
        for card in journal.notes(clinic.anna)
        for one in journal.note(card.note_id).findings.findings
    }
    assert "safety" not in kinds
    assert kinds


def test_sound_that_was_taken_back_is_in_no_file_and_the_words_stay(journal, clinic, account):
    assert list(journal.settings.sound_folder.rglob("??/*"))
    take_back(journal, clinic.anna, "keep_audio")
    assert [one for one in journal.settings.sound_folder.rglob("??/*") if one.is_file()] == []
    assert journal.everything(account).sounds == {}
    assert all(isinstance(one.transcript, Transcript) for one in journal.everything(account).notes)


def test_the_ledger_ends_with_a_receipt_of_what_was_said_beforehand(journal, clinic, signed):
    told = journal.would_remove(clinic.anna, "transcribe")
    assert told["transcripts"] == len(journal.notes(clinic.anna))
    assert told["findings"] > 0 < told["sentences"]
    take_back(journal, clinic.anna, "transcribe")
    receipt, withdrawn, *_ = journal.ledger(clinic.anna)
    assert (receipt.decision, withdrawn.decision) == ("removed", "withdrawn")
    assert dict(receipt.removed) == told
    assert journal.would_remove(clinic.anna, "transcribe") == {}


def test_what_a_crash_left_is_removed_when_the_worker_looks(journal, clinic, account, monkeypatch):
    with monkeypatch.context() as crash:
        crash.setattr(journal, "_take_away", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            take_back(journal, clinic.anna, "transcribe")
    assert not journal.grants(clinic.anna).allows("transcribe")
    assert journal.finish_withdrawals() == 1
    assert all(isinstance(one.transcript, Missing) for one in journal.everything(account).notes)
    assert journal.finish_withdrawals() == 0


def test_other_patients_keep_everything(journal, clinic, signed):
    ben = clinic.patient("ben")
    view = journal.heard(journal.notes(clinic.anna)[0].note_id)
    mine = clinic.keep(ben, replace(view, note_id="bens"))
    for purpose in purpose_texts():
        take_back(journal, clinic.anna, purpose)
    kept = journal.note(mine)
    assert isinstance(kept.transcript, Transcript)
    assert isinstance(kept.voice, VoiceMeasures)
    assert kept.findings.findings
    assert journal.sound(mine).size


def test_a_clinician_sees_nothing_from_the_moment_that_sharing_is_taken_back(journal, clinic):
    martin = journal.account(clinic.clinician)
    assert journal.allows(martin, "read_summary", clinic.anna)
    take_back(journal, clinic.anna, "share")
    for action in ("read_note", "hear_note", "read_summary", "write_summary", "take_out"):
        assert not journal.allows(martin, action, clinic.anna)
    (case,) = journal.caseload(clinic.clinician).cases
    assert (case.reason, case.said, case.activity.last) == ("unshared", None, None)
    assert journal.clinicians_of(clinic.anna) == ()


def test_taking_along_is_allowed_by_itself(journal, clinic):
    take_back(journal, clinic.anna, "send")
    martin = journal.account(clinic.clinician)
    assert journal.allows(martin, "read_summary", clinic.anna)
    assert not journal.allows(martin, "take_out", clinic.anna)


def test_a_new_patient_is_asked_about_each_purpose_and_allows_nothing(journal, clinic):
    carl = PatientId(clinic.person("carl", "patient"))
    asked = [one.text.purpose for one in journal.to_answer(carl)]
    assert asked == list(journal.purposes())
    assert "emotion" not in asked  # nothing here needs it
    assert not any(journal.grants(carl).allows(one) for one in purpose_texts())
    answer(journal.store, carl, "transcribe", granted=False)
    assert "transcribe" not in [one.text.purpose for one in journal.to_answer(carl)]


def test_a_new_text_asks_again_and_the_answer_holds_meanwhile(journal, clinic, monkeypatch):
    texts = dict(purpose_texts())
    texts["share"] = replace(texts["share"], version=2)
    monkeypatch.setattr("voicejournal.app.consenting.purpose_texts", lambda: texts)
    (one,) = journal.to_answer(clinic.anna)
    assert one.text.purpose == "share"
    assert one.granted


def test_every_purpose_is_told_in_both_languages_and_says_what_goes():
    for one in purpose_texts().values():
        for text in (one.title, one.what, one.without, one.removes):
            assert text.en != text.fr
            assert len(text.en) > 10 < len(text.fr)
            assert not re.search(r"\w [;:?!»]", text.fr)


@pytest.mark.parametrize("purpose", ["analyze", "safety", "measure_voice", "language_model"])
def test_a_sentence_that_was_said_again_goes_with_whatever_it_may_rest_on(journal, purpose):
    heard = Moment(note_id="n", recorded_at=journal._now(), span=Span(0.0, 1.0))
    told = Sentence(kind="retold.week", text=Text(en="Slow.", fr="Lent."), evidence=(heard,))
    assert Produced.by(purpose, journal.plugins).page().sentence("retold", told)


def test_an_analyzer_of_a_purpose_that_was_not_granted_is_never_called(journal, clinic, plugins):
    class Guess:
        info = AnalyzerInfo(
            name="guess",
            version="1",
            title=Text(en="Guess", fr="Supposition"),
            needs=frozenset(),
            languages=frozenset({"*"}),
            limits=Text(en="All.", fr="Tout."),
            purpose="emotion",
        )

        def analyze_week(self, _week):
            raise AssertionError

    one = registered("p", Guess())
    assert allowed([one], journal.grants(clinic.anna)) == (one,)
    allow(journal.store, clinic.anna)
    take_back(journal, clinic.anna, "emotion")
    assert allowed([one], journal.grants(clinic.anna)) == ()
