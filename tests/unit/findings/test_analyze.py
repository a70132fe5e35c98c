from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from voicejournal import AnalyzerInfo, Finding, Missing, Span, Text
from voicejournal.findings.analyze import analyze, findings_version
from voicejournal.hooks.registered import registered
from voicejournal.testing import a_note


class Scripted:
    """Does what the test tells it to."""

    def __init__(self, do, *, name="scripted", version="1", languages=("*",), **declared):
        self.do = do
        self.info = AnalyzerInfo(
            name=name,
            version=version,
            title=Text("Scripted", "Écrit"),
            needs=frozenset(declared.get("needs", ())),
            uses=frozenset(declared.get("uses", ())),
            languages=frozenset(languages),
            limits=Text("All", "Tout"),
        )

    def analyze(self, note):
        return self.do(note)


def a_finding(kind="scripted.thing", start=0.0, end=1.0):
    return Finding(
        kind=kind, claim=Text("So", "Ainsi"), value=1.0, unit="1", evidence=(Span(start, end),)
    )


def run(analyzer, note=None, settings=None):
    return analyze(note or a_note("Hello there ."), [registered("plugin", analyzer, settings)])


def test_the_host_stamps_provenance_over_whatever_the_plugin_wrote():
    found = run(Scripted(lambda _note: [a_finding()]), settings={"a": "b"})
    (finding,) = found.findings
    assert finding.provenance.plugin == "plugin"
    assert finding.provenance.analyzer == "scripted"
    assert finding.provenance.settings_digest
    assert found.gaps == ()


def test_findings_are_sorted_by_kind_and_place():
    unsorted = [a_finding("scripted.b"), a_finding("scripted.a", 0.5), a_finding("scripted.a")]
    found = run(Scripted(lambda _note: unsorted))
    assert [(one.kind, one.evidence[0].start) for one in found.findings] == [
        ("scripted.a", 0.0),
        ("scripted.a", 0.5),
        ("scripted.b", 0.0),
    ]


def test_only_declared_parts_are_filled_in():
    seen = []
    run(Scripted(lambda note: seen.append(note) or (), needs=["voice"], uses=["transcript"]))
    (note,) = seen
    assert not isinstance(note.voice, Missing)
    assert not isinstance(note.transcript, Missing)
    assert note.turns == Missing("not declared")


def test_the_microphone_is_never_shown_to_an_analyzer():
    seen = []
    run(Scripted(lambda note: seen.append(note) or ()), a_note("Hello", device_key="my phone"))
    assert seen[0].device.device_key == ""


def test_a_missing_need_leaves_a_gap_with_its_reason():
    found = run(
        Scripted(lambda _note: [a_finding()], needs=["transcript"]),
        a_note(Missing("the model is not here")),
    )
    assert found.findings == ()
    assert found.gaps[0].reason == "it needs the transcript: the model is not here"


def test_an_unknown_language_leaves_a_gap():
    found = run(Scripted(lambda _note: [a_finding()], languages=["fr"]))
    assert found.findings == ()
    assert "language en" in found.gaps[0].reason


def test_a_failure_is_a_gap_and_its_words_stay_out_of_logs_and_reasons():
    def fail(note):
        raise ValueError(note.transcript.text)

    with capture_logs() as logs:
        found = run(Scripted(fail, needs=["transcript"]), a_note("my secret"))
    assert found.gaps[0].reason == "it failed with ValueError"
    assert "secret" not in str(logs)
    assert logs[0]["event"] == "analyzer_failed"


def test_one_failure_leaves_the_other_analyzers_alone():
    def fail(_note):
        raise RuntimeError

    both = [
        registered("p", Scripted(fail, name="bad")),
        registered("p", Scripted(lambda _note: [a_finding("good.a")], name="good")),
    ]
    found = analyze(a_note("Hello there ."), both)
    assert [one.kind for one in found.findings] == ["good.a"]
    assert [gap.analyzer for gap in found.gaps] == ["bad"]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("a claim", "not a Finding"),
        (a_finding("other.thing"), "must start with scripted."),
        (a_finding(end=99.0), "outside the note"),
    ],
)
def test_an_answer_that_cannot_be_used_is_a_gap(answer, reason):
    found = run(Scripted(lambda _note: [answer]))
    assert found.findings == ()
    assert reason in found.gaps[0].reason


def test_the_version_changes_with_analyzers_and_with_what_they_read():
    note = a_note("Hello")
    one = registered("p", Scripted(lambda _note: ()))
    newer = registered("p", Scripted(lambda _note: (), version="2"))
    other = registered("p", Scripted(lambda _note: ()), {"a": "b"})
    without = replace(note, transcript=Missing("pending"))
    versions = {
        findings_version(note, [one]),
        findings_version(note, [newer]),
        findings_version(note, [other]),
        findings_version(note, []),
        findings_version(without, [one]),
    }
    assert len(versions) == 5
    assert findings_version(note, [one, newer]) == findings_version(note, [newer, one])
