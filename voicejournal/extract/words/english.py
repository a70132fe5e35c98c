"""English syllables, counted from the spelling.

Style: everyday speech, as a dictionary's first pronunciation has it. Rules of our own, held
against a pronouncing dictionary while they were written; words that keep no rule are listed.
"""

import re

from voicejournal.extract.words.lists import Lists

CONTRACTION = re.compile(r"(?P<base>.+)(?P<end>n't|'ll|'d|'ve|'re|'m|'s|')")
ADDS_ONE = {
    "n't": re.compile(r"[dstvk]e?$"),
    "'ll": re.compile(r"[^aeiouyrw]$"),
    "'d": re.compile(r"[td]$"),
    "'ve": re.compile(r"[^aeiouy]$"),
    "'s": re.compile(r"(?:[sxz]|ch|sh|ce|ge|se)$"),
}
"""Endings after which a contraction is a syllable of its own: didn't, it'll, boss's."""
FIRST_PART = re.compile(
    r"(?:every|any|some|there|where|here|home|make|time|safe|wide|life|care|base|space|horse"
    r"|house|name|note|side|state|take|guide|like|ware)(?=[bcdfghjklmnpqrstvwxz].|one$)"
)
SECOND_PART = re.compile(
    r"(?<=[bcdfgjklmnpqrstvwxz]e)(?:ly|ful|fully|less|ness|ments?|some|things?|where|times?|body"
    r"|one|self|man|men|work|land|line|day|back|side|way|board|town|room|ship)$"
)
"""Parts of a word between which a silent *e* stands: sometimes, lately."""
LISTED_PARTS = {"every": 2, "any": 2}
FIRST_PART_MIN = 3
RESPELT = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^y(?=[aeiou])|(?<=[aeiou])y(?=[aeiou])", "j"),
        (r"qu(?=[aeiouy])", "q"),
        (r"gu(?=[aeiy])", "g"),
        (r"ge(?=ous)", "g"),
        (r"(?<=[a-z][ln])i(?=on|or|a\b|as\b|an(?:t|s?\b)|ar|am)", "j"),
        (r"(?<=ic)al(?=ly$)", ""),
        (r"(?<=[ct])i(?=ous|al|an|en|on|a\b|as\b)|(?<=[sx])i(?=on|ou|an?s?\b)", ""),
        (r"(?<=g)i(?=on|ou|a\b)|(?<=sh)i(?=on)|(?<=rr)i(?=age)", ""),
    )
)
"""Letters that make no syllable of their own: nation, million, basically."""
SILENT_END = re.compile(
    r"(?<=[aeiouy])([^aeiouy]+)"
    r"(?:(?<![^aeiouylr]l)e|(?<![^aeiouylr]l)(?<![sxzcg])(?<!sh)(?<!ch)es"
    r"|(?<![^aeiouylr][lr])(?<![td])ed)$"
)
"""Made, makes, called; but not table, boxes, wanted, handled."""
APART = re.compile(
    r"i[aou]|[lqd]ie(?=t|n)|(?<=[a-z]{2})ier(?=s?$)|(?<=[aeiouy].)ie(?=t|st\b|nc|nt)|ie(?=ty)"
    r"|eo(?!p)|(?<![qg])u[ao]|u(?=el|et)|oe(?=[tm])|ao|[aeiouy]i(?=ng)|crea(?=t(?!ur))"
    r"|rea(?=l[isz]|ct)|uou"
)
"""Neighbouring vowels that are two syllables: *di-et, i-on, do-ing, cre-ate*."""
VOWELS = re.compile(r"[aeiouy]+")
SYLLABIC_END = re.compile(r"[aeiouy].*(?:thm|sm)s?$")


def english_syllables(word: str, lists: Lists) -> int:
    """Count the syllables of one word in lower case, straight apostrophes."""
    known = lists.syllables.get(word)
    if known is not None:
        return known
    shortened = CONTRACTION.fullmatch(word)
    if shortened:
        base, end = shortened["base"], shortened["end"]
        adds = end in ADDS_ONE and ADDS_ONE[end].search(base) is not None
        return english_syllables(base, lists) + adds
    return max(1, _in_parts(word.replace("'", "")))


def _in_parts(word: str) -> int:
    count = 0
    first = FIRST_PART.match(word)
    if first:
        count += LISTED_PARTS.get(first.group(), 1)
        word = word[first.end() :]
    second = SECOND_PART.search(word)
    if second and second.start() >= FIRST_PART_MIN:
        count += _by_letters(second.group())
        word = word[: second.start()]
    return count + _by_letters(word)


def _by_letters(word: str) -> int:
    plain = word
    for pattern, sound in RESPELT:
        plain = pattern.sub(sound, plain)
    plain = SILENT_END.sub(r"\1", plain)
    count = len(VOWELS.findall(plain)) + len(APART.findall(plain))
    return count + bool(SYLLABIC_END.search(word))
