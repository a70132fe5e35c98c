"""`voicejournal serve`: pages and worker together, kept alive by one small supervisor."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

import click

from voicejournal.app import Journal
from voicejournal.cli.options import data_option, settings_for
from voicejournal.settings import Settings

WEB_THREADS = 64
"""A slow upload holds a thread; with few of them everybody else waits for it."""
RESTART_AFTER_S = 2.0


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=int)
@data_option
@click.option("--workers", default=1, show_default=True, help="Worker processes for notes.")
def serve(host: str, port: int, data: Path | None, workers: int) -> None:
    """Serve the pages and work on the notes."""
    settings = settings_for(data)
    Journal.open(settings).close()
    run_service(settings, host=host, port=port, workers=workers)


@click.command("web", hidden=True)
@click.option("--host", default="127.0.0.1")
@click.option("--port", default=8000, type=int)
@data_option
def web_command(host: str, port: int, data: Path | None) -> None:
    """Serve the pages alone."""
    from voicejournal.cli.web import run_web  # noqa: PLC0415  (gunicorn reads the platform)

    run_web(settings_for(data), host=host, port=port, threads=WEB_THREADS)


def start(settings: Settings, *command: str) -> "subprocess.Popen[bytes]":
    """Start one of our own commands in a process of its own, with the same settings."""
    environment = {
        **os.environ,
        "VOICEJOURNAL_DATA": str(settings.data),
        "VOICEJOURNAL_MODEL": settings.model,
    }
    return subprocess.Popen([sys.executable, "-m", "voicejournal", *command], env=environment)


def run_service(settings: Settings, *, host: str, port: int, workers: int) -> None:
    """Run pages and workers until told to stop; a worker that dies is started again."""
    click.echo(f"Voice Journal is on http://{host}:{port}  (stop with Ctrl-C)")
    web = start(settings, "web", "--host", host, "--port", str(port))
    crew = [start(settings, "worker") for _ in range(workers)]
    signal.signal(signal.SIGTERM, _stop)
    try:
        while web.poll() is None:
            time.sleep(0.5)
            for place, one in enumerate(crew):
                if one.poll() is not None:
                    click.echo(f"A worker ended with {one.returncode}; starting another.", err=True)
                    time.sleep(RESTART_AFTER_S)
                    crew[place] = start(settings, "worker")
    except KeyboardInterrupt:
        click.echo("Stopping.")
    finally:
        _end([web, *crew])
    if web.returncode not in (0, -signal.SIGTERM, -signal.SIGINT):
        sys.exit(web.returncode)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _end(processes: list["subprocess.Popen[bytes]"]) -> None:
    for one in processes:
        if one.poll() is None:
            one.terminate()
    for one in processes:
        try:
            one.wait(timeout=10)
        except subprocess.TimeoutExpired:
            one.kill()
            one.wait()
