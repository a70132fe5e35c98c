"""Draw the icons of the installed diary: `python docs/pictures/draw_icons.py`.

Five bars of sound on a deep-teal ground, as in `web/static/icon.svg`; nothing but the standard
library and numpy, so that anybody can draw them again and get the same bytes.
"""

import struct
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FOLDER = Path(__file__).resolve().parents[2] / "web" / "static" / "icons"
GROUND, INK = (0x0F, 0x5F, 0x6B), (0xFF, 0xFF, 0xFF)
BOX = 24.0
"""Side of the drawing, in the units of `icon.svg`."""
CORNER = 6.0
STROKE = 1.8
BARS = (
    (5.0, 10.8, 13.2),
    (8.5, 8.0, 16.0),
    (12.0, 5.0, 19.0),
    (15.5, 8.5, 15.5),
    (19.0, 10.5, 13.5),
)
"""Where each bar stands, and from where to where it reaches."""
SAFE = 0.8
"""A launcher may cut a maskable icon to a circle of this share of its width (W3C manifest)."""
FINER = 4
"""Each pixel is the mean of so many squared."""

Plane = NDArray[np.float64]


def icon(side: int, *, bleeds: bool = False) -> bytes:
    """Return one icon as PNG; one that bleeds fills the square and keeps to the safe zone."""
    at = (np.arange(side * FINER) + 0.5) * (BOX / (side * FINER))
    across, down = np.meshgrid(at, at)
    if bleeds:
        ground = np.ones_like(across)
        scaled = ((axis - BOX / 2) / SAFE + BOX / 2 for axis in (across, down))
        bars = _bars(*scaled)
    else:
        ground, bars = _rounded_square(across, down), _bars(across, down)
    cover = np.maximum(ground, bars)
    colour = [g + bars * (i - g) for g, i in zip(GROUND, INK, strict=True)]
    return _png(_smaller(np.dstack([*colour, cover * 255])))


def _rounded_square(across: Plane, down: Plane) -> Plane:
    beyond = [np.maximum(np.abs(axis - BOX / 2) - (BOX / 2 - CORNER), 0) for axis in (across, down)]
    return (np.hypot(*beyond) <= CORNER).astype(np.float64)


def _bars(across: Plane, down: Plane) -> Plane:
    drawn = np.zeros_like(across)
    for x, top, bottom in BARS:
        beyond = np.maximum(np.maximum(top - down, down - bottom), 0)
        drawn[np.hypot(across - x, beyond) <= STROKE / 2] = 1
    return drawn


def _smaller(fine: Plane) -> NDArray[np.uint8]:
    side = fine.shape[0] // FINER
    mean = fine.reshape(side, FINER, side, FINER, 4).mean(axis=(1, 3))
    return np.round(mean).astype(np.uint8)


def _png(pixels: NDArray[np.uint8]) -> bytes:
    height, width, _ = pixels.shape
    rows = b"".join(b"\0" + row.tobytes() for row in pixels)
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


ICONS = {
    "icon-192.png": lambda: icon(192),
    "icon-512.png": lambda: icon(512),
    "mask-512.png": lambda: icon(512, bleeds=True),
    "touch-180.png": lambda: icon(180, bleeds=True),
}


def main() -> None:
    """Write every icon."""
    FOLDER.mkdir(exist_ok=True)
    for name, draw in ICONS.items():
        (FOLDER / name).write_bytes(draw())


if __name__ == "__main__":
    main()
