"""What is said of a model's answer: that it is one, whose, and how sure the model says it is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version as version_of

from voicejournal import Finding, ModelMissingError, Span, Text, number, quoted, typeset, verbatim
from voicejournal_emotion.models.folder import BrokenModelError, ModelFolder, find_folder
from voicejournal_emotion.models.scores import Scores
from voicejournal_emotion.options import Options

MOST = 3
"""Findings of one model in one note."""
OF_WORDS = typeset(
    en="The model {model} ({version}) labels these words {label}, with a confidence of {sure} of "
    "1. That is the model’s label, not what this person feels.",
    fr="Le modèle {model} ({version}) attribue à ces mots l’étiquette {label}, avec une confiance "
    "de {sure} sur 1. C’est l’étiquette du modèle, non ce que ressent cette personne.",
)
OF_SOUND = typeset(
    en="The model {model} ({version}) labels the sound of this passage {label}, with a confidence "
    "of {sure} of 1. That is the model’s label, not what this person feels.",
    fr="Le modèle {model} ({version}) attribue au son de ce passage l’étiquette {label}, avec une "
    "confiance de {sure} sur 1. C’est l’étiquette du modèle, non ce que ressent cette personne.",
)
LIMITS = typeset(
    en="Labels come from a statistical model that was trained on other people, often on acted "
    "speech, and is wrong often. It knows neither this person nor what they feel. In the European "
    "Union, inferring emotions from a voice is a high-risk use that has to be announced.",
    fr="Les étiquettes viennent d’un modèle statistique entraîné sur d’autres personnes, souvent "
    "sur de la parole jouée, et qui se trompe souvent. Il ne connaît ni cette personne ni ce "
    "qu’elle ressent. Dans l’Union européenne, inférer des émotions d’une voix est un usage à "
    "haut risque, qui doit être annoncé.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A passage and the label that a model gave it."""

    span: Span
    label: str
    sure: float
    words: str = ""


def found(named: str) -> ModelFolder | ModelMissingError | BrokenModelError:
    """Return the model, or why it cannot be had: said for each note, in which it is missing."""
    try:
        return find_folder(named)
    except (ModelMissingError, BrokenModelError) as error:
        return error


def version(folder: ModelFolder | ModelMissingError | BrokenModelError) -> str:
    """Return the version of an analyzer: its own and the model's."""
    model = folder.version if isinstance(folder, ModelFolder) else "none"
    return f"{version_of('voicejournal-emotion')}+{model}"


def told(scores: Scores, options: Options) -> tuple[str, float] | None:
    """Return the label that the model is surest of, where that is worth telling."""
    label, sure = max(scores.items(), key=lambda one: one[1])
    if label.lower() in options.left_out or sure < options.least_confidence:
        return None
    return label, sure


def findings(
    analyzer: str, sentence: Text, folder: ModelFolder, labelled: Iterable[Labelled]
) -> Iterable[Finding]:
    """Make findings of the passages that the model is surest of; the surest may reach the week."""
    surest = sorted(labelled, key=lambda one: (-one.sure, one.span.start))[:MOST]
    for place, one in enumerate(surest):
        yield Finding(
            kind=f"{analyzer}.{_slug(one.label)}",
            claim=sentence.fill(
                model=verbatim(folder.name),
                version=verbatim(folder.version),
                label=quoted(one.label),
                sure=number(one.sure, 2),
            ),
            value=one.sure,
            unit="1",
            evidence=(one.span,),
            quote=one.words,
            highlight=place == 0,
        )


def _slug(label: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_") or "label"
