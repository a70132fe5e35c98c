"""Why an analyzer gave no answer, for the operator and for readers of the page."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from voicejournal.errors import PluginError
from voicejournal.model.text import Text, typeset


class Why(StrEnum):
    """Codes; they are stored."""

    TOO_LONG = "too_long"
    MEMORY = "memory"
    SIGNAL = "signal"
    EXIT = "exit"
    TOO_MUCH = "too_much"
    UNREADABLE = "unreadable"
    ERROR = "error"
    NETWORK = "network"
    PROCESS = "process"
    NOT_GRANTED = "not_granted"
    RESTS = "rests"
    CHANGED = "changed"
    NOT_STARTED = "not_started"
    NOT_LOADED = "not_loaded"
    REFUSED = "refused"
    """Its answer was there and could not be used."""


REASONS: Mapping[Why, Text] = MappingProxyType(
    {
        Why.TOO_LONG: typeset(
            en="it ran longer than {detail}~s", fr="il a tourné plus de {detail}~s"
        ),
        Why.MEMORY: typeset(
            en="it needed more than {detail}~MB of memory",
            fr="il lui a fallu plus de {detail}~Mo de mémoire",
        ),
        Why.SIGNAL: typeset(
            en="its process crashed ({detail})", fr="son processus s’est arrêté net ({detail})"
        ),
        Why.EXIT: typeset(
            en="its process ended before it answered",
            fr="son processus s’est terminé avant de répondre",
        ),
        Why.TOO_MUCH: typeset(en="its answer was too long", fr="sa réponse était trop longue"),
        Why.UNREADABLE: typeset(
            en="its answer could not be read", fr="sa réponse n’a pas pu être lue"
        ),
        Why.ERROR: typeset(en="it failed with {detail}", fr="il a échoué ({detail})"),
        Why.NETWORK: typeset(
            en="it tried to reach the network, which it may not",
            fr="il a voulu accéder au réseau, ce qui lui est interdit",
        ),
        Why.PROCESS: typeset(
            en="it tried to start another program, which no analyzer may",
            fr="il a voulu lancer un autre programme, ce qui est interdit aux analyseurs",
        ),
        Why.NOT_GRANTED: typeset(
            en="it needs the network, which the operator has not granted",
            fr="il a besoin du réseau, que l’exploitant ne lui a pas accordé",
        ),
        Why.RESTS: typeset(
            en="it failed {detail} times in a row and is left alone for some minutes",
            fr="il a échoué {detail} fois de suite ; il est laissé de côté quelques minutes",
        ),
        Why.CHANGED: typeset(
            en="it was changed while the service ran, which has to be started again",
            fr="il a été modifié pendant que le service tournait : il faut redémarrer celui-ci",
        ),
        Why.NOT_STARTED: typeset(en="it could not be started", fr="il n’a pas pu être démarré"),
        Why.REFUSED: typeset(
            en="its answer could not be used ({detail})",
            fr="sa réponse n’a pas pu être retenue ({detail})",
        ),
        Why.NOT_LOADED: typeset(
            en="its plugin could not be loaded", fr="son extension n’a pas pu être chargée"
        ),
    }
)
PASSING = frozenset(
    {
        Why.TOO_LONG,
        Why.MEMORY,
        Why.SIGNAL,
        Why.EXIT,
        Why.NOT_GRANTED,
        Why.RESTS,
        Why.CHANGED,
        Why.NOT_STARTED,
    }
)
"""With more time, memory or luck there may be an answer."""


def told(why: Why, detail: str = "") -> Text:
    """Return a reason as a clause that stands after a colon."""
    return REASONS[why].fill(detail=Text(detail, detail))


class EndedError(Exception):
    """A process ended, or had to be ended, before it answered."""

    def __init__(self, why: Why, detail: str = "") -> None:
        """Keep why."""
        self.why = why
        self.detail = detail
        super().__init__(why)


class UnfinishedError(PluginError):
    """An analyzer gave no answer."""

    def __init__(self, code: Why, detail: str = "") -> None:
        """Say why."""
        self.code, self.detail = code, detail
        self.why = told(code, detail)
        super().__init__(self.why.en)

    @property
    def passing(self) -> bool:
        """Whether there may be an answer another time."""
        return self.code in PASSING
