import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.summary.diaries import a_diary_note, weeks_of_notes
from voicejournal.model.summary import Sentence, WeeklySummary
from voicejournal.model.text import verbatim
from voicejournal.model.units import Missing
from voicejournal.summary.week import week_of
from voicejournal.testing import a_note, moved

ORDER = ["changed", "quotes", "voice", "noticed"]
LANGUAGES = ["en", "fr"]


def week_of_last(notes):
    return week_of(notes[-1].recorded_at, "Europe/Paris")


def section(summary: WeeklySummary, kind):
    return next(one for one in summary.sections if one.kind == kind)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_week_of_longer_silences_reads_as_one(composed, language):
    notes = weeks_of_notes(language=language)
    summary = composed(week_of_last(notes), notes)
    said = [one.text.in_language(language) for one in section(summary, "changed").sentences]
    begins = {
        "en": "Silences were longer than usual: 1.2\u00a0s, usually 0.6\u00a0s.",
        "fr": "Les silences étaient plus longs que d’habitude\u00a0: 1,2\u00a0s, "
        "d’ordinaire 0,6\u00a0s.",
    }
    assert begins[language] in said


def test_the_page_has_its_sections_in_reading_order(composed):
    notes = weeks_of_notes()
    summary = composed(week_of_last(notes), notes)
    assert [one.kind for one in summary.sections] == ORDER
    assert summary.notes == 3
    assert summary.minutes == pytest.approx(sum(one.duration for one in notes[-3:]) / 60)


def test_what_changed_plays_the_longest_silences_of_the_week(composed):
    notes = weeks_of_notes()
    week = week_of_last(notes)
    longest = {
        note.note_id: max(note.voice.pauses, key=lambda pause: pause.duration)
        for note in notes
        if week.holds(note.recorded_at)
    }
    changed = section(composed(week, notes), "changed").sentences
    sentence = next(one for one in changed if one.kind == "changed.pause_median")
    assert len(sentence.evidence) == 3
    for moment in sentence.evidence:
        assert moment.span.overlap(longest[moment.note_id]) == pytest.approx(
            longest[moment.note_id].duration
        )


def test_while_learning_the_page_says_how_far_it_is(composed):
    notes = weeks_of_notes()[:7]
    changed = section(composed(week_of_last(notes), notes), "changed")
    assert changed.sentences == ()
    assert changed.empty.en == "Still learning this person’s usual: 4 of 10 notes."
    assert "4\u00a0notes sur 10" in changed.empty.fr


def test_a_steady_week_is_said_to_be_steady(composed):
    notes = weeks_of_notes(slow=1.0)
    changed = section(composed(week_of_last(notes), notes), "changed")
    assert changed.sentences == ()
    assert changed.empty.en.startswith("Nothing measured left this person’s usual")


def test_two_notes_are_not_compared_and_the_page_says_why(composed):
    notes = weeks_of_notes()[:-1]
    summary = composed(week_of_last(notes), notes)
    assert section(summary, "changed").empty.en.startswith("Not compared: 2 notes")
    assert "Only 2 notes this week: one day can colour all of it." in [
        one.en for one in summary.caveats
    ]


def test_an_empty_week_is_an_empty_page(composed):
    notes = weeks_of_notes()
    week = week_of(notes[-1].recorded_at.replace(year=2027), "Europe/Paris")
    summary = composed(week, [])
    assert (summary.notes, summary.sentences, summary.series) == (0, (), ())
    assert {one.empty.en for one in summary.sections} == {"No note this week."}


def test_words_that_are_still_pending_are_a_caveat_and_the_voice_is_there(composed):
    notes = [replace(one, transcript=Missing("pending")) for one in weeks_of_notes()]
    summary = composed(week_of_last(notes), notes)
    assert summary.pending == 3
    assert section(summary, "quotes").sentences == ()
    assert "not written down yet" in section(summary, "quotes").empty.en
    assert section(summary, "voice").sentences


def test_a_week_without_measured_voices_still_quotes(composed):
    notes = [replace(one, voice=Missing("no sound")) for one in weeks_of_notes()]
    summary = composed(week_of_last(notes), notes)
    assert section(summary, "voice").sentences == ()
    assert section(summary, "quotes").sentences


def test_limits_are_printed_for_the_analyzers_that_were_heard(composed):
    notes = weeks_of_notes()
    titles = [one.en.partition(":")[0] for one in composed(week_of_last(notes), notes).limits[1:]]
    assert titles == [
        "Feelings put into words",
        "Pace",
        "Silences",
        "Quotes",
        "Tone of voice",
        "Wording",
    ]


def test_provenance_names_analyzers_methods_and_the_speech_model(composed):
    notes = weeks_of_notes()
    named = {(one.plugin, one.analyzer) for one in composed(week_of_last(notes), notes).provenance}
    assert {("standard", "pauses"), ("voicejournal", "voice")} <= named
    assert ("voicejournal", "transcript") in named


def test_an_unchanged_measure_reads_as_usual(composed):
    notes = [moved(a_diary_note(0), days=day, note_id=f"{day}") for day in range(0, 42, 2)]
    said = [one.text.en for one in section(composed(week_of_last(notes), notes), "voice").sentences]
    assert "A typical silence lasted 0.6\u00a0s, as usual." in said


def test_a_sentence_without_evidence_cannot_be_made():
    with pytest.raises(ValueError, match="evidence"):
        Sentence(kind="changed.level", text=verbatim("Louder."), evidence=())


def numbers_on(text):
    return {float(found.replace(",", ".")) for found in re.findall(r"\d+(?:[.,]\d+)?", text)}


def shown(value, unit):
    """Every way in which a stored number may stand on the page."""
    scaled = [value, 100 * value] if unit == "1" else [value]
    return {round(abs(one), digits) for one in scaled for digits in (0, 1, 2, 3)}


notes_made = st.lists(
    st.builds(
        a_diary_note,
        st.integers(0, 34),
        language=st.sampled_from(LANGUAGES),
        slow=st.floats(0.6, 3.0),
        quarantined=st.sets(st.integers(0, 40), max_size=12),
    ),
    max_size=20,
    unique_by=lambda note: note.note_id,
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(notes_made)
def test_every_page_keeps_the_law(composed, notes):
    week = week_of(max((n.recorded_at for n in notes), default=a_note().recorded_at), "UTC")
    summary = composed(week, notes)
    by_id = {note.note_id: note for note in notes}
    for sentence in summary.sentences:
        assert sentence.evidence
        for moment in sentence.evidence:
            note = by_id[moment.note_id]
            assert week.holds(note.recorded_at)
            assert moment.recorded_at == note.recorded_at
            assert moment.span.end <= note.duration + 0.01
        if sentence.quoted:
            (moment,) = sentence.evidence
            kept = by_id[moment.note_id].transcript.text
            assert sentence.text.en == sentence.text.fr
            assert sentence.text.en in kept
            under = [w for w in by_id[moment.note_id].transcript.words if not w.kept]
            assert all(moment.span.overlap(word.span) < 0.001 for word in under)
        if sentence.kind.startswith(("changed.", "voice.")):
            for text in (sentence.text.en, sentence.text.fr):
                stored = shown(sentence.value, sentence.unit)
                if sentence.usual is not None:
                    stored |= shown(sentence.usual, sentence.unit)
                assert numbers_on(text) <= stored
    assert len(section(summary, "changed").sentences) <= 5
    assert len(section(summary, "quotes").sentences) <= 5


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(notes_made, st.randoms(use_true_random=False))
def test_the_order_of_notes_makes_no_difference(composed, notes, chance):
    week = week_of(a_note().recorded_at, "UTC")
    shuffled = list(notes)
    chance.shuffle(shuffled)
    assert composed(week, shuffled) == composed(week, notes)
