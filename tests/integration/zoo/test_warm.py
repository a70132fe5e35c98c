"""Processes are kept warm, replaced when they died, and gone when the service is."""

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from voicejournal import Waveform
from voicejournal.extract.voice import measure_voice
from voicejournal.findings.analyze import analyze
from voicejournal.hooks.host import PluginHost
from voicejournal.hooks.isolation.crew import RESTS_AFTER, Crew
from voicejournal.settings import Settings
from voicejournal.testing import a_note, a_voice

NOTE = a_note("I slept badly again .", voice=a_voice(duration=10.0))
SETTINGS = Settings(plugin_start_s=30, plugin_call_s=20, plugin_network="tame")


@pytest.fixture(scope="module")
def host(installed):
    host = PluginHost.load(only={"tame"}, crew=Crew(SETTINGS))
    yield host
    host.close()


@pytest.fixture
def mortal(installed):
    """A host of its own for an analyzer that dies: who dies too often is left alone."""
    host = PluginHost.load(only={"tame"}, crew=Crew(SETTINGS))
    yield host
    host.close()


def asked(host, name, note=NOTE):
    return analyze(note, [one for one in host.analyzers if one.info.name == name])


def number(found):
    (finding,) = found.findings
    return finding.value


def test_the_same_warm_process_answers_again(host):
    first, second = (number(asked(host, "pid")) for _ in range(2))
    assert first == second != os.getpid()


def test_after_a_death_another_process_answers(mortal):
    before = number(asked(mortal, "pid"))
    (gap,) = asked(mortal, "dies").gaps
    assert gap.passing
    after = number(asked(mortal, "pid"))
    assert after not in (before, os.getpid())
    assert not Path(f"/proc/{before}").exists()


def test_the_network_is_there_where_it_is_declared_and_granted(host):
    assert number(asked(host, "online")) >= 0


def test_the_network_is_not_there_where_nobody_granted_it(installed):
    crew = Crew(SETTINGS.model_copy(update={"plugin_network": ""}))
    host = PluginHost.load(only={"tame"}, crew=crew)
    (gap,) = asked(host, "online").gaps
    host.close()
    assert gap.reason == "it needs the network, which the operator has not granted"


def test_a_process_has_the_memory_of_the_largest_of_those_that_run_in_it(host):
    assert number(asked(host, "large")) == 3000


def test_one_that_dies_again_and_again_is_left_alone(mortal):
    reasons = [asked(mortal, "dies").gaps[0].reason for _ in range(RESTS_AFTER + 1)]
    assert "rows" not in reasons[0]
    assert "in a row" in reasons[-1]
    assert number(asked(mortal, "pid"))


def test_calls_are_counted_with_their_failures(host):
    host.crew.tallies.take()
    asked(host, "pid")
    (call,) = host.crew.tallies.take()
    assert (call.plugin, call.analyzer, call.version, call.failure) == ("tame", "pid", "1", None)
    assert 0 < call.seconds < SETTINGS.plugin_call_s


def test_measures_are_taken_elsewhere_from_sound_that_nobody_can_change(host):
    time = np.arange(5 * 16_000) / 16_000
    hum = sum(np.sin(2 * np.pi * 150 * n * time) / n for n in range(1, 8))
    talk = Waveform((0.2 * hum * (np.sin(2 * np.pi * time) > -0.5)).astype(np.float32))
    voice = measure_voice(talk, extra=host.voice_measures)
    assert voice.value("tame_loudest") == pytest.approx(np.abs(talk.samples).max())
    assert voice.value("tame_writes").reason == "its plugin failed: ValueError"
    assert voice.value("tame_process") != os.getpid()


def test_closing_the_service_ends_its_processes(installed):
    host = PluginHost.load(only={"tame"}, crew=Crew(SETTINGS))
    process = int(number(asked(host, "pid")))
    host.close()
    assert not Path(f"/proc/{process}").exists()


SERVICE = """
import sys
from dataclasses import replace
from tests.integration.zoo import test_warm as here
from voicejournal.hooks.host import PluginHost
from voicejournal.hooks.isolation.crew import Crew

host = PluginHost.load(only={"tame"}, crew=Crew(here.SETTINGS))
print(int(here.number(here.asked(host, "pid"))), flush=True)
here.asked(host, "pid", replace(here.NOTE, zone="hang"))
"""


def test_nothing_survives_a_service_that_is_killed(installed):
    path = os.pathsep.join([str(installed), str(Path.cwd())])
    service = subprocess.Popen(
        [sys.executable, "-c", SERVICE],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": path},
    )
    with service:
        hanging = os.pidfd_open(int(service.stdout.readline()))
        service.send_signal(signal.SIGKILL)
        ended = select.poll()
        ended.register(hanging, select.POLLIN)
        assert ended.poll(10_000), "the plugin's process outlived the service"
        os.close(hanging)
