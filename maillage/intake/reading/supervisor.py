"""Read a file in another process: a crash, a hang or a swollen file becomes a sentence."""

from __future__ import annotations

import json
import logging
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    Tell = Callable[[int, str], None]

log = logging.getLogger(__name__)

_ROOT = Path(__file__).resolve().parents[3]
_CHILD = "maillage.intake.reading"
_TICK_SECONDS = 2.0
#: Where the programs that a reading may start are found, and their data.
_PROGRAMS = ("PATH", "TESSDATA_PREFIX")
_TAIL_BYTES = 4000

_CRASHED = (
    "La lecture de ce document s’est arrêtée sur une erreur. Il est peut-être abîmé\u00a0: "
    "enregistrez-le à nouveau, ou en PDF, puis réessayez."
)
_TOO_LONG = (
    "La lecture de ce document prend trop de temps, elle a été arrêtée. "
    "N’en gardez que le plan d’action, ou enregistrez-le en DOCX, puis réessayez."
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one reading may use.

    ``cpu_seconds`` holds for the reader and for each program that it starts to recognise the
    characters of one page. ``wall_seconds`` is how long it may stay without telling anything new,
    ``longest_seconds`` how long it may take in all: a scan of a hundred pages tells each of them.
    """

    memory_bytes: int = 1024 * 1024 * 1024
    cpu_seconds: int = 90
    wall_seconds: float = 120.0
    longest_seconds: float = 600.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood, the lines of the source and its leaves, as plain values."""

    document: dict[str, Any]
    lines: list[str]
    leaves: list[dict[str, Any]]


class ReadingRefusedError(Exception):
    """No reading. ``str(error)`` is a French sentence for the page."""


def read_apart(
    data: bytes, name: str, *, tell: Tell, limits: Limits = Limits(), child: str = _CHILD
) -> Reading:
    """Read ``data`` in a process of its own, named ``name`` for the person only.

    ``tell(percent, stage)`` is called at each stage and at least every two seconds, in
    this process; what it raises stops the reading. ``child`` is the module that reads.
    Raises ReadingRefusedError.
    """
    with tempfile.TemporaryDirectory(prefix="maillage-") as folder:
        source, result = Path(folder, "source"), Path(folder, "result.json")
        source.write_bytes(data)
        arguments = [str(source), name, str(result), str(limits.memory_bytes), str(limits.cpu_seconds)]
        run_apart(
            child,
            arguments,
            Path(folder),
            tell=tell,
            wall_seconds=limits.wall_seconds,
            longest_seconds=limits.longest_seconds,
        )
        return _load(result)


def run_apart(
    child: str,
    arguments: list[str],
    folder: Path,
    *,
    tell: Tell,
    wall_seconds: float,
    longest_seconds: float = 0.0,
) -> None:
    """Run the module ``child`` to its end in ``folder``, which is all that it should write in.

    Raises ReadingRefusedError when it crashed or took longer than ``wall_seconds``, counted again
    from each stage that it tells, within ``longest_seconds``.
    """
    with Path(folder, "errors").open("w+b") as errors:
        process = _start(child, arguments, folder, errors)
        try:
            in_time = _follow(process, tell, wall_seconds, longest_seconds)
        finally:
            code = _end(process)
        _judge(code, errors, in_time=in_time)


def _start(child: str, arguments: list[str], folder: Path, errors: IO[bytes]) -> subprocess.Popen[bytes]:
    # No secret of the site goes along: the child gets an environment of its own.
    environment = {"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1", "LANG": "C.UTF-8", "TMPDIR": str(folder)}
    environment |= {name: os.environ[name] for name in _PROGRAMS if name in os.environ}
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
        [sys.executable, "-m", child, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=errors,
        cwd=folder,
        env=environment,
        start_new_session=True,
    )


def _follow(
    process: subprocess.Popen[bytes], tell: Tell, wall_seconds: float, longest_seconds: float
) -> bool:
    """Pass the stages on until the child closes its output; False when time is up."""
    start = time.monotonic()
    deadline = start + wall_seconds
    percent, stage = 5, "La lecture commence"
    pipe, pending = process.stdout, b""
    if pipe is None:
        return True
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while (left := deadline - time.monotonic()) > 0:
            tell(percent, stage)
            if not selector.select(min(left, _TICK_SECONDS)):
                continue
            chunk = os.read(pipe.fileno(), 4096)
            if not chunk:
                return _ends_by(process, deadline)
            *lines, pending = (pending + chunk).split(b"\n")
            news = _stage(lines, percent, stage)
            if news != (percent, stage):
                deadline = max(deadline, min(start + longest_seconds, time.monotonic() + wall_seconds))
            percent, stage = news
    return False


def _ends_by(process: subprocess.Popen[bytes], deadline: float) -> bool:
    try:
        process.wait(max(0.1, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        return False
    return True


def _stage(lines: list[bytes], percent: int, stage: str) -> tuple[int, str]:
    for line in lines:
        number, _, words = line.decode("utf-8", "replace").partition(" ")
        if number.isdigit():
            percent, stage = min(int(number), 99), words[:100]
    return percent, stage


def _end(process: subprocess.Popen[bytes]) -> int:
    """Kill whatever is left of the child and its own children; the exit code."""
    # Its group may outlive it: what it started is killed even where it ended by itself.
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    if process.stdout:
        process.stdout.close()
    return process.wait()


def _judge(code: int, errors: IO[bytes], *, in_time: bool) -> None:
    if code == 0:
        return
    errors.seek(0, os.SEEK_END)
    errors.seek(max(0, errors.tell() - _TAIL_BYTES))
    log.warning("A reading ended with code %s: %s", code, errors.read().decode("utf-8", "replace").strip())
    too_long = not in_time or code == -signal.SIGXCPU
    raise ReadingRefusedError(_TOO_LONG if too_long else _CRASHED)


def _load(result: Path) -> Reading:
    try:
        values = json.loads(result.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ReadingRefusedError(_CRASHED) from error
    if "error" in values:
        raise ReadingRefusedError(str(values["error"]))
    return Reading(values["document"], values["lines"], values["leaves"])
