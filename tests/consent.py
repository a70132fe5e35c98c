"""Patients of tests allow what the test needs, and say so."""

from voicejournal.model.purpose import PURPOSES
from voicejournal.purposes import purpose_texts
from voicejournal.store import Answer


def answer(store, patient, purpose, *, granted=True):
    """Answer about one purpose, having read its newest text."""
    version = purpose_texts()[purpose].version
    told = Answer(purpose=purpose, granted=granted, version=version, language="en")
    return store.consents.answer(patient, told)


def allow(store, patient, *purposes):
    """Allow some purposes; all of them where none is named."""
    for purpose in purposes or PURPOSES:
        answer(store, patient, purpose)
