"""Code systems, units and the names that resources of one page have."""

import re
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Resource = dict[str, Any]
"""One FHIR resource or data type as JSON."""

LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
PARTICIPANT = "http://terminology.hl7.org/CodeSystem/provenance-participant-type"
URI = "urn:ietf:rfc:3986"

_NAMESPACE = uuid.UUID("5f0a7c52-7d0c-4f5c-9d57-1f2f7b0d7b0e")
"""Ours, drawn once: names made from it are the same in every export."""
LOCAL = f"urn:uuid:{uuid.uuid5(_NAMESPACE, 'codes')}"
"""Our own code system: kinds of page and section, voice measures, instruments without LOINC."""

TOTALS = {
    "phq-9": ("44261-6", "Patient Health Questionnaire 9 item (PHQ-9) total score [Reported]"),
    "gad-7": ("70274-6", "Generalized anxiety disorder 7 item (GAD-7) total score [Reported.PHQ]"),
}
"""LOINC codes of total scores (loinc.org/44261-6, loinc.org/70274-6)."""

UNITS = {
    "": "1",
    "1": "1",
    "ratio": "1",
    "fraction": "1",
    "s": "s",
    "min": "min",
    "1/min": "/min",
    "/min": "/min",
    "1/s": "/s",
    "Hz": "Hz",
    "dB": "dB",
    "dBFS": "dB{full_scale}",
    "st": "{semitone}",
    "st/s": "{semitone}/s",
    "syllable/s": "{syllable}/s",
    "word/min": "{word}/min",
    "words/min": "{word}/min",
    "%": "%",
}
"""Our units in UCUM (ucum.org, case sensitive); what it has no unit for is an annotation."""


def ucum(unit: str) -> str:
    """Return the UCUM code of a unit; one that a plugin brought becomes an annotation."""
    known = UNITS.get(unit)
    return known if known is not None else "{" + re.sub(r"[^!-z|~]|[{}]", "_", unit) + "}"


def moment(at: datetime) -> str:
    """Write an aware moment."""
    return at.isoformat(timespec="seconds")


def coding(system: str, code: str, display: str) -> Resource:
    """Return a Coding."""
    return {"system": system, "code": code, "display": display}


def concept(*codings: Resource, text: str) -> Resource:
    """Return a CodeableConcept."""
    return {"coding": list(codings), "text": text}


def local(code: str, display: str) -> Resource:
    """Return a CodeableConcept of our own code system."""
    return concept(coding(LOCAL, code, display), text=display)


@dataclass(frozen=True, slots=True)
class Names:
    """Gives the resources of one page their names: the same page, the same names."""

    page: str
    """What the page is called among all pages."""

    def id(self, *what: object) -> str:
        """Return the id of a resource."""
        told = "\x1f".join(map(str, (self.page, *what)))
        return str(uuid.uuid5(_NAMESPACE, told))

    def url(self, *what: object) -> str:
        """Return its full address within the document."""
        return f"urn:uuid:{self.id(*what)}"

    def reference(self, *what: object) -> Resource:
        """Return a Reference to it."""
        return {"reference": self.url(*what)}
