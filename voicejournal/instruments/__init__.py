"""Instruments of check-ins: FHIR R4 Questionnaires as data files, and their reader."""

from voicejournal.instruments.read import InstrumentError, instruments, offered, read_instrument

__all__ = ["InstrumentError", "instruments", "offered", "read_instrument"]
