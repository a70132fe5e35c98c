"""The clinician's pages: patients, weeks, notes, and what is done to a week by hand."""

from voicejournal.views.clinic import hand, note, out, past, patients, programme, week
from voicejournal.views.clinic.blueprint import clinician

__all__ = ["clinician", "hand", "note", "out", "past", "patients", "programme", "week"]
