"""The reference of measures, written from their data."""

from collections.abc import Iterator

from voicejournal.extract.voice import BUILT_IN
from voicejournal.extract.wording import INFOS
from voicejournal.model.voice import Conditions, MeasureInfo

HEAD = """# Measures

Written by `voicejournal reference` from the code; do not edit by hand.

Every measure is taken from the waveform of one note, except where words are named. A measure
that cannot be taken is missing, with the reason, never zero; one that the recording hardly bears
is marked uncertain. Numbers are compared with the same person's own earlier notes only: there
are no norms here, and *typical* merely gives a feeling for the unit.

*Not comparable across*: what moves the number by more than half of one person's own spread
though the voice stays the same (measured with speech sent through codecs, noise, filters and
level control). A change over time is never read across such a change.

| measure | unit | typical | not comparable across |
|---|---|---|---|
"""
NOTHING = "–"
WORDED = {"gain_control": "level control", "gain": "recording level"}
MINUS = str.maketrans("-", "−")


def measures_page() -> str:
    """Return the reference of measures as Markdown."""
    infos = [*(one.info for one in BUILT_IN), *INFOS]
    return HEAD + "".join(map(_row, infos)) + "".join(map(_section, infos))


def _row(info: MeasureInfo) -> str:
    link = f"[`{info.name}`](#{info.name})"
    return f"| {link} | {info.unit} | {_typical(info)} | {_moved_by(info)} |\n"


def _section(info: MeasureInfo) -> str:
    lines = {
        "Unit": info.unit,
        "Typical": _typical(info),
        "Source": info.source,
        "Needs": _conditions(info.needs),
        "Sure with": _conditions(info.sure_from),
        "Not comparable across": _moved_by(info),
        "Cannot tell": info.limits.en,
        "Limites": info.limits.fr,
    }
    listed = "".join(f"- {name}: {line}\n" for name, line in lines.items())
    title = f"*{info.title.en} / {info.title.fr}.*"
    return f"\n## {info.name}\n\n{title} {info.definition}\n\n{listed}"


def _typical(info: MeasureInfo) -> str:
    if info.typical is None:
        return NOTHING
    low, high = (f"{end:g}".translate(MINUS) for end in info.typical)
    return f"{low} to {high}"


def _moved_by(info: MeasureInfo) -> str:
    return ", ".join(sorted(WORDED.get(one, one) for one in info.moved_by)) or NOTHING


def _conditions(needs: Conditions) -> str:
    return "; ".join(_each_condition(needs)) or NOTHING


def _each_condition(needs: Conditions) -> Iterator[str]:
    if needs.speech_s:
        yield f"{needs.speech_s:g} s of speech"
    if needs.voiced_s:
        yield f"{needs.voiced_s:g} s of voiced sound"
    if needs.snr_db is not None:
        yield f"the voice {needs.snr_db:g} dB above the noise"
    if needs.clipped_share < 1:
        yield f"no more than {100 * needs.clipped_share:g} % of samples at full scale"
    if needs.bandwidth_hz:
        yield f"sound up to {needs.bandwidth_hz / 1000:g} kHz"
    if needs.steady_gain:
        yield "a level that the device left alone"
    if needs.no_codecs:
        yield f"a codec other than {', '.join(sorted(needs.no_codecs))}"
