import json

import pytest
from click.testing import CliRunner

from voicejournal.cli import main


@pytest.fixture
def run(tmp_path):
    def run_it(*arguments):
        return CliRunner().invoke(main, ["replay", *map(str, arguments)])

    return run_it


def test_simulated_people_fill_the_columns(run):
    ran = run("--simulate", "--people", 1, "--json")
    assert ran.exit_code == 0
    document = json.loads(ran.stdout)
    assert document["thresholds"]["domain"] == 2.75
    lives = {one["life"]: one for one in document["simulated"]}
    assert {"6 notes a week", "3 notes a week", "heavy tails"} <= set(lives)
    for one in lives.values():
        assert one["months"] > 0
        assert one["false_flags_per_month"] >= 0
        assert set(one["found_within_days"]) == {"1", "1.5"}
        for shares in one["found_within_days"].values():
            assert 0 <= shares["14"] <= shares["28"] <= shares["42"] <= 1


def test_the_table_names_every_life(run):
    ran = run("--simulate", "--people", 1, "--seed", 3)
    assert ran.exit_code == 0
    assert "false flags" in ran.stdout
    assert "heavy tails" in ran.stdout


def test_a_threshold_is_given_by_name(run, tmp_path):
    ran = run("--data", tmp_path / "data", "--threshold", "month=4.5", "--json")
    assert json.loads(ran.stdout) == {
        "thresholds": {
            "measure": 3.75,
            "measure_deviation": 0.8,
            "domain": 2.75,
            "month": 4.5,
            "lead_deviation": 0.5,
        },
        "patients": [],
    }


@pytest.mark.parametrize("given", ["moon=2", "domain=much"])
def test_a_threshold_that_is_none_is_refused(run, given):
    ran = run("--threshold", given)
    assert ran.exit_code == 2
    assert "threshold" in ran.stderr or "is none of" in ran.stderr
