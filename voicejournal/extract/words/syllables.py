"""Syllables that a text has when it is spoken."""

import re
from functools import lru_cache

from voicejournal.extract.words.english import english_syllables
from voicejournal.extract.words.french import french_syllables
from voicejournal.extract.words.lists import Lists, listed
from voicejournal.extract.words.numbers import number_words
from voicejournal.extract.words.spelling import parts_of

MEMORY = 4096
"""Words remembered: people use few, again and again."""
LETTER_OF_TWO = {"fr": {"w": 3, "y": 2}, "en": {"w": 3}}
"""Letters whose name has more than one syllable, said one by one in SNCF."""
VOWELS = re.compile(r"[^\W\d_bcdfghjklmnpqrstvwxzçñß]+")


@lru_cache(maxsize=MEMORY)
def count_syllables(word: str, language: str) -> int | None:
    """Count the syllables of one word as it stands in a transcript.

    Args:
        word: With or without punctuation; digits are read out.
        language: A code; only `en` and `fr` are known.

    Returns:
        The number, 0 for punctuation; None in a language whose spelling is not known.
    """
    lists = listed(language)
    if lists is None:
        return None
    return sum(_count(part, language, lists) for part in parts_of(word, language))


def _count(part: str, language: str, lists: Lists) -> int:
    lower = part.lower()
    if lower.isdecimal():
        return sum(_count(word, language, lists) for word in number_words(int(lower), language))
    if lower in lists.syllables:
        return lists.syllables[lower]
    if len(part) > 1 and part.isupper() and not VOWELS.search(lower):
        return sum(LETTER_OF_TWO[language].get(letter, 1) for letter in lower)
    count = french_syllables if language == "fr" else english_syllables
    return count(lower, lists)
