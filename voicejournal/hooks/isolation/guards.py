"""What a plugin's process does to itself before a line of the plugin is run."""

import ctypes
import os
import resource
import sys
from typing import Any

from voicejournal.hooks.isolation.failures import Why
from voicejournal.hooks.isolation.limits import MIB, Limits
from voicejournal.hooks.isolation.seccomp import install_filter
from voicejournal.model.tally import BY_KERNEL, BY_PYTHON

PR_SET_PDEATHSIG, PR_SET_DUMPABLE = 1, 4
SIGKILL = 9
MOST_FILES = 1024

SOCKETS = frozenset(
    {"socket.__new__", "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto"}
)
PROCESSES = frozenset(
    {"subprocess.Popen", "os.fork", "os.forkpty", "os.posix_spawn", "os.exec", "os.system"}
)


class Refusals:
    """What the plugin tried and was refused."""

    def __init__(self) -> None:
        """Begin without any."""
        self.tried: set[Why] = set()

    def watch(self, *, network: bool) -> None:
        """Refuse in Python what the kernel refuses too, or what no kernel refuses here."""

        def look(event: str, _arguments: tuple[Any, ...]) -> None:
            if event in SOCKETS and not network:
                self.tried.add(Why.NETWORK)
                raise PermissionError(event)
            if event in PROCESSES:
                self.tried.add(Why.PROCESS)
                raise PermissionError(event)

        sys.addaudithook(look)

    def take(self) -> tuple[str, ...]:
        """Return what was tried since the last time."""
        taken = tuple(sorted(self.tried))
        self.tried.clear()
        return taken


def guard(limits: Limits, parent: int) -> tuple[str, Refusals]:
    """Limit this process for good.

    Args:
        limits: What it may use.
        parent: The process that it must not outlive.

    Returns:
        Which guard stands before the network and other processes, and what it refused.
    """
    _end_with(parent)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a dump would hold a patient's words
    _lower(resource.RLIMIT_NOFILE, MOST_FILES)
    if sys.platform == "linux":
        _lower(resource.RLIMIT_DATA, limits.memory_mb * MIB)
    refusals = Refusals()
    refusals.watch(network=limits.network)
    filtered = install_filter(network=limits.network)
    return BY_KERNEL if filtered else BY_PYTHON, refusals


def _end_with(parent: int) -> None:
    """Have the kernel end this process when the one that started it ends, however that ends."""
    if sys.platform == "linux":
        kernel = ctypes.CDLL(None)
        kernel.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
        kernel.prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it ended before we asked
        os._exit(0)


def _lower(which: int, most: int) -> None:
    _, hard = resource.getrlimit(which)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(which, (most, most))
