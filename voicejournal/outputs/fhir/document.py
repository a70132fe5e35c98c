"""A page as a document Bundle: the Composition, and everything that it refers to."""

import json
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version

from voicejournal.model.finding import Provenance
from voicejournal.model.text import Text
from voicejournal.outputs.fhir.codes import (
    PARTICIPANT,
    URI,
    Names,
    Resource,
    coding,
    concept,
    local,
    moment,
)
from voicejournal.outputs.fhir.measures import (
    answer_ids,
    answers,
    measure_ids,
    period,
    voice_measures,
)
from voicejournal.outputs.fhir.narrative import list_text, section_text
from voicejournal.outputs.fhir.responses import responses
from voicejournal.outputs.handed import Handed
from voicejournal.summary.handled import HandledSection

SERVICE = "Voice Journal"
DISTRIBUTION = "voicejournal"
TITLE = Text(en="Weekly summary of a voice journal", fr="Résumé hebdomadaire d’un journal vocal")
MEASURES = Text(en="Week by week", fr="Semaine après semaine")
CHECK_INS = Text(en="Check-ins", fr="Questionnaires et évaluations")
CANNOT = Text(en="What this page cannot tell", fr="Ce que cette page ne peut pas dire")
NO_DIAGNOSIS = Text(
    en="It describes what was heard, against this person’s own usual. It is not a diagnosis, and "
    "it holds no score of illness.",
    fr="Elle décrit ce qui a été entendu, par rapport à ce qui est habituel pour cette personne. "
    "Ce n’est pas un diagnostic, et elle ne contient aucun score de maladie.",
)
RESTRICTED = "R"
"""Confidentiality of a page that holds a person's own words (HL7 v3 Confidentiality)."""


def as_json(page: Handed, language: str) -> str:
    """Write a page as the text of a FHIR R4 file."""
    return json.dumps(document(page, language), ensure_ascii=False, indent=1)


def document(page: Handed, language: str) -> Resource:
    """Return a page as a document Bundle.

    It holds what the page says and who stands for it: no transcript, no sound, no private note,
    nothing that was set aside.
    """
    names = Names(f"{page.patient.account_id}/{page.summary.week.monday}/{page.line.number}")
    return {
        "resourceType": "Bundle",
        "id": names.id("bundle"),
        "identifier": {"system": URI, "value": names.url("bundle")},
        "type": "document",
        "timestamp": moment(_finished(page)),
        "entry": [
            {"fullUrl": f"urn:uuid:{one['id']}", "resource": one}
            for one in _resources(page, names, language)
        ],
    }


def _resources(page: Handed, names: Names, language: str) -> Iterator[Resource]:
    yield _composition(page, names, language)
    yield _patient(page, names)
    yield _device(names.id("service"), SERVICE, version(DISTRIBUTION))
    for one in page.summary.provenance:
        yield _device(_made_by(one, names), f"{one.plugin}: {one.analyzer}", one.version)
    if page.line.signed:
        yield _clinician(page, names)
    yield from voice_measures(page, names, language)
    yield from answers(page, names)
    yield from responses(page, names)
    yield _provenance(page, names)


def _composition(page: Handed, names: Names, language: str) -> Resource:
    made: Resource = {
        "resourceType": "Composition",
        "id": names.id("composition"),
        "language": language,
        "identifier": {"system": URI, "value": names.url("composition")},
        "status": "final" if page.line.signed else "preliminary",
        "type": local("weekly-summary", TITLE.en),
        "subject": names.reference("patient"),
        "date": moment(_finished(page)),
        "author": [names.reference("service")],
        "title": TITLE.in_language(language),
        "confidentiality": RESTRICTED,
        "event": [{"period": period(page.summary.week)}],
        "section": list(_sections(page, names, language)),
    }
    signature = page.line.signature
    if page.line.signed and signature is not None:
        clinician = names.reference("clinician")
        made["author"].append(clinician)
        made["attester"] = [
            {"mode": "professional", "time": moment(signature.at), "party": clinician}
        ]
    return made


def _sections(page: Handed, names: Names, language: str) -> Iterator[Resource]:
    for part in page.sections:
        yield _section(part, page, language)
    for code, title, ids in (
        ("measures", MEASURES, measure_ids(page)),
        ("check-ins", CHECK_INS, answer_ids(page)),
    ):
        if ids:
            yield {
                "title": title.in_language(language),
                "code": local(code, title.en),
                "entry": [names.reference(*one) for one in ids],
            }
    said = (NO_DIAGNOSIS, *page.summary.caveats, *page.summary.limits)
    yield {
        "title": CANNOT.in_language(language),
        "code": local("limits", CANNOT.en),
        "text": list_text(tuple(one.in_language(language) for one in said)),
    }


def _section(part: HandledSection, page: Handed, language: str) -> Resource:
    return {
        "title": part.section.title.in_language(language),
        "code": local(part.section.kind, part.section.title.en),
        "text": section_text(part, page, language),
    }


def _patient(page: Handed, names: Names) -> Resource:
    person = page.patient
    return {
        "resourceType": "Patient",
        "id": names.id("patient"),
        "identifier": [{"system": URI, "value": f"urn:uuid:{person.account_id}"}],
        "name": [{"text": person.display_name}],
        "communication": [{"language": {"text": person.language}}],
    }


def _clinician(page: Handed, names: Names) -> Resource:
    signature = page.line.signature
    name = page.people.get(signature.by, "") if signature is not None else ""
    return {
        "resourceType": "Practitioner",
        "id": names.id("clinician"),
        "name": [{"text": name}],
    }


def _device(device_id: str, name: str, made: str) -> Resource:
    return {
        "resourceType": "Device",
        "id": device_id,
        "deviceName": [{"name": name, "type": "other"}],
        "type": {"text": "software"},
        "version": [{"value": made}],
    }


def _made_by(one: Provenance, names: Names) -> str:
    return names.id("device", one.plugin, one.analyzer, one.version)


def _provenance(page: Handed, names: Names) -> Resource:
    """Name everything that had a part in the page, and who signed it."""
    agents = [_agent("assembler", "Assembler", names.reference("service"))]
    agents += [
        _agent("performer", "Performer", {"reference": f"urn:uuid:{_made_by(one, names)}"})
        for one in page.summary.provenance
    ]
    if page.line.signed:
        agents.append(_agent("attester", "Attester", names.reference("clinician")))
    return {
        "resourceType": "Provenance",
        "id": names.id("provenance"),
        "target": [names.reference("composition")],
        "recorded": moment(page.summary.composed_at),
        "agent": agents,
    }


def _agent(code: str, display: str, who: Resource) -> Resource:
    return {"type": concept(coding(PARTICIPANT, code, display), text=display), "who": who}


def _finished(page: Handed) -> datetime:
    """Return when the page became what it is: when it was signed, else when it was composed."""
    signature = page.line.signature
    if page.line.signed and signature is not None:
        return signature.at
    return page.summary.composed_at
