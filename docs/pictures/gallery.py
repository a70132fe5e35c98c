"""Take every page that a patient sees, at the size of a phone, from a running demo clinic.

voicejournal demo --no-serve, then voicejournal web      # in one terminal
python docs/pictures/gallery.py --to pages               # in another; needs playwright

Each language is taken light and dark, page by page, and together on a contact sheet. The pages
alone run, without the worker: so a struck passage stays on its way out for as long as it takes to
look at it.
"""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import product
from pathlib import Path

import click
from playwright.sync_api import Browser, FloatRect, Page, sync_playwright
from take import PHONE, chromium, open_page, sign_in, speak

PATIENTS = {"en": "daniel", "fr": "camille"}
TALLEST = 2400
"""CSS pixels of a page that are taken; longer ones are cut, which the sheet says."""
COLUMNS = 8
WIDE = 250
"""Pixels of a column of a sheet."""

Way = Callable[[Page, str], None]


def at(path: str) -> Way:
    """Open an address."""

    def go(page: Page, address: str) -> None:
        page.goto(f"{address}{path}")

    return go


def of_a_note(path: str = "") -> Way:
    """Open a page of the newest spoken note."""

    def go(page: Page, address: str) -> None:
        page.goto(f"{address}/notes?kind=spoken")
        note = page.locator("a.card.note").nth(1).get_attribute("href")
        page.goto(f"{address}{note}{path}")

    return go


def first(path: str, link: str) -> Way:
    """Open the first page that another one links to."""

    def go(page: Page, address: str) -> None:
        page.goto(f"{address}{path}")
        page.goto(f"{address}{page.locator(link).first.get_attribute('href')}")

    return go


def search(page: Page, address: str) -> None:
    """Look for a word that is there."""
    page.goto(f"{address}/notes/search")
    lang = page.locator("html").get_attribute("lang")
    page.locator("#query").fill("sœur" if lang == "fr" else "drawing")
    page.locator("form[role=search] button").click()


def strike(page: Page, address: str) -> None:
    """Strike some words."""
    of_a_note("/strike?first=2&last=6")(page, address)
    page.locator("button.danger").click()


WAYS: dict[str, Way] = {
    "sign-in": at("/sign-in"),
    "record": at("/record"),
    "diary": at("/notes"),
    "note": of_a_note(),
    "correct": of_a_note("/correct"),
    "correct-word": of_a_note("/correct/3"),
    "strike-1": of_a_note("/strike"),
    "strike-2": of_a_note("/strike?first=2"),
    "strike-3": of_a_note("/strike?first=2&last=6"),
    "private": of_a_note("/private"),
    "delete": of_a_note("/delete"),
    "search": at("/notes/search"),
    "found": search,
    "private-notes": at("/notes?kind=private"),
    "trends": at("/trends"),
    "weeks": at("/weeks"),
    "week": first("/weeks", "main a[href*='/weeks/2']"),
    "programme": at("/programme"),
    "library": at("/programme/library"),
    "done": at("/programme/done"),
    "done-one": first("/programme/done", "main a[href*='/done/']"),
    "breathing": at("/programme/exercises/breathing"),
    "thought-record": at("/programme/exercises/thought-record"),
    "activation": at("/programme/exercises/behavioural-activation"),
    "grounding": at("/programme/exercises/grounding"),
    "worry-time": at("/programme/exercises/worry-time"),
    "gratitude": at("/programme/exercises/gratitude"),
    "safety-plan": at("/programme/exercises/safety-plan"),
    "reminders": at("/reminders"),
    "check-ins": at("/check-ins"),
    "mood": at("/check-ins/mood"),
    "phq-9": at("/check-ins/phq-9"),
    "gad-7": at("/check-ins/gad-7"),
    "my-data": at("/my-data"),
    "allowed": at("/my-data/allowed"),
    "purpose": at("/my-data/allowed/transcribe"),
    "openings": at("/my-data/openings"),
    "everything": at("/my-data/everything"),
    "erase": at("/my-data/erase"),
    "help": at("/help"),
    "not-there": at("/nope"),
    "receipts": at("/notes/receipts"),
    "struck": strike,
}
"""In the order in which they are taken: what changes something comes last."""


@click.command()
@click.option("--address", default="http://localhost:8000", show_default=True)
@click.option("--password", default="voice-journal", show_default=True)
@click.option("--language", "languages", multiple=True, default=("en", "fr"), show_default=True)
@click.option("--look", "looks", multiple=True, default=("light", "dark"), show_default=True)
@click.option("--only", "names", multiple=True, help="Take these pages alone.")
@click.option("--screen", is_flag=True, help="What a screen shows of each, as a sheet alone.")
@click.option("--to", "folder", type=click.Path(path_type=Path), required=True)
def gallery(
    address: str,
    password: str,
    languages: tuple[str, ...],
    looks: tuple[str, ...],
    names: tuple[str, ...],
    folder: Path,
    *,
    screen: bool,
) -> None:
    """Take every page of a patient and put them on a sheet for each language and look."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        browser = chromium(playwright)
        for language, look in product(languages, looks):
            name = f"{language}-{look}"
            place = (Path(scratch) if screen else folder) / name
            place.mkdir(parents=True, exist_ok=True)
            page = open_page(browser, PHONE, language=language, dark=look == "dark")
            visit = Visit(page, address, password, language)
            taken = list(walk(visit, place, names, PHONE[1] if screen else TALLEST))
            sheet(browser, taken, folder / f"patient-{name}.png", Path(scratch) / "sheet.html")
            click.echo(folder / f"patient-{name}.png")


@dataclass(frozen=True)
class Visit:
    """A patient's browser at a service."""

    page: Page
    address: str
    password: str
    language: str

    def sign_in(self) -> None:
        """Sign in, unless that was done."""
        if self.page.locator("form[action$='/sign-out']").count():
            return
        sign_in(self.page, self.address, PATIENTS[self.language], self.password)
        speak(self.page, self.language)


def walk(visit: Visit, place: Path, names: tuple[str, ...], tallest: int) -> Iterator[Path]:
    """Take the pages one after the other, signed in for all but the first."""
    page = visit.page
    chosen = {name: way for name, way in WAYS.items() if not names or name in names}
    for number, (name, way) in enumerate(chosen.items(), 1):
        if name != "sign-in":
            visit.sign_in()
        way(page, visit.address)
        page.wait_for_load_state("networkidle")
        file = place / f"{number:02}-{name}.png"
        page.screenshot(path=file, full_page=True, animations="disabled", clip=_part(page, tallest))
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        click.echo(f"{file.name}{f': {wide} px too wide' if wide > 0 else ''}")
        yield file


def _part(page: Page, tallest: int) -> FloatRect:
    height = page.evaluate("document.documentElement.scrollHeight")
    return {"x": 0, "y": 0, "width": PHONE[0], "height": min(height, tallest)}


def sheet(browser: Browser, taken: list[Path], file: Path, html: Path) -> None:
    """Put pictures side by side, each with its name."""
    figures = "".join(
        f'<figure><img src="{one.resolve().as_uri()}"><figcaption>{escape(one.stem[3:])}'
        "</figcaption></figure>"
        for one in taken
    )
    columns = min(COLUMNS, len(taken))
    style = (
        f"body{{margin:12px;background:#8a9491;display:grid;gap:12px;align-items:start;"
        f"grid-template-columns:repeat({columns},1fr);font:14px sans-serif}}"
        "figure{margin:0}img{width:100%;display:block}"
    )
    page = browser.new_page(viewport={"width": WIDE * columns, "height": 200})
    html.write_text(f"<meta charset=utf-8><style>{style}</style>{figures}")
    page.goto(html.resolve().as_uri())
    page.screenshot(path=file, full_page=True)
    page.close()


if __name__ == "__main__":
    gallery()
