"""What tests do with the recorder: press its buttons and wait for its states."""

import re

from playwright.sync_api import expect

KEPT = """async () => {
  const database = await new Promise(done => {
    const request = indexedDB.open('voice-journal', 1);
    request.onsuccess = () => done(request.result);
  });
  const count = name => new Promise(done => {
    const request = database.transaction(name).objectStore(name).count();
    request.onsuccess = () => done(request.result);
  });
  return [await count('recordings'), await count('pieces')];
}"""
"""How many recordings and pieces the device holds."""

ON_DEVICE = """async () => {
  const database = await new Promise(done => {
    indexedDB.open('voice-journal', 1).onsuccess = event => done(event.target.result);
  });
  const pieces = await new Promise(done => {
    database.transaction('pieces').objectStore('pieces').getAll().onsuccess =
      event => done(event.target.result);
  });
  const sound = await new Blob(pieces.map(piece => piece.bytes)).arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', sound));
  return [...digest].map(byte => byte.toString(16).padStart(2, '0')).join('');
}"""
"""The checksum of the one recording that the device holds."""


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def status(page):
    return page.locator("[data-el=status]")


def state(page, name):
    expect(page.locator("voice-recorder")).to_have_attribute("data-state", name)


def record(page, clock="0:02"):
    """Record until the clock shows `clock` and the first pieces are kept."""
    button(page, "Record").click()
    state(page, "recording")
    expect(page.locator("[data-el=clock]")).to_have_text(clock, timeout=20_000)
    expect(page.locator("[data-el=kept]")).to_have_text(re.compile("kept on this device"))


def finish(page):
    button(page, "Finish").click()
    state(page, "review")


def unsent(page):
    return page.locator("unsent-recordings")


def served_by_worker(page):
    """Wait until the page's service worker answers for it; the page's policy forbids polling."""
    page.evaluate("""async () => {
      const { serviceWorker } = navigator;
      await serviceWorker.ready;
      if (serviceWorker.controller) return;
      await new Promise(done => serviceWorker.addEventListener('controllerchange', done));
    }""")
