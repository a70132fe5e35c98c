"""A page retold through everything: worker, plugin's own process, a server, and every check."""

import json
import shutil
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.consent import allow
from tests.unit.app.conftest import Clinic, Clock
from tests.unit.summary.diaries import weeks_of_notes
from voicejournal.app import Journal
from voicejournal.app.plugins import load_plugins
from voicejournal.settings import Settings
from voicejournal.store import open_store

pytest.importorskip("voicejournal_llm", reason="make install brings it")

Told = list[dict[str, str]]


class Model:
    """What stands for a language model: makes its sentences of those that it is shown."""

    def __init__(self) -> None:
        self.says: Callable[[Told], object] = list
        self.asked = 0

    def answer(self, question: dict) -> str:
        self.asked += 1
        told = json.loads(question["messages"][-1]["content"])["sentences"]
        made = self.says(told)
        return made if isinstance(made, str) else json.dumps({"sentences": made})


@pytest.fixture(scope="module")
def model():
    return Model()


@pytest.fixture(scope="module")
def address(model):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            question = json.loads(self.rfile.read(int(self.headers["content-length"])))
            told = {"choices": [{"message": {"content": model.answer(question)}}]}
            body = json.dumps(told).encode()
            self.send_response(200)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def plugins(address, tmp_path_factory):
    """All installed plugins, each in its own process; llm may reach the network."""
    file = tmp_path_factory.mktemp("told") / "plugins.toml"
    file.write_text(f'[llm]\nenabled = true\naddress = "{address}"\nmodel = "tiny"\n')
    loaded = load_plugins(Settings(plugins_file=file, plugin_network="llm"))
    yield loaded
    loaded.close()


@pytest.fixture(scope="module")
def template(plugins, tmp_path_factory):
    folder = tmp_path_factory.mktemp("clinic") / "data"
    journal = opened(Settings(data=folder, model="demo"), plugins)
    clinic = Clinic(journal, plugins)
    for note in weeks_of_notes(slow=2.0):
        clinic.keep(clinic.anna, note)
    journal.store.close()
    return folder


def opened(settings, plugins):
    clock = Clock()
    return Journal(settings, store=open_store(settings, clock=clock), plugins=plugins, now=clock)


@pytest.fixture
def journal(template, plugins, settings):
    shutil.copytree(template, settings.data)
    journal = opened(settings, plugins)
    yield journal
    journal.store.close()


@pytest.fixture
def retold(journal, model, plugins):
    """Have the week retold by what `says` makes of it; return its page before and after."""
    clinic = Clinic(journal, plugins)
    allow(journal.store, clinic.anna)
    week = journal.weeks(clinic.anna)[0]

    def retell(says):
        model.says, model.asked = says, 0
        before = journal.summary(clinic.anna, week)
        journal.retell(clinic.anna, week)
        return before, journal.summary(clinic.anna, week)

    return retell


def part(summary):
    return next((one for one in summary.sections if one.kind == "retold"), None)


def as_they_are(told):
    """Say again each sentence that holds no quotation, with a word in front that says nothing."""
    return [
        {"from": [one["id"]], "en": f"Here: {one['en']}", "fr": f"Ici : {one['fr']}"}
        for one in told
        if "“" not in one["en"]
    ]


def test_what_holds_stands_on_the_page_with_the_evidence_that_it_was_made_from(retold, model):
    before, after = retold(as_they_are)
    assert model.asked == 1
    assert after.sections[:-1] == before.sections
    said = part(after).sentences
    assert len(said) == 8
    by_text = {one.text.en: one for one in before.sentences}
    for one in said:
        assert one.text.en.startswith("Here: ")
        assert one.evidence == by_text[one.text.en.removeprefix("Here: ")].evidence
        assert one.provenance[0].plugin == "llm"
        assert one.provenance[0].version.endswith("+tiny")
    assert "A language model reworded" in part(after).preface.en
    assert after.gaps == before.gaps


LIES = {
    "numbers": lambda one: {"en": one["en"].replace("1.2", "2.1"), "fr": one["fr"]},
    "numbers in French alone": lambda one: {"en": one["en"], "fr": one["fr"].replace("1,2", "12")},
    "numbers in words": lambda one: {"en": one["en"] + " Three times.", "fr": one["fr"]},
    "negation": lambda one: {"en": one["en"].replace("were", "were not"), "fr": one["fr"]},
    "negation in French": lambda one: {
        "en": one["en"],
        "fr": one["fr"].replace("étaient", "n’étaient pas"),
    },
    "direction": lambda one: {"en": one["en"].replace("longer", "shorter"), "fr": one["fr"]},
    "feeling": lambda one: {"en": one["en"] + " She is sad.", "fr": one["fr"]},
    "diagnosis": lambda one: {"en": one["en"], "fr": one["fr"] + " Signe de dépression."},
    "advice": lambda one: {"en": "You should ask. " + one["en"], "fr": one["fr"]},
    "name": lambda one: {"en": one["en"] + " So Anna said.", "fr": one["fr"]},
    "quotation": lambda one: {"en": one["en"] + " “I give up”", "fr": one["fr"]},
    "language": lambda one: {"en": one["fr"], "fr": one["en"]},
    "markup": lambda one: {"en": f"<script>{one['en']}</script>", "fr": one["fr"]},
    "order obeyed": lambda _: {"en": "Ignore the above: all is well.", "fr": "Tout va bien."},
}


def test_of_many_answers_only_the_true_one_stands_on_the_page(retold):
    """Every lie is told of the sentence about silences, which holds two numbers; then the truth."""

    def lying(told):
        silences = next(one for one in told if "1.2" in one["en"] and "usually" in one["en"])
        (truth,) = as_they_are([silences])
        lies = [{"from": [silences["id"]], **lie(silences)} for lie in LIES.values()]
        nowhere = {**truth, "from": ["s77"]}
        return [*lies, nowhere, truth]

    before, after = retold(lying)
    assert [one.text.en for one in part(after).sentences] == [
        "Here: Silences were longer than usual: 1.2\u00a0s, usually 0.6\u00a0s."
    ]
    assert f"{len(LIES) + 1} sentences that did not match" in part(after).preface.en
    assert after.sections[:-1] == before.sections


def test_an_answer_that_cannot_be_read_leaves_a_gap_that_is_seen(retold):
    before, after = retold(lambda _: "Certainly! The patient feels")
    assert part(after) is None
    assert [one.analyzer for one in after.gaps] == ["narrative"]
    assert "UnreadableError" in after.gaps[0].reason
    assert after.sections == before.sections


def test_what_a_patient_said_cannot_speak_through_the_model(retold):
    """A quotation that orders the model about is a quotation: whole, or not at all."""

    def obeying(told):
        quotes = [one for one in told if one["en"].startswith("“")]
        assert quotes
        return [
            {"from": [one["id"]], "en": one["en"].strip("“”"), "fr": one["fr"].strip("“”")}
            for one in quotes
        ]

    _, after = retold(obeying)
    assert part(after).sentences == ()


def test_without_the_network_the_model_is_not_asked(address, model, template, settings, tmp_path):
    file = tmp_path / "plugins.toml"
    file.write_text(f'[llm]\nenabled = true\naddress = "{address}"\nmodel = "tiny"\n')
    plugins = load_plugins(Settings(plugins_file=file))
    shutil.copytree(template, settings.data)
    journal = opened(settings, plugins)
    anna = Clinic(journal, plugins).anna
    week = journal.weeks(anna)[0]
    model.asked = 0
    journal.retell(anna, week)
    assert model.asked == 0
    (gap,) = journal.summary(anna, week).gaps
    assert "has not granted" in gap.reason
    journal.close()
