"""Patients of tests allow what the test needs, and say so."""

from voicejournal.model.purpose import ALWAYS_ASKED, PURPOSES
from voicejournal.purposes import purpose_texts
from voicejournal.store import Answer

CARRIED_OVER = tuple(one for one in ALWAYS_ASKED if one != "research")
"""What went on before anybody was asked here; it goes on until the patient answers."""


def answer(store, patient, purpose, *, granted=True):
    """Answer about one purpose, having read its newest text."""
    version = purpose_texts()[purpose].version
    told = Answer(purpose=purpose, granted=granted, version=version, language="en")
    return store.consents.answer(patient, told)


def allow(store, patient, *purposes):
    """Allow some purposes; all of them where none is named."""
    for purpose in purposes or PURPOSES:
        answer(store, patient, purpose)
