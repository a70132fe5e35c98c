"""Says clearly what is wrong with a plugin, or what it lacks."""

import difflib
from collections.abc import Callable, Iterable
from typing import Any

import pluggy

from voicejournal.errors import PluginError
from voicejournal.hooks.registered import Registered
from voicejournal.model.note import Problem


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


def ungranted(ones: Iterable[Registered[Any]], granted: Callable[[str], bool]) -> list[Problem]:
    """Return what needs the network and may not reach it, each with the way out.

    Args:
        ones: What plugins registered.
        granted: Tells whether a plugin, by name, may reach the network.
    """
    return [
        Problem(
            stage=one.plugin,
            reason=f"{one.info.name} needs the network, which is not granted.",
            fix=f"Set VOICEJOURNAL_PLUGIN_NETWORK={one.plugin}, or turn it off.",
        )
        for one in ones
        if one.info.network and not granted(one.plugin)
    ]
