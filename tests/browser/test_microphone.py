"""What the record page asks of a microphone, hears from it, and says of it."""

import pytest
from playwright.sync_api import expect

from tests.browser.recording import button, finish, record, state, status

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("NotAllowedError", "blocked"),
        ("NotFoundError", "No microphone"),
        ("NotReadableError", "Another"),
    ],
)
def test_a_microphone_that_cannot_be_had_is_explained(patient, error, said):
    patient.evaluate(
        "name => { navigator.mediaDevices.getUserMedia = () =>"
        " Promise.reject(new DOMException('no', name)); }",
        error,
    )
    button(patient, "Record").click()
    expect(status(patient)).to_contain_text(said)
    expect(button(patient, "Record")).to_be_visible()


LEVEL = """level => {
  AnalyserNode.prototype.getFloatTimeDomainData = samples => samples.fill(level);
}"""
"""Lets the page hear one level, whatever the microphone says."""


def test_silence_and_clipping_are_said_while_they_last(patient):
    hint = patient.locator("[data-el=hint]")
    patient.evaluate(LEVEL, 0.0)
    button(patient, "Record").click()
    expect(hint).to_contain_text("cannot hear you", timeout=20_000)
    patient.evaluate(LEVEL, 1.0)
    expect(hint).to_contain_text("Very loud")
    expect(patient.locator("[data-clipped]")).to_be_visible()
    patient.evaluate(LEVEL, 0.1)
    expect(hint).to_have_text("")
    finish(patient)


WATCHED = """() => {
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  window.told = { locks: 0 };
  navigator.mediaDevices.getUserMedia = async wishes => {
    window.told.wishes = wishes.audio;
    window.told.stream = await ask(wishes);
    return window.told.stream;
  };
  navigator.wakeLock.request = async () => {
    window.told.locks += 1;
    return { release: () => { window.told.locks -= 1; } };
  };
}"""


def test_the_screen_stays_awake_and_the_sound_untouched_while_recording(patient):
    patient.evaluate(WATCHED)
    record(patient)
    told = patient.evaluate("({ locks: window.told.locks, ...window.told.wishes })")
    assert told["locks"] == 1
    assert [told[name] for name in ("echoCancellation", "noiseSuppression", "autoGainControl")] == [
        False,
        False,
        False,
    ]
    finish(patient)
    assert patient.evaluate("window.told.locks") == 0
    assert patient.evaluate("window.told.stream.active") is False


def test_a_call_pauses_the_recording_and_says_so(patient):
    patient.evaluate(WATCHED)
    record(patient)
    patient.evaluate("window.told.stream.getAudioTracks()[0].dispatchEvent(new Event('mute'))")
    state(patient, "paused")
    expect(status(patient)).to_contain_text("Paused by a call")
    button(patient, "Resume").click()
    finish(patient)


@pytest.mark.parametrize(
    ("can", "chosen"),
    [
        (["audio/webm;codecs=opus", "audio/mp4"], "audio/webm;codecs=opus"),
        (["audio/ogg;codecs=opus"], "audio/ogg;codecs=opus"),
        (["audio/mp4"], "audio/mp4"),
        ([], ""),
    ],
)
def test_the_format_is_the_best_that_the_browser_writes(patient, can, chosen):
    asked = patient.evaluate(
        """can => new Promise(done => {
          window.MediaRecorder = class {
            static isTypeSupported = type => can.includes(type);
            constructor(_stream, wishes) { done(wishes.mimeType); throw new Error('enough'); }
          };
          document.querySelector('[data-el=record]').click();
        })""",
        can,
    )
    assert asked == chosen
