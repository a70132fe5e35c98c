"""Words with known answers, from the dictionaries' own syllables and from how people talk."""

import pytest

from voicejournal.extract.words.syllables import count_syllables

FRENCH = {
    0: "j’ … —",
    1: "je les table belle bien hier nuit oui trois croire août quatre parlent mieux seul quand "
    "qui guerre langue yeux rue peur chiens t’es",
    2: "maison samedi petit journée maintenant famille travail seulement tellement pays parlaient "
    "client oublie mangeait demain souvent moment semaine naïf Noël monsieur acheter rappeler "
    "après c’était jusqu’à médecin plusieurs accueil bruyant sommeil lendemain",
    3: "oublier aujourd’hui vendredi réunion février travailler événement boulangerie "
    "heureusement essayer fatiguée rendez-vous paysage psychologue",
    4: "après-midi appartement bibliothèque téléphoner respiration probablement psychologie",
    5: "université administration",
}
ENGLISH = {
    1: "I the called walked made through thought strength don’t I’m we’ve can’t boats looked",
    2: "table very over people didn’t wanted evening business boxes happened quiet science "
    "something able lately doing poem maybe early older going handled isn’t create",
    3: "everything area beautiful remember yesterday tomorrow library hospital idea already "
    "usually interesting September",
    4: "reality anybody January television situation community",
    5: "university opportunity immediately particularly",
}


def _cases(known, language):
    return [(word, language, count) for count, words in known.items() for word in words.split()]


@pytest.mark.parametrize(
    ("word", "language", "count"), [*_cases(FRENCH, "fr"), *_cases(ENGLISH, "en")]
)
def test_syllables_of_known_words(word, language, count):
    assert count_syllables(word, language) == count


@pytest.mark.parametrize(
    ("word", "language", "count"),
    [
        ("20", "fr", 1),
        ("71,", "fr", 4),
        ("1998", "fr", 7),
        ("2 500", "fr", 4),
        ("10h30", "fr", 3),
        ("24", "en", 3),
        ("1,200", "en", 6),
        ("SNCF", "fr", 4),
        ("TV", "en", 2),
        ("NHS", "en", 3),
        ("Je", "fr", 1),
        ("«Bonjour»,", "fr", 2),
    ],
)
def test_numbers_and_abbreviations_are_read_out(word, language, count):
    assert count_syllables(word, language) == count


def test_a_language_that_is_not_known_has_no_count():
    assert count_syllables("Wort", "de") is None
