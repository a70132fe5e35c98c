from datetime import date

import pytest
from voicejournal_standard.notes.safety import Safety
from voicejournal_standard.notes.wording import Wording
from voicejournal_standard.weeks.discordance import Discordance

from voicejournal import Answered, Change, Moment, Week
from voicejournal.findings.analyze import analyze
from voicejournal.findings.week import analyze_week, view_week
from voicejournal.hooks.registered import registered
from voicejournal.model.change import Comparison
from voicejournal.testing import a_note, moved

WEEK = Week(date(2026, 3, 2), "UTC")
NOTES = [registered("standard", Wording()), registered("standard", Safety())]
FINE = "I am fine , really . Work was busy and the bus was late and I read a book at home today ."
BIEN = (
    "Tout va bien . J'ai lu un livre à la maison et le bus avait du retard ce soir encore un peu ."
)
PLAIN = "I read a nice book at home and the bus was late and then we had some soup with bread . "
HEAVY = "It was terrible and sad and I was so tired and afraid and the bus was late and awful too ."
FEELS_NOTHING = ("sad", "depressed", "denies", "hides", "triste", "déprim", "cache")


def slower(measure="pause_median", direction="up", domain="pausing"):
    return Change(
        measure=measure,
        domain=domain,
        direction=direction,
        value=1.4,
        usual=0.8,
        unit="s",
        deviation=2.0,
        strength=4.0,
        domain_strength=4.0,
        notes=3,
        learned_from=12,
    )


def discordance(said, *, changes=(), check_ins=(), before=PLAIN, language="en"):
    pauses = [(1.0, 1.3), (2.0, 4.0)]
    here = [
        moved(
            a_note(said, language=language, pauses=pauses, measures={"pause_median": 1.4}),
            days=day,
            note_id=f"h{day}",
        )
        for day in (0, 1)
    ]
    earlier = [
        moved(a_note(before, language=language), days=-day, note_id=f"e{day}")
        for day in range(1, 10)
    ]
    entries = [(note, analyze(note, NOTES)) for note in (*earlier, *here)]
    comparison = Comparison(
        notes=2, learned_from=12, needed=8, needed_in_week=2, changes=tuple(changes)
    )
    view = view_week(WEEK, entries, comparison, check_ins)
    found = analyze_week(view, [registered("mine", Discordance())])
    assert found.gaps == ()
    return found.findings


def test_words_say_well_while_silences_grow():
    (one,) = discordance(FINE, changes=[slower()])
    assert one.section == "discordance"
    assert one.claim.en.startswith(
        "A sentence says that something is well, while silences took more room"
    )
    assert "1.4\u00a0s, usually 0.8\u00a0s" in one.claim.en
    assert "les silences prenaient plus de place" in one.claim.fr
    assert one.quote == "I am fine, really."


def test_all_three_legs_can_be_checked(answered):
    (one,) = discordance(
        FINE, changes=[slower()], check_ins=[answered(5.0, days=-7), answered(13.0)]
    )
    assert "and the PHQ-9 went from 5 to 13" in one.claim.en
    assert "et que le PHQ-9 passait de 5 à 13" in one.claim.fr
    assert [type(evidence) for evidence in one.evidence] == [Moment] * 3 + [Answered] * 2
    assert one.evidence[1].span.start == pytest.approx(0.5)
    assert one.value == 3


def test_words_and_answers_alone_part_too(answered):
    (one,) = discordance(FINE, check_ins=[answered(5.0, days=-7), answered(13.0)])
    assert one.value == 2


def test_nothing_is_said_when_only_the_words_are_known():
    assert discordance(FINE) == ()


def test_nothing_is_said_when_all_move_together():
    assert discordance(HEAVY, changes=[slower()]) == ()


def test_words_no_heavier_than_usual_are_a_leg_with_their_numbers():
    (one,) = discordance(PLAIN, changes=[slower()], before=HEAVY)
    assert "no more frequent than usual" in one.claim.en
    assert "(0.0%, usually" in one.claim.en
    assert "nice" in one.quote


def test_a_livelier_voice_or_better_answers_part_from_nothing(answered):
    livelier = [slower(direction="down")]
    better = [answered(13.0, days=-7), answered(5.0)]
    assert discordance(FINE, changes=livelier, check_ins=better) == ()


@pytest.mark.parametrize(
    "said",
    [
        "I am not fine at all . " + PLAIN,
        "He asked me if I am fine . " + PLAIN,
        "I hope everything is fine . " + PLAIN,
        "She said I am fine . " + PLAIN,
    ],
)
def test_what_is_denied_asked_or_hoped_does_not_say_well(said):
    findings = discordance(said, changes=[slower()])
    assert not any("something is well" in one.claim.en for one in findings)


def test_a_week_that_may_speak_of_self_harm_is_never_called_well():
    assert discordance(FINE + " I want to die .", changes=[slower()]) == ()


@pytest.mark.parametrize(
    ("said", "language"),
    [
        (FINE + " I told him that I am not doing well .", "en"),
        (FINE + " I do not feel good .", "en"),
        (BIEN + " Je lui ai dit que je n'allais pas bien du tout .", "fr"),
        (BIEN + " Ça ne va pas .", "fr"),
    ],
)
def test_a_week_in_which_it_is_said_not_to_go_well_parts_from_nothing(said, language):
    assert discordance(said, changes=[slower()], before=said, language=language) == ()


def test_french_is_read_too():
    (one,) = discordance(BIEN, changes=[slower()], before=BIEN, language="fr")
    assert one.quote == "Tout va bien."


def test_a_change_that_cannot_be_heard_in_the_week_is_no_leg():
    assert discordance(FINE, changes=[slower("speech_rate", "down", "tempo")]) == ()


@pytest.mark.parametrize("said", [FINE, PLAIN])
def test_no_feeling_and_no_diagnosis_is_put_into_the_claim(said):
    for one in discordance(said, changes=[slower()]):
        claim = f"{one.claim.en} {one.claim.fr}".lower()
        assert not any(word in claim for word in FEELS_NOTHING)
