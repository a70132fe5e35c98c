"""What an operator may write, and where the server may stand."""

import socket

import pytest
from voicejournal_llm import voicejournal_narrators, voicejournal_self_check
from voicejournal_llm.address import place_of
from voicejournal_llm.errors import FarAwayError, ServerAwayError, SettingsWrongError
from voicejournal_llm.options import Options, read_options

UNSPECIFIED = "0.0.0.0"  # noqa: S104 - nothing is bound
ON = {"enabled": "true", "address": "http://127.0.0.1:9/v1", "model": "tiny"}


def stands_at(monkeypatch, *numbers):
    found = [(0, socket.SOCK_STREAM, 0, "", (number, 80)) for number in numbers]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)


def test_it_is_off_until_somebody_turns_it_on():
    assert voicejournal_narrators({}) == ()
    assert voicejournal_narrators({**ON, "enabled": "false"}) == ()
    assert voicejournal_self_check({}) == ()


def test_turned_on_it_declares_its_purpose_its_time_and_the_network():
    (narrator,) = voicejournal_narrators({**ON, "timeout_s": "30"})
    assert narrator.info.purpose == "language_model"
    assert narrator.info.network
    assert narrator.info.seconds > 30.0
    assert narrator.info.version.endswith("+tiny")


@pytest.mark.parametrize(
    "settings",
    [
        {**ON, "model": ""},
        {"enabled": "true", "model": "tiny"},
        {**ON, "address": "127.0.0.1:8000"},
        {**ON, "address": "ftp://127.0.0.1/v1"},
        {**ON, "address": "http://me:secret@127.0.0.1/v1"},
        {**ON, "timeout_s": "soon"},
        {**ON, "timeout_s": "0"},
        {**ON, "timeout_s": "nan"},
        {**ON, "timeout_s": "601"},
        {**ON, "enabled": "yes"},
        {**ON, "far_away": "1"},
        {**ON, "adress": "http://127.0.0.1/v1"},
    ],
    ids=repr,
)
def test_a_setting_that_is_wrong_is_refused_with_the_way_out(settings):
    with pytest.raises(SettingsWrongError) as refused:
        read_options(settings)
    assert "plugins.toml" in refused.value.fix


@pytest.mark.parametrize(
    "number", ["127.0.0.1", "10.1.2.3", "192.168.0.9", "172.20.0.1", "::1", "fd00::1"]
)
def test_a_server_of_the_practice_is_near(monkeypatch, number):
    stands_at(monkeypatch, number)
    place = place_of(Options(address="http://model.practice:8000/v1", model="m"))
    assert number in place.address
    assert place.host == "model.practice:8000"


@pytest.mark.parametrize(
    "number",
    ["93.184.216.34", "2606:2800:220:1::1", "::ffff:8.8.8.8", UNSPECIFIED, "8.8.8.8"],
)
def test_a_server_elsewhere_is_refused(monkeypatch, number):
    stands_at(monkeypatch, number)
    with pytest.raises(FarAwayError):
        place_of(Options(address="https://api.example.com/v1", model="m"))


def test_one_number_elsewhere_among_near_ones_is_refused(monkeypatch):
    stands_at(monkeypatch, "127.0.0.1", "93.184.216.34")
    with pytest.raises(FarAwayError):
        place_of(Options(address="http://two.example.com/v1", model="m"))


def test_a_server_elsewhere_is_asked_where_the_operator_states_it(monkeypatch):
    stands_at(monkeypatch, "93.184.216.34")
    told = Options(address="https://api.example.com/v1", model="m", far_away=True)
    assert place_of(told).address == "https://93.184.216.34:443/v1"


def test_a_name_that_leads_nowhere_is_away(monkeypatch):
    def nowhere(*_, **__):
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    with pytest.raises(ServerAwayError):
        place_of(Options(address="http://nowhere.practice/v1", model="m"))


def test_the_doctor_hears_what_is_wrong():
    (problem,) = voicejournal_self_check(ON)
    assert problem.stage == "llm"
    assert "cannot be reached" in problem.reason
