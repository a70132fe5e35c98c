"""Take the pictures of the documentation from a running demo clinic.

voicejournal demo                     # in one terminal
python docs/pictures/take.py          # in another; needs playwright and Chromium
"""

import shutil
import tempfile
import wave
from collections.abc import Callable
from pathlib import Path

import av
import click
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright
from voicejournal_demo import load_clinic

FOLDER = Path(__file__).parent
PHONE = (390, 844)
DESK = (1280, 900)
MICROPHONE_HZ = 48_000
RECORDED = "0:09"
"""What the clock shows on the picture of a recording."""


@click.command()
@click.option("--address", default="http://localhost:8000", show_default=True)
@click.option("--password", default="voice-journal", show_default=True)
@click.option("--language", default="en", show_default=True)
@click.option("--dark", is_flag=True)
@click.option("--to", "folder", type=click.Path(path_type=Path), default=FOLDER)
def take(address: str, password: str, language: str, folder: Path, *, dark: bool) -> None:
    """Take every picture and say where it lies."""
    patient = {"en": "daniel", "fr": "camille"}[language]
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        spoken = Path(scratch) / "spoken.wav"
        write_spoken(patient, spoken)
        browser = chromium(playwright, f"--use-file-for-fake-audio-capture={spoken}%noloop")
        pictures: dict[str, tuple[str, tuple[int, int], Callable[[Page, str], None]]] = {
            "record": (patient, PHONE, show_recording),
            "note": (patient, PHONE, show_note),
            "week": ("martin", DESK, show_week),
        }
        for name, (who, size, show) in pictures.items():
            page = open_page(browser, size, language=language, dark=dark)
            sign_in(page, address, who, password)
            speak(page, language)
            show(page, address)
            page.screenshot(path=folder / f"{name}.png", animations="disabled")
            click.echo(folder / f"{name}.png")


def chromium(playwright: Playwright, *more: str) -> Browser:
    """Start the browser of this machine, with a microphone that nobody has to allow."""
    return playwright.chromium.launch(
        executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
        args=[
            "--no-sandbox",
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            *more,
        ],
    )


def write_spoken(username: str, target: Path) -> None:
    """Write the first demo note of a patient as the WAV file that the fake microphone plays."""
    note = next(one for one in load_clinic() if one.username == username).notes[0]
    resampler = av.AudioResampler(format="s16", layout="mono", rate=MICROPHONE_HZ)
    with av.open(str(note.sound_path)) as container, wave.open(str(target), "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(MICROPHONE_HZ)
        for frame in container.decode(audio=0):
            for part in resampler.resample(frame):
                wav.writeframes(part.to_ndarray().tobytes())


def open_page(browser: Browser, size: tuple[int, int], *, language: str, dark: bool) -> Page:
    """Open a browser of the given size."""
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=1.5 if size == PHONE else 1,
        locale={"en": "en-GB", "fr": "fr-FR"}[language],
        color_scheme="dark" if dark else "light",
        permissions=["microphone"],
    )
    return context.new_page()


def sign_in(page: Page, address: str, username: str, password: str) -> None:
    """Sign in."""
    page.goto(f"{address}/sign-in")
    page.locator("#username").fill(username)
    page.locator("#password").fill(password)
    page.locator("main button").click()
    page.wait_for_url(lambda url: "sign-in" not in url)


def speak(page: Page, language: str) -> None:
    """Choose the language of the pages where it is another one."""
    other = page.locator(f"footer button[name=language][value={language}]")
    if other.count():
        other.click()
        page.wait_for_selector(f"html[lang={language}]")


def show_recording(page: Page, address: str) -> None:
    """Record for a few seconds."""
    page.goto(f"{address}/record")
    page.locator("[data-do=record]").click()
    expect(page.locator("[data-el=clock]")).to_have_text(RECORDED, timeout=60_000)


def show_note(page: Page, address: str) -> None:
    """Open the newest note and go to its middle."""
    page.goto(f"{address}/notes")
    page.locator("a.card").first.click()
    words = page.locator("[data-s]")
    words.nth(words.count() // 2).click()
    page.locator("[data-el=toggle]").click()
    page.evaluate("scrollTo(0, 0)")


def show_week(page: Page, address: str) -> None:
    """Open the newest whole week of the first patient."""
    page.goto(f"{address}/patients")
    name = {"en": "Daniel", "fr": "Camille"}[page.locator("html").get_attribute("lang") or "en"]
    page.locator("a.person", has_text=name).click()
    page.wait_for_selector(".panels")
    below = page.locator(".panels").bounding_box() or {"y": 0, "height": DESK[1]}
    page.set_viewport_size({"width": DESK[0], "height": int(below["y"] + below["height"]) + 8})


if __name__ == "__main__":
    take()
