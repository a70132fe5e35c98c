"""A weekly summary as a FHIR R4 document: https://hl7.org/fhir/R4/documents.html."""

from voicejournal.outputs.fhir.document import as_json, document
from voicejournal.outputs.fhir.measures import code_system

__all__ = ["as_json", "code_system", "document"]
