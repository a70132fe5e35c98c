"""Words of a transcript taken apart as lists know them."""

import re

CLAUSE_ENDS = frozenset(".,;:?!…—")
SENTENCE_ENDS = frozenset(".?!…")
CLOSING = "\"'”’»)] "
DIGITS = re.compile(r"(?<=\d)[ .,\u00a0\u202f](?=\d{3}\b)")
PARTS = re.compile(r"\d+|[^\W\d_]+(?:'[^\W\d_]+)*'?")


def parts_of(word: str, language: str) -> list[str]:
    """Return the parts of a word, apostrophes straight: `rendez-vous` and, in French, `j’ai`."""
    plain = DIGITS.sub("", word.replace("’", "'"))
    found = PARTS.findall(plain)
    if language == "fr":
        return [part for one in found for part in one.split("'") if part]
    return [one.rstrip("'") for one in found]


def ends_clause(word: str) -> bool:
    """Tell whether punctuation follows a word."""
    return word.rstrip(CLOSING)[-1:] in CLAUSE_ENDS


def ends_sentence(word: str) -> bool:
    """Tell whether a sentence ends with a word."""
    return word.rstrip(CLOSING)[-1:] in SENTENCE_ENDS
