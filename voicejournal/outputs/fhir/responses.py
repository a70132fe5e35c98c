"""What was answered, item by item, as QuestionnaireResponses: what a total is derived from."""

from collections.abc import Iterator

from voicejournal.model.checkin import CheckIn, Reply
from voicejournal.outputs.fhir.codes import LOINC, TOTALS, URI, Names, Resource, coding, moment
from voicejournal.outputs.handed import Handed

FREQUENCY = (
    ("LA6568-5", "Not at all"),
    ("LA6569-3", "Several days"),
    ("LA6570-1", "More than half the days"),
    ("LA6571-9", "Nearly every day"),
)
"""LOINC answers of the PHQ-9 and the GAD-7, by their value 0–3."""


def responses(page: Handed, names: Names) -> Iterator[Resource]:
    """Yield what was answered in each check-in that the page tells of."""
    for one in page.check_ins:
        yield {
            "resourceType": "QuestionnaireResponse",
            "id": names.id("response", one.check_in_id),
            "identifier": {"system": URI, "value": f"urn:uuid:{one.check_in_id}"},
            "status": "completed",
            "subject": names.reference("patient"),
            "author": names.reference("patient"),
            "authored": moment(one.answered_at),
            "item": [_item(reply, one) for reply in one.replies],
        }


def derived_from(check_in_id: str, page: Handed, names: Names) -> Resource:
    """Return what a total refers to, where its items are known."""
    known = {one.check_in_id for one in page.check_ins}
    if check_in_id not in known:
        return {}
    return {"derivedFrom": [names.reference("response", check_in_id)]}


def _item(reply: Reply, check_in: CheckIn) -> Resource:
    answer: Resource = {"valueInteger": reply.value}
    if check_in.instrument in TOTALS and reply.value < len(FREQUENCY):
        answer = {"valueCoding": coding(LOINC, *FREQUENCY[reply.value])}
    return {"linkId": reply.item, "answer": [answer]}
