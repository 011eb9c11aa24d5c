"""Programs that run together stop together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from maillage.cli.processes import run_together
from tests.architecture.sources import ROOT

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
CHILD = """
import os, pathlib, time
pathlib.Path({note!r}).write_text(str(os.getpid()) + chr(10))
time.sleep(60)
"""
STUBBORN = (
    "import signal, sys, time; signal.signal(15, signal.SIG_IGN); print('ready', flush=True); time.sleep(60)"
)


def alive(pid: int) -> bool:
    """True while the process exists and has not ended."""
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"


def wait_for(path: Path) -> str:
    """The content of a file that another program is about to write."""
    for _ in range(200):
        if path.exists() and path.read_text().endswith("\n"):
            return path.read_text()
        time.sleep(0.05)
    raise AssertionError(f"{path} was not written")


@pytest.mark.parametrize(("code", "expected"), [(3, 3), (0, 1)])
def test_when_one_ends_the_others_are_stopped_and_its_failure_is_told(code: int, expected: int) -> None:
    start = time.monotonic()
    assert run_together([SLEEP, [sys.executable, "-c", f"raise SystemExit({code})"]]) == expected
    assert time.monotonic() - start < 20


def test_a_program_that_will_not_stop_is_killed_after_its_grace() -> None:
    start = time.monotonic()
    assert run_together([[sys.executable, "-c", STUBBORN], [sys.executable, "-c", "pass"]], grace=0.5) == 1
    assert time.monotonic() - start < 20


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_no_program_outlives_the_one_that_started_it(tmp_path: Path, told: signal.Signals) -> None:
    note = tmp_path / "pid"
    child = CHILD.format(note=str(note))
    start = (
        f"import sys; from maillage.cli.processes import *; run_together([[sys.executable, '-c', {child!r}]])"
    )
    parent = subprocess.Popen([sys.executable, "-c", start], cwd=ROOT)
    pid = int(wait_for(note))
    os.kill(parent.pid, told)
    assert parent.wait(20) == (-told if told == signal.SIGKILL else 0)
    deadline = time.monotonic() + 10
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive(pid)
