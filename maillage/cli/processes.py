"""Run several programs as one: they start together and stop together."""

from __future__ import annotations

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

GRACE = 15.0
"""Seconds that a program has to stop by itself."""
_SET_PARENT_DEATH_SIGNAL = 1


def run_together(commands: Sequence[Sequence[str]], grace: float = GRACE) -> int:
    """Start ``commands``; stop all when one ends or when this program is told to.

    Returns 0 after SIGINT or SIGTERM, else the code of the program that ended first (1 when that was 0).
    """
    with _told_to_stop() as told:
        running = [_start(command) for command in commands]
        try:
            while not told and all(program.poll() is None for program in running):
                time.sleep(0.1)
            ended = next((program.returncode for program in running if program.returncode is not None), None)
        finally:
            _stop(running, grace)
    return 0 if told else (ended or 1)


@contextmanager
def _told_to_stop() -> Iterator[list[int]]:
    """A list that receives the signals asking to stop, while the context lasts."""
    received: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the form of a handler
        received.append(number)

    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield received
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start a program in a session of its own, so that Ctrl+C reaches it once, through us."""
    return subprocess.Popen(command, start_new_session=True, preexec_fn=_end_with_parent)


def _end_with_parent() -> None:
    """Ask Linux to stop this program when the one that started it is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)


def _stop(programs: Sequence[subprocess.Popen[bytes]], grace: float) -> None:
    for program in programs:
        if program.poll() is None:
            program.terminate()
    deadline = time.monotonic() + grace
    for program in programs:
        try:
            program.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            program.kill()
            program.wait()
