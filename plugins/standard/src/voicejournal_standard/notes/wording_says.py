"""What the analyzer of wording says about each kind of words."""

from dataclasses import dataclass

from voicejournal import Text, typeset


@dataclass(frozen=True, slots=True)
class Says:
    """The sentence where some were found, and where none was."""

    some: Text
    none: Text


def _counted(*, en: str, fr: str, none_en: str, none_fr: str) -> Says:
    return Says(
        some=typeset(
            en=f"{en}, {{count}} in {{all}} words: {{found}}.",
            fr=f"{fr}, {{count}} sur {{all}} mots : {{found}}.",
        ),
        none=typeset(en=f"{none_en} in {{all}} words.", fr=f"{none_fr} sur {{all}} mots."),
    )


SAYS = {
    "first_person_share": Says(
        some=typeset(
            en="“I”, “me”, “my” made up {percent}% of the words: {count} of {all}.",
            fr="« je », « moi », « mon » : {percent} % des mots, {count} sur {all}.",
        ),
        none=typeset(
            en="No “I”, “me” or “my” in {all} words.",
            fr="Aucun « je », « moi » ou « mon » sur {all} mots.",
        ),
    ),
    "absolutist_share": _counted(
        en="Words that leave no exception",
        fr="Des mots sans exception",
        none_en="No word that leaves no exception",
        none_fr="Aucun mot sans exception",
    ),
    "negation_share": Says(
        some=typeset(
            en="Negations: {count} in {all} words.", fr="Négations : {count} sur {all} mots."
        ),
        none=typeset(en="No negation in {all} words.", fr="Aucune négation sur {all} mots."),
    ),
    "past_share": _counted(
        en="Forms of the past",
        fr="Des formes du passé",
        none_en="No form of the past",
        none_fr="Aucune forme du passé",
    ),
    "present_share": _counted(
        en="Forms of the present",
        fr="Des formes du présent",
        none_en="No form of the present",
        none_fr="Aucune forme du présent",
    ),
    "future_share": _counted(
        en="Forms of the future",
        fr="Des formes du futur",
        none_en="No form of the future",
        none_fr="Aucune forme du futur",
    ),
    "self_critical_share": _counted(
        en="Words that are hard on oneself",
        fr="Des mots durs envers soi-même",
        none_en="No word that is hard on oneself",
        none_fr="Aucun mot dur envers soi-même",
    ),
    "positive_share": _counted(
        en="Words of a good time",
        fr="Des mots d’un bon moment",
        none_en="No word of a good time",
        none_fr="Aucun mot d’un bon moment",
    ),
    "negative_share": _counted(
        en="Words of a hard time",
        fr="Des mots d’un moment difficile",
        none_en="No word of a hard time",
        none_fr="Aucun mot d’un moment difficile",
    ),
}
VARIETY = typeset(
    en="Of {window} words in a row, {different} were different ones.",
    fr="Sur {window} mots de suite, {different} étaient différents.",
)
