"""French syllables, counted from the spelling as they are spoken.

Style: everyday speech of the north. A final *e* is never sounded (*table* has one syllable), nor
one inside a word after a single consonant (*sam(e)di*, *maint(e)nant*); after two it is
(*vendredi*), and in a word's first syllable (*demain*, *je*). *i*, *u* and *ou* glide into the
vowel after them (*bien* has one syllable), except after two consonants (*oublier* has three).

Source:
    The silent *e*: Grammont (1914), the law of three consonants. Glides: Dell (1973), Les règles
    et les sons. The rules as code are our own.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from voicejournal.extract.words.lists import Lists

VOWEL = re.compile(
    r"eau|euil|ueil|ouil(?=l|$)|uei(?=l)|eui(?=l)"
    r"|ou|oû|où|oi|oî|oy|oo|ai|aî|ay|au|ei|eî|ey|eu|eû|uy|[aeiouyàâäéèêëîïôöùûü]"
)
"""Letters that spell one vowel together."""
RESPELT = (
    (re.compile(r"œu|oeu"), "eu"),
    (re.compile(r"œi|oei(?=l)"), "eui"),
    (re.compile(r"œ|æ"), "é"),
    (re.compile(r"(?<=q)u|(?<=g)u(?=[eiéèêîy])"), ""),
    (re.compile(r"(?<=g)e(?=[aoâôu])"), ""),
)
"""Letters that are not what they look like, in this order: `qu` is one consonant, `ge` another."""
GLIDES = frozenset({"i", "î", "y", "u", "ou"})
NEVER_GLIDED_INTO = "ïëü"
TWO_CONSONANTS = re.compile(r"[bcdfgkptv][lr]$")
ONE_CONSONANT = re.compile(r"ch|ph|th|gn|([bcdfgjklmnpqrstvxz])\1?")
OPEN_AFTER = re.compile(r"ch|ph|th|gn|[bcdfgkptv][lr]|[bcdfgjklmnpqrstvz]")
"""What may stand between a silent *e* and the next vowel; before other letters it is sounded."""
NASAL = re.compile(r"[nm](?=[^nm])")
ADVERB = "ment"
SILENT_AFTER = frozenset({"ai", "oi", "ay", "oy"})


@dataclass(frozen=True, slots=True)
class _Vowel:
    letters: str
    before: str
    """Consonants since the vowel before it, or since the beginning."""


def french_syllables(word: str, lists: Lists) -> int:
    """Count the syllables of one word in lower case; 0 for an elided one, such as `j`."""
    for pattern, sound in RESPELT:
        word = pattern.sub(sound, word)
    vowels = _vowels(_without_silent_end(word, lists))
    glided = sum(_glides(one, after) for one, after in pairwise(vowels))
    silent = sum(_is_silent(*three) for three in zip(vowels, vowels[1:], vowels[2:], strict=False))
    return len(vowels) - glided - silent


def _without_silent_end(word: str, lists: Lists) -> str:
    adverb = word.endswith(ADVERB) and word not in lists.endings_silent
    sounded = adverb or word in lists.endings_sounded
    ends = r"es?$" if sounded else r"es?$|ent$"
    short = re.sub(ends, "", word)
    return short if VOWEL.search(short) else word


def _vowels(word: str) -> list[_Vowel]:
    found = []
    at = 0
    for match in VOWEL.finditer(word):
        found.append(_Vowel(match.group(), word[at : match.start()]))
        at = match.end()
    return found


def _glides(vowel: _Vowel, after: _Vowel) -> bool:
    """Tell whether a vowel is only the way into the next."""
    if after.before or vowel.letters not in GLIDES or after.letters[0] in NEVER_GLIDED_INTO:
        return False
    if vowel.letters == "u" and after.letters in {"i", "î"}:
        return True
    return not TWO_CONSONANTS.search(vowel.before)


def _is_silent(previous: _Vowel, vowel: _Vowel, after: _Vowel) -> bool:
    """Tell whether an *e* inside a word is left out: one consonant before it, an open one after."""
    if vowel.letters != "e" or not OPEN_AFTER.fullmatch(after.before):
        return False
    if not vowel.before:
        return previous.letters in SILENT_AFTER
    before = NASAL.sub("", vowel.before, count=1) if len(vowel.before) > 1 else vowel.before
    return bool(ONE_CONSONANT.fullmatch(before))
