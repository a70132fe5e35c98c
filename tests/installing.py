"""Does what an editable install does, without an installer."""

import importlib
import tomllib


def install(package, site, monkeypatch):
    """Put the sources of a package on the path, and its metadata beside them.

    Args:
        package: The folder of the package, with `pyproject.toml` and `src`.
        site: A folder that takes the metadata; it is made.
        monkeypatch: Takes both off the path again.

    Returns:
        The names under which the service finds it.
    """
    project = tomllib.loads((package / "pyproject.toml").read_text())["project"]
    called = project["name"].replace("-", "_")
    metadata = site / f"{called}-{project['version']}.dist-info"
    metadata.mkdir(parents=True)
    head = ("Metadata-Version: 2.1", f"Name: {project['name']}", f"Version: {project['version']}")
    required = (f"Requires-Dist: {one}" for one in project["dependencies"])
    (metadata / "METADATA").write_text("\n".join([*head, *required, ""]))
    points = project["entry-points"]["voicejournal"]
    lines = [f"{name} = {target}" for name, target in points.items()]
    (metadata / "entry_points.txt").write_text("\n".join(["[voicejournal]", *lines, ""]))
    monkeypatch.syspath_prepend(str(package / "src"))
    monkeypatch.syspath_prepend(str(site))
    importlib.invalidate_caches()
    return tuple(points)
