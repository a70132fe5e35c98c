"""What this machine can carry."""

import os
from dataclasses import dataclass

GIB = 1 << 30
STRONG_CORES, STRONG_GIB = 8, 16
USUAL_CORES, USUAL_GIB = 4, 6


@dataclass(frozen=True, slots=True)
class Machine:
    """Memory, processor cores and whether a CUDA device is there."""

    memory_bytes: int
    cores: int
    cuda: bool


def usable_cores() -> int:
    """Return how many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def this_machine() -> Machine:
    """Return what this process may use of the machine it runs on."""
    import ctranslate2  # noqa: PLC0415 -- heavy, and only asked here

    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return Machine(memory, usable_cores(), ctranslate2.get_cuda_device_count() > 0)


def preferred_sizes(machine: Machine) -> tuple[str, ...]:
    """Return Whisper sizes that keep pace with speech on this machine, the best first.

    `small` is the least that writes down French well; smaller ones are better than nothing.
    """
    if machine.cuda:
        return ("large-v3-turbo", "large-v3", "medium", "small", "base", "tiny")
    if machine.cores >= STRONG_CORES and machine.memory_bytes >= STRONG_GIB * GIB:
        return ("medium", "small", "base", "tiny")
    if machine.cores >= USUAL_CORES and machine.memory_bytes >= USUAL_GIB * GIB:
        return ("small", "base", "tiny")
    return ("base", "tiny")
