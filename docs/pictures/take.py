"""Takes the pictures of the documentation from a running demo: `make pictures`.

Needs Chromium on the path, and the demo clinic under `demo-data` (`make demo`).
"""

import shutil
import sys

from playwright.sync_api import Browser, Page, sync_playwright

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1180, "height": 900}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]


def sign_in(browser: Browser, address: str, name: str, language: str, size: dict) -> Page:
    """Return a page on which `name` is signed in."""
    context = browser.new_context(viewport=size, locale=language, permissions=["microphone"])
    page = context.new_page()
    page.goto(address)
    page.locator("input[name=username]").fill(name)
    page.locator("input[type=password]").fill("voice-journal")
    page.locator("main form button").first.click()
    page.wait_for_load_state("networkidle")
    return page


def take(address: str, folder: str) -> None:
    """Take every picture."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for language, patient, name in (
            ("en-GB", "Daniel Reed", "weekly-page"),
            ("fr-FR", "Camille Moreau", "weekly-page-fr"),
        ):
            page = sign_in(browser, address, "martin", language, DESK)
            page.goto(f"{address}/patients")
            page.get_by_text(patient).first.click()
            page.wait_for_load_state("networkidle")
            page.screenshot(path=f"{folder}/{name}.png", full_page=True)
        page = sign_in(browser, address, "daniel", "en-GB", PHONE)
        page.goto(f"{address}/record")
        page.wait_for_load_state("networkidle")
        page.screenshot(path=f"{folder}/record-page.png")
        page.goto(f"{address}/notes")
        page.screenshot(path=f"{folder}/diary-page.png")
        page.locator("main a[href*='/notes/']").first.click()
        page.wait_for_load_state("networkidle")
        page.screenshot(path=f"{folder}/note-page.png")
        browser.close()


if __name__ == "__main__":
    take(sys.argv[1], sys.argv[2])
