from voicejournal import Finding, Missing, Span, Text
from voicejournal.model.finding import NoteFindings
from voicejournal.summary.diary import diary_of
from voicejournal.summary.quotes import is_verbatim, quotes
from voicejournal.summary.week import week_of
from voicejournal.testing import a_note, moved, words
from voicejournal.testing.notes import MONDAY_NOON

WEEK = week_of(MONDAY_NOON, "UTC")


def a_quote(quote, weight=1.0, start=0.0):
    return Finding(
        kind="quotes.sentence",
        claim=Text(quote, quote),
        value=weight,
        unit="1",
        evidence=(Span(start, start + 1),),
        quote=quote,
    )


def a_day(day, *lines, weights=None, **more):
    note = moved(a_note(" ".join(lines), **more), days=day, note_id=f"day {day}")
    weighed = weights or [1.0] * len(lines)
    starts = [1.5 * at for at in range(len(lines))]
    found = [a_quote(*one) for one in zip(lines, weighed, starts, strict=True)]
    return note, NoteFindings(findings=tuple(found))


def quoted(*days):
    return [one.text.en for one in quotes(diary_of(WEEK, days)).sentences]


def test_every_day_is_heard_before_a_talkative_one_takes_all():
    lines = ["One apple fell.", "Two boats came.", "My door creaked.", "Rain kept on."]
    talkative = a_day(0, *lines, weights=[3.0] * 4)
    quiet = [
        a_day(day, f"quiet {day} {'so' if day == 1 else 'here'} it stayed.", weights=[1.0])
        for day in (1, 2)
    ]
    chosen = quoted(talkative, *quiet)
    assert len(chosen) == 5
    assert {"quiet 1 so it stayed.", "quiet 2 here it stayed."} <= set(chosen)


def test_the_same_sentence_stands_there_once():
    twice = [a_day(day, "I am so tired of being tired.") for day in (0, 1)]
    assert quoted(*twice) == ["I am so tired of being tired."]


def test_quotes_stand_in_the_order_in_which_they_were_said():
    days = [a_day(2, "Later words."), a_day(0, "Earlier words.", weights=[0.5])]
    assert quoted(*days) == ["Earlier words.", "Later words."]


def test_words_that_were_not_said_are_never_quoted():
    note = a_note("I was tired .")
    assert is_verbatim(note, a_quote("I was tired."))
    assert not is_verbatim(note, a_quote("I was happy."))
    assert not is_verbatim(note, a_quote(""))
    assert not is_verbatim(a_note(Missing("pending")), a_quote("I was tired."))


def test_a_quarantined_word_is_never_quoted():
    note = a_note(words("I was tired .", quarantined=[1]))
    assert not is_verbatim(note, a_quote("I was tired."))
    assert not is_verbatim(note, a_quote("I tired."))


def test_the_silence_before_a_quote_is_told_beside_it():
    day = a_day(0, "And then.", duration=6.0)
    note = moved(a_note("And then.", pauses=[(1.0, 3.5)], duration=6.0), days=0, note_id="n")
    later = NoteFindings(findings=(a_quote("And then.", start=3.6),))
    (sentence,) = quotes(diary_of(WEEK, [(note, later)])).sentences
    assert sentence.context.en == "after a silence of 2.5\u00a0s"
    assert sentence.context.fr == "après un silence de 2,5\u00a0s"
    (plain,) = quotes(diary_of(WEEK, [day])).sentences
    assert plain.context is None
