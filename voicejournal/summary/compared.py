"""What a reader must know about a comparison before believing it."""

from collections.abc import Iterator

from voicejournal.model.change import Comparison
from voicejournal.model.text import Text, amount, number, typeset

NEW_DEVICE = typeset(
    en="Another microphone or sound format than before: loudness and sound quality of the voice "
    "are being learned anew, {known} of {needed} notes so far.",
    fr="Microphone ou format de son différent d’avant : l’intensité et la qualité de la voix sont "
    "à réapprendre, {known} notes sur {needed} pour l’instant.",
)
OTHER_HOURS = typeset(
    en="Recorded at other hours than usual: around {now} this week, usually around {usual}. A "
    "voice differs over the day.",
    fr="Enregistré à d’autres heures que d’habitude : vers {now} cette semaine, d’ordinaire vers "
    "{usual}. Une voix varie au fil de la journée.",
)
SILENCE = typeset(
    en="No note in the {days} before this week: the usual may be out of date.",
    fr="Aucune note dans les {days} précédents : l’habitude connue peut dater.",
)
ONE_DAY, DAYS = Text("day", "jour"), Text("days", "jours")


def compared(comparison: Comparison) -> Iterator[Text]:
    """Yield the caveats of one week's comparison."""
    if comparison.device_learned_from is not None:
        known, needed = comparison.device_learned_from, comparison.needed
        yield NEW_DEVICE.fill(known=number(known), needed=number(needed))
    if comparison.hours is not None:
        usual, now = comparison.hours
        yield OTHER_HOURS.fill(usual=_hour(usual), now=_hour(now))
    if comparison.silent_days is not None:
        yield SILENCE.fill(days=amount(comparison.silent_days, 0, one=ONE_DAY, many=DAYS))


def _hour(hour: float) -> Text:
    whole = number(round(hour) % 24)
    return typeset(en=f"{whole.en}:00", fr=f"{whole.fr}~h")
