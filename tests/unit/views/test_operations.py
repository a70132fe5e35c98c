import pytest


@pytest.fixture
def status(visit):
    return lambda: visit("operator").get("/operator").text


def test_a_plugin_that_is_broken_says_why(status):
    assert "ImportError: no luck" in status()


def test_analyzers_are_shown_with_their_calls_and_times(status):
    shown = status()
    assert "1,200" in shown or "1200" in shown
    assert "12\u00a0ms" in shown
    assert "it ran longer than 30\u00a0s" in shown


def test_the_guard_in_force_is_named(status):
    assert "the kernel refuses it network and programs" in status()


def test_who_may_reach_the_network_is_named_once(status):
    assert status().count("You let it reach the network.") == 1


def test_what_gave_no_answer_is_asked_again_at_a_press(visit):
    operator = visit("operator")
    assert "In 2 notes something that was asked gave no answer." in operator.get("/operator").text
    assert operator.post("/operator/ask-again").location == "/operator#plugins"
    assert "gave no answer" not in operator.get("/operator").text.split('id="plugins"')[1][:600]


def test_nobody_else_may_have_it_asked_again(visit):
    assert visit("martin").post("/operator/ask-again").status_code == 403
