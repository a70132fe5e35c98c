"""What a server may do, and what is made of it."""

import itertools
import json

import pytest
from voicejournal_llm.errors import (
    ServerAwayError,
    ServerRefusedError,
    TooMuchError,
    TooSlowError,
    UnreadableError,
)
from voicejournal_llm.narrator import Narrative
from voicejournal_llm.options import Options
from voicejournal_llm.server import MOST_BYTES, Server

from voicejournal import Retold, Text

GOOD = {"sentences": [{"from": ["s1"], "en": "Slower.", "fr": "Plus lent."}]}


def options(server, **more):
    return Options(address=server.address, model="tiny", **{"timeout_s": 5.0, **more})


def narrate(server, sources, **more):
    return Narrative(options(server, **more)).retell(sources)


def test_an_answer_is_read_as_sentences_that_cite(server, sources):
    server.says(json.dumps(GOOD))
    expected = Retold(text=Text("Slower.", "Plus lent."), sources=("s1",))
    assert narrate(server, sources) == (expected,)


def test_an_answer_between_fences_is_read_too(server, sources):
    server.says(f"```json\n{json.dumps(GOOD)}\n```")
    assert len(narrate(server, sources)) == 1


def test_the_model_is_asked_for_json_and_shown_nothing_but_sentences(server, sources):
    server.says(json.dumps(GOOD))
    narrate(server, sources)
    (asked,) = server.asked
    assert asked["model"] == "tiny"
    assert asked["temperature"] == 0
    assert asked["response_format"]["type"] == "json_schema"
    assert json.loads(asked["messages"][1]["content"]) == {
        "sentences": [
            {
                "id": "s1",
                "en": "Speech was slower than usual.",
                "fr": "Le débit était plus lent.",
            },
            {"id": "s2", "en": "“I am tired”", "fr": "“I am tired”"},
        ]
    }


def test_no_question_is_asked_about_nothing(server):
    assert narrate(server, ()) == ()
    assert server.asked == []


def test_an_older_server_is_asked_again_without_the_shape(server, sources):
    server.sends(b"{}", status=400)
    server.says(json.dumps(GOOD))
    assert len(narrate(server, sources)) == 1
    assert "response_format" not in server.asked[1]


def test_the_key_is_sent_and_the_name_is_kept_though_it_was_looked_up(server, sources):
    server.says(json.dumps(GOOD))
    named = server.address.replace("127.0.0.1", "localhost")
    Narrative(Options(address=named, model="tiny", key="secret")).retell(sources)
    (headers,) = server.headers
    sent = {name.lower(): value for name, value in headers.items()}
    assert sent["authorization"] == "Bearer secret"
    assert sent["host"].startswith("localhost:")


def test_no_key_is_ever_shown():
    assert "secret" not in repr(Options(address="http://127.0.0.1/v1", model="m", key="secret"))


@pytest.mark.parametrize("status", [401, 404, 429, 500, 503])
def test_an_error_of_the_server_is_no_answer(server, sources, status):
    server.sends(b"{}", status=status)
    with pytest.raises(ServerRefusedError, match=str(status)):
        narrate(server, sources)


def test_a_server_that_understands_no_question_is_no_answer(server, sources):
    server.sends(b"{}", status=400)
    with pytest.raises(ServerRefusedError):
        narrate(server, sources)


def test_no_redirection_is_followed(server, sources):
    server.sends(b"", status=307, location="http://127.0.0.1:9/v1/chat/completions")
    with pytest.raises(ServerRefusedError, match="307"):
        narrate(server, sources)


@pytest.mark.parametrize(
    "body",
    [
        b"<html>It works!</html>",
        b"",
        b"[]",
        b"null",
        b'{"choices": []}',
        b'{"choices": [{"message": {"content": null}}]}',
        b'{"choices": [{"message": {"content": [{"type": "text"}]}}]}',
        b'{"choices": "many"}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'data: {"choices": []}\n\n',
    ],
    ids=lambda body: body[:48].decode(errors="replace"),
)
def test_what_is_not_the_protocol_is_no_answer(server, sources, body):
    server.sends(body)
    with pytest.raises(UnreadableError):
        narrate(server, sources)


@pytest.mark.parametrize(
    "content",
    [
        "Of course! Here are the sentences:",
        '{"sentences": [{"from": ["s1"], "en": "Slow',
        '{"sentences": {"en": "x"}}',
        "[]",
        "",
        "{" * 50_000,
    ],
    ids=lambda one: one[:20],
)
def test_what_is_not_the_json_that_was_asked_for_is_no_answer(server, sources, content):
    server.says(content)
    with pytest.raises(UnreadableError):
        narrate(server, sources)


@pytest.mark.parametrize(
    "sentence",
    [
        {"from": "s1", "en": "x", "fr": "x"},
        {"from": ["s1"], "en": "x"},
        {"from": ["s1"], "en": ["x"], "fr": "x"},
        {"from": ["s1"], "en": "x" * 5000, "fr": "x"},
        {"from": ["s1"], "en": "", "fr": "x"},
        "s1",
        None,
    ],
    ids=repr,
)
def test_what_has_not_the_shape_of_a_sentence_is_left_out(server, sources, sentence):
    server.says(json.dumps({"sentences": [sentence, *GOOD["sentences"]]}))
    assert [one.text.en for one in narrate(server, sources)] == ["Slower."]


def test_an_answer_without_end_is_ended(server, sources):
    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        for _ in itertools.repeat(None):
            handler.wfile.write(b"x" * 65536)

    server.answers.append(endless)
    with pytest.raises(TooMuchError):
        narrate(server, sources)


def test_an_answer_that_is_just_too_long_is_none(server, sources):
    server.sends(b" " * (MOST_BYTES + 1))
    with pytest.raises(TooMuchError):
        narrate(server, sources)


def test_a_server_that_never_answers_is_left(server, sources):
    server.answers.append(lambda _: server.over.wait())
    with pytest.raises(TooSlowError):
        narrate(server, sources, timeout_s=0.2)


def test_a_server_that_answers_in_drops_is_left(server):
    """Each drop comes in time; all of them together do not."""

    def drops(handler):
        handler.send_response(200)
        handler.end_headers()
        while not server.over.is_set():
            handler.wfile.write(b" ")

    server.answers.append(drops)
    ticks = itertools.count()
    asking = Server(options(server, timeout_s=5.0), clock=lambda: float(next(ticks)))
    with pytest.raises(TooSlowError):
        asking.ask([], {})


def test_a_server_that_hangs_up_is_away(server, sources):
    server.answers.append(lambda handler: handler.connection.close())
    with pytest.raises(ServerAwayError):
        narrate(server, sources)


def test_a_server_that_is_not_there_is_away(sources):
    nobody = Options(address="http://127.0.0.1:9/v1", model="tiny", timeout_s=2.0)
    with pytest.raises(ServerAwayError):
        Narrative(nobody).retell(sources)


def test_no_proxy_of_the_environment_hears_of_it(server, sources, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    server.says(json.dumps(GOOD))
    assert len(narrate(server, sources)) == 1


def test_looking_finds_the_model_among_those_of_the_server(server):
    server.sends(json.dumps({"data": [{"id": "tiny"}]}).encode())
    Server(options(server)).look()


def test_looking_names_the_models_that_are_there(server):
    server.sends(json.dumps({"data": [{"id": "huge"}]}).encode())
    with pytest.raises(ServerRefusedError) as refused:
        Server(options(server)).look()
    assert refused.value.fix == "It has: huge."
