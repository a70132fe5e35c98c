"""A filter in the kernel: system calls that an analyzer has no business with are refused.

Linux alone, without privileges and without a library: a short program that the kernel runs in
front of every system call of this process and of whatever it starts. It cannot be taken off.

Source:
    Linux, Documentation/userspace-api/seccomp_filter.rst; system call numbers from
    arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h.
"""

import ctypes
import os
import platform
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass

PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, MODE_FILTER = 38, 22, 2
ALLOW, KILL, REFUSE, UNKNOWN = 0x7FFF0000, 0x80000000, 0x00050001, 0x00050026
"""Answers of the program: go on, end the process, EPERM, ENOSYS."""
LOAD, JUMP_EQUAL, JUMP_AT_LEAST, JUMP_SET, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER, ARCHITECTURE, FIRST_ARGUMENT = 0, 4, 16
"""Where in `struct seccomp_data` they stand; of an argument the low half."""
CLONE_THREAD = 0x00010000
X32 = 0x40000000
"""Numbers from here on are those of another calling convention on x86-64."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """The numbers of one kind of processor."""

    code: int
    """AUDIT_ARCH_…"""
    socket: int
    never: tuple[int, ...]
    """fork, vfork, ptrace, tkill, unshare, process_vm_readv and _writev, rt_sigqueueinfo,
    rt_tgsigqueueinfo, setns, pidfd_send_signal, io_uring_setup, pidfd_getfd."""
    clone: int
    clone3: int
    own: tuple[int, ...]
    """kill, tgkill: of this process alone."""


MACHINES = {
    "x86_64": Machine(
        code=0xC000003E,
        socket=41,
        never=(57, 58, 101, 200, 272, 310, 311, 129, 297, 308, 424, 425, 438),
        clone=56,
        clone3=435,
        own=(62, 234),
    ),
    "aarch64": Machine(
        code=0xC00000B7,
        socket=198,
        never=(117, 130, 97, 270, 271, 138, 240, 268, 424, 425, 438),
        clone=220,
        clone3=435,
        own=(129, 131),
    ),
}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_void_p))


def machine() -> Machine | None:
    """Return the numbers of this machine, or None where no filter can be made."""
    return MACHINES.get(platform.machine()) if sys.platform == "linux" else None


def install_filter(*, network: bool) -> bool:
    """Refuse new processes, signals to others, and new sockets unless `network`.

    Returns:
        Whether the filter is in force.
    """
    known = machine()
    if known is None:
        return False
    steps = b"".join(_steps(known, os.getpid(), network=network))
    held = ctypes.create_string_buffer(steps, len(steps))
    program = _Program(len(steps) // 8, ctypes.cast(held, ctypes.c_void_p))
    kernel = ctypes.CDLL(None, use_errno=True)
    if kernel.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(kernel.prctl(PR_SET_SECCOMP, MODE_FILTER, ctypes.byref(program), 0, 0) == 0)


def _steps(known: Machine, pid: int, *, network: bool) -> Iterator[bytes]:
    """Yield the program, step by step; a jump counts the steps that it leaves out."""
    yield _step(LOAD, ARCHITECTURE)
    yield _step(JUMP_EQUAL, known.code, yes=1)
    yield _step(RETURN, KILL)
    yield _step(LOAD, NUMBER)
    yield _step(JUMP_AT_LEAST, X32, no=1)
    yield _step(RETURN, REFUSE)
    for number in (*known.never, *(() if network else (known.socket,))):
        yield _step(JUMP_EQUAL, number, no=1)
        yield _step(RETURN, REFUSE)
    yield _step(JUMP_EQUAL, known.clone3, no=1)
    yield _step(RETURN, UNKNOWN)  # its flags cannot be looked at; libraries then use clone
    yield _step(JUMP_EQUAL, known.clone, no=3)
    yield _step(LOAD, FIRST_ARGUMENT)
    yield _step(JUMP_SET, CLONE_THREAD, yes=1)
    yield _step(RETURN, REFUSE)
    yield _step(LOAD, NUMBER)
    for number in known.own:
        yield _step(JUMP_EQUAL, number, no=4)
        yield _step(LOAD, FIRST_ARGUMENT)
        yield _step(JUMP_EQUAL, pid, yes=1)
        yield _step(RETURN, REFUSE)
        yield _step(LOAD, NUMBER)
    yield _step(RETURN, ALLOW)


def _step(what: int, value: int, *, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("=HBBI", what, yes, no, value)
