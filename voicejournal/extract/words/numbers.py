"""Numbers as they are read out."""

ENGLISH = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
ENGLISH_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
FRENCH = (
    *("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
    *("onze", "douze", "treize", "quatorze", "quinze", "seize"),
)
FRENCH_TENS = (
    *("vingt", "trente", "quarante", "cinquante", "soixante", "soixante"),
    *("quatre-vingt", "quatre-vingt"),
)
TWENTY, HUNDRED, THOUSAND, MILLION = 20, 100, 1_000, 1_000_000
SEVENTY, NINETY = 7, 9


def number_words(number: int, language: str) -> list[str]:
    """Return the words of a number, 0 and up: 71 → soixante, et, onze."""
    scales = ((MILLION, "million"), (THOUSAND, "mille" if language == "fr" else "thousand"))
    for size, name in scales:
        if number >= size:
            many, rest = divmod(number, size)
            alone = many == 1 and name == "mille"
            said = [name] if alone else [*number_words(many, language), name]
            return said + (number_words(rest, language) if rest else [])
    if number >= HUNDRED:
        return _hundreds(number, language)
    return _french(number) if language == "fr" else _english(number)


def _hundreds(number: int, language: str) -> list[str]:
    many, rest = divmod(number, HUNDRED)
    name = "cent" if language == "fr" else "hundred"
    alone = many == 1 and language == "fr"
    said = [name] if alone else [*number_words(many, language), name]
    return said + (number_words(rest, language) if rest else [])


def _english(number: int) -> list[str]:
    if number < TWENTY:
        return [ENGLISH[number]]
    tens, ones = divmod(number, 10)
    return [ENGLISH_TENS[tens - 2], *([ENGLISH[ones]] if ones else [])]


def _french(number: int) -> list[str]:
    if number < len(FRENCH):
        return [FRENCH[number]]
    if number < TWENTY:
        return ["dix", FRENCH[number - 10]]
    tens, ones = divmod(number, 10)
    if tens in {SEVENTY, NINETY}:
        ones += 10
    and_one = ["et"] if ones in {1, 11} and tens <= SEVENTY else []
    rest = _french(ones) if ones else []
    return [*FRENCH_TENS[tens - 2].split("-"), *and_one, *rest]
