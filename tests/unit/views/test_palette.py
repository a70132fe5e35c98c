"""The colours can be told apart: contrast ratios of WCAG 2.2 in both schemes."""

import re

import pytest

from voicejournal.views.assets import web_folder

TEXT, SHAPE, EASY = 4.5, 3.0, 7.0
PAIRS = [
    ("ink", "bg", EASY), ("ink", "surface", EASY), ("ink", "tint", EASY), ("ink", "now", EASY),
    ("soft", "bg", TEXT), ("soft", "surface", TEXT), ("soft", "sunken", TEXT),
    ("soft", "tint", TEXT),
    ("accent", "bg", TEXT), ("accent", "surface", TEXT), ("accent", "tint", TEXT),
    ("accent-ink", "accent", TEXT), ("record-ink", "record", TEXT), ("record", "surface", TEXT),
    ("warn", "warn-bg", TEXT), ("warn", "surface", TEXT), ("ok", "surface", TEXT),
    ("crisis", "crisis-bg", TEXT), ("out", "surface", TEXT), ("silence-ink", "bg", TEXT),
    ("control", "surface", SHAPE), ("control", "bg", SHAPE), ("series", "band", SHAPE),
    ("series", "surface", SHAPE), ("out", "band", SHAPE), ("focus", "bg", SHAPE),
    ("focus", "surface", SHAPE), ("control", "silence", SHAPE),
]  # fmt: skip


def schemes():
    sheet = (web_folder() / "static/style.css").read_text()
    blocks = re.findall(r":root \{\s*(?:color-scheme: [\w ]+;)?\s*(--bg.*?)\}", sheet, re.DOTALL)
    found = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in blocks]
    return {"light": found[0], "dark": {**found[0], **found[1]}}


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(
        weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True)
    )


def ratio(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_contrast(scheme, front, back, least):
    colours = schemes()[scheme]
    assert ratio(colours[front], colours[back]) >= least


def test_black_on_white_is_21():
    assert ratio("#000000", "#ffffff") == pytest.approx(21)
