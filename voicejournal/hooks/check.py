"""Says clearly what is wrong with the hooks of a plugin."""

import difflib
from typing import Any

import pluggy

from voicejournal.errors import PluginError


def refuse_unknown_hooks(plugin: Any, manager: pluggy.PluginManager) -> None:
    """Refuse implementations of `plugin` that nothing will ever call.

    pluggy accepts them silently until `check_pending`, which cannot say what was meant.

    Raises:
        PluginError: Names what is not a hook, and the hook nearest to it.
    """
    known = {name for name in vars(manager.hook) if not name.startswith("_")}
    reasons = []
    for attribute in dir(plugin):
        options = manager.parse_hookimpl_opts(plugin, attribute)
        name = (options.get("specname") or attribute) if options else attribute
        if options is None or name in known or options.get("optionalhook"):
            continue
        near = difflib.get_close_matches(name, known, n=1)
        reasons.append(f"{name} is not a hook" + (f": did you mean {near[0]}?" if near else "."))
    if reasons:
        raise PluginError("; ".join(reasons))
