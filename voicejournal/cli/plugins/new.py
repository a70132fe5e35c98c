"""`voicejournal plugins new`: a package of one's own, made from the template."""

import re
import sys
from collections.abc import Collection
from importlib.metadata import distributions
from importlib.util import find_spec
from pathlib import Path

import click

from voicejournal.errors import PluginError
from voicejournal.hooks.host import PluginHost

PACKAGE = Path(__file__).resolve().parents[2]
NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LONGEST = 40
"""Characters of a name; assumed: it is a column of `plugins list` and begins every kind."""
PREFIX = "voicejournal-"
COPIED = frozenset({".md", ".py", ".toml", ".typed"})
STANDS_FOR_A_NAME = re.compile(r"voicejournal-template|TemplateAnalyzer|template")


@click.command("new")
@click.argument("name")
@click.option(
    "--into",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path(),
    help="Folder in which the package's own folder is made; this one if left out.",
)
def new_plugin(name: str, into: Path) -> None:
    """Make a package with one analyzer, called NAME, that passes its own tests."""
    plugin = checked_name(name)
    refuse_taken(plugin, taken_names())
    folder = make_package(plugin, into)
    click.echo(f"Made {folder}.")
    python = Path(sys.executable).name
    installer = "uv pip" if find_spec("uv") else "pip"
    click.echo(f"Its own tests:        {python} -m pytest {folder}")
    click.echo(f"Let the service see:  {python} -m {installer} install -e {folder}")
    click.echo(f"What it keeps to:     voicejournal plugins check {_identifier(plugin)}")


def checked_name(name: str) -> str:
    """Return the name without the prefix that every distribution gets.

    Raises:
        PluginError: It cannot be the name of a distribution and of a module.
    """
    plugin = name.removeprefix(PREFIX)
    if not NAME.fullmatch(plugin) or len(plugin) > LONGEST:
        msg = f"A plugin cannot be called “{name}”."
        fix = (
            "Use small letters a–z, digits and single hyphens, beginning with a letter, "
            f"{LONGEST} characters at most: long-pauses."
        )
        raise PluginError(msg, fix=fix)
    return plugin


def refuse_taken(plugin: str, taken: Collection[str]) -> None:
    """Refuse a name that is given already: two could not be told apart in what is stored.

    Raises:
        PluginError: It is taken.
    """
    if _identifier(plugin) in taken:
        msg = f"The name “{plugin}” is taken by something that is installed here."
        raise PluginError(msg, fix="Choose another; `voicejournal plugins list` shows those given.")


def taken_names() -> frozenset[str]:
    """Return, as identifiers, the names of installed plugins, analyzers and distributions."""
    statuses = PluginHost.load().statuses
    given = {one.name for one in statuses} | {name for one in statuses for name in one.analyzers}
    installed = {(one.metadata["Name"] or "").lower() for one in distributions()}
    given |= {one.removeprefix(PREFIX) for one in installed if one.startswith(PREFIX)}
    return frozenset(_identifier(one) for one in given | {"template", "voicejournal"})


def make_package(plugin: str, into: Path) -> Path:
    """Copy the template into a new folder of `into`, under the plugin's name.

    Raises:
        PluginError: The folder is there already, or cannot be made.
    """
    folder = into / f"{PREFIX}{plugin}"
    try:
        folder.mkdir()
        for source in _template_files():
            target = folder / _named(source.relative_to(template_folder()).as_posix(), plugin)
            target.parent.mkdir(parents=True, exist_ok=True)
            written = _named(source.read_text(encoding="utf-8"), plugin)
            target.write_text(written, encoding="utf-8")
    except FileExistsError as error:
        msg = f"{folder} exists already; nothing was written."
        raise PluginError(msg, fix="Choose another name, or --into another folder.") from error
    except OSError as error:
        msg = f"{folder} could not be written: {error.strerror}."
        raise PluginError(msg, fix="Choose a folder that you may write to, by --into.") from error
    return folder


def template_folder() -> Path:
    """Return the folder of the template: the package's copy, else the checkout's."""
    packaged = PACKAGE / "_template"
    return packaged if packaged.is_dir() else PACKAGE.parent / "plugins" / "template"


def _template_files() -> list[Path]:
    return [one for one in sorted(template_folder().rglob("*")) if one.suffix in COPIED]


def _named(text: str, plugin: str) -> str:
    """Put the plugin's name wherever the template's stands; in one pass, for it may hold it."""
    names = {
        "voicejournal-template": f"{PREFIX}{plugin}",
        "TemplateAnalyzer": f"{plugin.title().replace('-', '')}Analyzer",
        "template": _identifier(plugin),
    }
    return STANDS_FOR_A_NAME.sub(lambda found: names[found[0]], text)


def _identifier(plugin: str) -> str:
    return plugin.replace("-", "_")
