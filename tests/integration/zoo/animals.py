"""Bad plugins, each a module of its own: what strangers' code does on a bad day."""

HEAD = """
import ctypes, mmap, os, socket, subprocess, sys, threading, time
from voicejournal import AnalyzerInfo, Finding, Missing, Span, Text, hookimpl


class Animal:
    info = AnalyzerInfo(
        name="{name}",
        version="1",
        title=Text("An animal", "Un animal"),
        needs=frozenset({"voice"}),
        languages=frozenset({"*"}),
        limits=Text("Everything.", "Tout."),
        seconds={seconds},
    )

    def analyze(self, note):
        {body}


@hookimpl
def voicejournal_analyzers(settings):
    return [Animal()]
"""

FOUND = 'Finding(kind="{name}.seen", claim=%s, value=%s, unit="count", evidence=(Span(%s, %s),))'
SOUND = f'return [{FOUND % ("""Text("Seen.", "Vu.")""", "1.0", "0.0", "0.5")}]'

BODIES: dict[str, tuple[str, str]] = {
    # What it does when asked, and what the gap says; empty: it answers all the same.
    "sound": (SOUND, ""),
    "raises": ('raise ValueError("secret words of a patient")', "failed with ValueError"),
    "hangs": ("while True: pass", "longer than 1 s"),
    "sleeps": ("ctypes.CDLL(None).sleep(1000)", "longer than 1 s"),
    "leaks": ("held = []; [held.append(bytearray(1 << 24)) for _ in range(99)]", "than 256 MB"),
    "shares": (
        "m = mmap.mmap(-1, 512 << 20); m[::4096] = bytes(len(m) // 4096); time.sleep(1000)",
        "more than 256 MB",
    ),
    "exits": ("os._exit(3)", "process ended"),
    "moody": (f'os.path.exists(__file__ + ".mended") or os._exit(3); {SOUND}', "process ended"),
    "quits": ('sys.exit("goodbye")', "failed with SystemExit"),
    "segfaults": ("ctypes.string_at(0)", "SIGSEGV"),
    "kills_itself": ("os.kill(os.getpid(), 9)", "SIGKILL"),
    "kills_others": ("os.kill(os.getppid(), 9)", "failed with PermissionError"),
    "forks": ("[os.fork() for _ in range(10**6)]", "start another program"),
    "forks_below_python": ("assert ctypes.CDLL(None).fork() == 0", "failed with AssertionError"),
    "starts_programs": ('subprocess.run(["sleep", "60"])', "start another program"),
    "prints": (f'print("secret words of a patient" * 100_000); {SOUND}', ""),
    "prints_below_python": (f'os.write(1, b"x" * 100_000); {SOUND}', ""),
    "answers_nothing": ("return None", "failed with TypeError"),
    "answers_words": ('return ["sad"]', "answered with a str, not a Finding"),
    "answers_wrong_types": (f"return [{FOUND % ('3', '[]', '0.0', '0.5')}]", "wrong type"),
    "answers_too_much": (
        f'return [{FOUND % ("""Text("x" * (1 << 24), "x")""", "1.0", "0.0", "0.5")}]',
        "too long",
    ),
    "points_outside": (
        f'return [{FOUND % ("""Text("Seen.", "Vu.")""", "1.0", "9000.0", "9001.0")}]',
        "outside the note",
    ),
    "reads_undeclared": ("return [note.transcript.words[0]]", "failed with AttributeError"),
    "opens_sockets": ('socket.create_connection(("127.0.0.1", 9))', "reach the network"),
    "opens_sockets_below_python": (
        "assert ctypes.CDLL(None).socket(2, 1, 0) >= 0",
        "failed with AssertionError",
    ),
    "asks_for_addresses": ('socket.getaddrinfo("example.org", 80)', "reach the network"),
    "threads": (
        f"[threading.Thread(target=time.sleep, args=(99,)).start() for _ in range(3)]; {SOUND}",
        "",
    ),
}
HANG = frozenset({"hangs", "sleeps"})
"""The others get time enough on a machine that has much else to do."""
NOT_LOADED: dict[str, str] = {
    "imports_slowly": "import time; time.sleep(1000)",
    "breaks_at_import": 'raise RuntimeError("no luck")',
    "exits_at_import": "import os; os._exit(4)",
    "quits_at_import": "import sys; sys.exit()",
    "crashes_at_import": "import ctypes; ctypes.string_at(0)",
    "is_no_python": "this is no Python",
}


def module_of(name: str) -> str:
    """Return the source of one bad plugin."""
    if name in NOT_LOADED:
        return NOT_LOADED[name]
    body, _ = BODIES[name]
    seconds = "0.0" if name in HANG else "20.0"
    return (
        HEAD.replace("{body}", body)
        .replace("{seconds}", seconds)
        .replace("{{", "{")
        .replace("}}", "}")
        .replace("{name}", name)
    )
