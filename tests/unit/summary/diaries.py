"""Diaries to compose pages from."""

from voicejournal.testing import a_note, moved, words

SAID = {
    "en": [
        "I could not sleep again .",
        "My sister called , and I was glad .",
        "Nothing at work was ever good enough .",
        "The garden needs water , but I stayed in bed .",
        "I told my doctor the truth .",
        "Maybe I will try again tomorrow .",
        "We walked to the river and I felt calm .",
        "I miss the house , and I never say it .",
    ],
    "fr": [
        "Je n’ai pas pu dormir .",
        "Ma sœur a appelé , et j’étais contente .",
        "Rien n’allait jamais au travail .",
        "Le jardin a besoin d’eau , mais je suis restée au lit .",
        "J’ai dit la vérité à mon médecin .",
        "J’essaierai peut-être encore demain .",
        "Nous avons marché et je me suis sentie calme .",
        "La maison me manque , et je ne le dis jamais .",
    ],
}


def a_diary_note(at, *, language="en", slow=1.0, quarantined=(), **more):
    """One note of about half a minute; `slow` stretches silences and words."""
    lines = SAID[language]
    text = " ".join(lines[(at + turn) % len(lines)] for turn in range(6))
    spoken = words(text, each=0.55 * slow, quarantined=quarantined)
    wobble = 1 + 0.03 * ((at * 7) % 5 - 2)
    pauses = [(4 * n + 0.1, 4 * n + 0.1 + 0.6 * slow * wobble) for n in range(1, 5)]
    measures = {
        "pause_median": 0.6 * slow * wobble,
        "pause_p90": 1.1 * slow * wobble,
        "pause_fraction": min(0.25 * slow * wobble, 0.9),
        "long_pause_rate": 3.0 * slow * wobble,
        "run_median": 2.2 / slow / wobble,
        "speech_rate": 3.6 / slow / wobble,
        "articulation_rate": 4.3 / wobble,
        "words_per_minute": 130 / slow / wobble,
        "pitch_median": 180.0,
        "pitch_sd": 2.7 * wobble,
        "pitch_movement": 0.9 * wobble,
        "intensity_sd": 5.2 * wobble,
        "level": -24.0 + wobble,
    }
    note = a_note(spoken, language=language, pauses=pauses, measures=measures, **more)
    return moved(note, days=at * 2, note_id=f"note-{at}")


def weeks_of_notes(*, weeks=6, slow=2.0, language="en"):
    """Notes every other day; in the last week silences and words stretch by `slow`."""
    count = weeks * 7 // 2
    return [
        a_diary_note(at, language=language, slow=slow if at * 2 >= (weeks - 1) * 7 else 1.0)
        for at in range(count)
    ]
