"""`voicejournal analyze` on files: no server, no store, one document per file."""

import itertools
import json

import pytest
from click.testing import CliRunner
from voicejournal_demo.clinic import true_words

from voicejournal.cli import main

MEASURES = {
    "latency",
    "pause_fraction",
    "pause_median",
    "pause_p90",
    "pause_rate",
    "long_pause_rate",
    "run_median",
    "speech_rate",
    "articulation_rate",
    "phonation_ratio",
    "pitch_median",
    "pitch_p10",
    "pitch_sd",
    "pitch_range",
    "pitch_movement",
    "intensity_sd",
    "dynamic_range",
    "level",
    "words_per_minute",
}


@pytest.fixture
def analyze(tmp_path, monkeypatch):
    monkeypatch.setenv("VOICEJOURNAL_MODELS_FOLDER", str(tmp_path / "models"))

    def analyze(*arguments):
        ran = CliRunner().invoke(main, ["analyze", "--json", *map(str, arguments)])
        return ran.exit_code, [json.loads(line) for line in ran.stdout.splitlines()]

    return analyze


@pytest.mark.parametrize("which", [0, 1], ids=["camille", "daniel"])
def test_a_demo_note_becomes_words_measures_and_findings(analyze, clinic, which):
    patient = clinic[which]
    note = patient.notes[0]
    code, (document,) = analyze("--model", "demo", note.sound_path)
    assert code == 0
    assert document["language"] == patient.language
    assert set(document["measures"]) >= MEASURES
    assert document["transcript"]["engine"] == "faster-whisper"
    written = [word["text"].lower().strip(".,!?") for word in document["transcript"]["words"]]
    spoken = [word.text.lower().strip(".,!?") for word in true_words(note)]
    assert len(set(written) & set(spoken)) > 0.8 * len(set(spoken))
    assert document["findings"]
    for finding in document["findings"]:
        assert all(
            0 <= one["start_s"] < one["end_s"] <= document["duration_s"] + 0.01
            for one in finding["evidence"]
        )
        assert finding["provenance"]["plugin"] == "standard"


def test_pauses_lie_where_the_synthesiser_was_silent(analyze, clinic):
    note = clinic[1].notes[0]
    _, (document,) = analyze("--model", "demo", note.sound_path)
    words = true_words(note)
    silences = [
        (a.end_s, b.start_s) for a, b in itertools.pairwise(words) if b.start_s - a.end_s >= 0.4
    ]
    for start, end in silences:
        nearest = min(document["pauses"], key=lambda one: abs(one["start_s"] - start))
        assert nearest["start_s"] == pytest.approx(start, abs=0.12)
        assert nearest["end_s"] == pytest.approx(end, abs=0.12)


def test_without_a_model_the_voice_is_measured_and_the_problem_named(analyze, clinic):
    code, (document,) = analyze("--model", "family-voices", clinic[0].notes[0].sound_path)
    assert code == 0
    assert document["transcript"] is None
    assert "value" in document["measures"]["pause_median"]
    problem = next(one for one in document["problems"] if one["stage"] == "transcript")
    assert "family-voices" in problem["reason"]
    assert problem["fix"]


def test_a_file_that_cannot_be_read_does_not_stop_the_others(analyze, clinic, tmp_path):
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"%PDF-1.7 not a recording" * 100)
    code, documents = analyze("--model", "demo", letter, clinic[0].notes[0].sound_path)
    assert code == 1
    assert documents[0]["problems"][0]["stage"] == "audio"
    assert documents[0]["duration_s"] is None
    assert documents[1]["transcript"]["words"]


def test_a_file_that_is_not_there_is_named(analyze, tmp_path):
    code, (document,) = analyze("--model", "demo", tmp_path / "gone.wav")
    assert code == 1
    assert "could not be opened" in document["problems"][0]["reason"]


def test_wrong_usage_exits_with_2(analyze):
    code, _ = analyze("--no-such-option")
    assert code == 2
