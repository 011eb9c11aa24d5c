"""Processes that read spoilt files under the limits of the site, and the parent that watches them."""

from __future__ import annotations

import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path

from maillage.intake.readers.errors import UnreadableFileError
from maillage.intake.reading.__main__ import read
from tests.fuzz.corpus import sound_files
from tests.fuzz.mutation import mutant

#: Of the processor; and on the clock, for what waits without working.
MOST_SECONDS, MOST_PATIENCE = 30.0, 120.0
MEMORY_BYTES = 1024 * 1024 * 1024
#: A process is replaced after so many files, so that the peak of its memory means something.
SHIFT = 400


@dataclass(frozen=True, slots=True)
class Case:
    """One spoilt file: the name of the sound one and a number."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it: read, refused, or a fault.

    A fault is crashed, hung, slow, mute (refused without a sentence) or swollen (more than the memory of
    the site). ``seconds`` are those of the processor, of the programs that were started too.
    """

    case: Case
    result: str
    seconds: float = 0.0
    peak_bytes: int = 0
    said: str = ""

    @property
    def is_fault(self) -> bool:
        """Whether it should not have happened."""
        return self.result not in {"read", "refused"}


def outcome_of(case: Case, data: bytes) -> Outcome:
    """Read one file here, as the site's reader does."""
    started = _processor_seconds()
    _forget_peak()
    result, said = "read", ""
    try:
        read(data, case.name)
    except UnreadableFileError as refusal:
        said = str(refusal)
        result = "refused" if said.rstrip().endswith((".", "»")) else "mute"
    except RecursionError:
        # The reader's process makes a sentence of it, as of the next one: see reading.__main__.main.
        result, said = "refused", "RecursionError"
    except MemoryError:
        result, said = "swollen", "MemoryError"
    except Exception as fault:  # noqa: BLE001 - whatever it is, it is what we look for
        result, said = "crashed", f"{type(fault).__name__}: {fault}"[:300]
    seconds = _processor_seconds() - started
    return Outcome(case, "slow" if seconds > MOST_SECONDS else result, seconds, _peak_bytes(), said)


def _processor_seconds() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _forget_peak() -> None:
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _peak_bytes() -> int:
    """The most memory held since the peak was forgotten; since the start where the system cannot forget."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _work(pipe: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    # The reader tells its stages there.
    sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - for as long as the process lives
    sound = sound_files()
    while True:
        case: Case | None = pipe.recv()
        if case is None:
            return
        pipe.send(outcome_of(case, mutant(sound[case.name], case.number)))


@dataclass(slots=True)
class _Reader:
    """A process, what it reads now and since when."""

    process: multiprocessing.process.BaseProcess
    pipe: Connection
    case: Case
    since: float
    done: int = 0


def run(cases: Iterator[Case], *, readers: int) -> Iterator[Outcome]:
    """The outcome of each case, as they come. A reader that dies or hangs is replaced."""
    busy = [reader for reader in (_start(cases) for _ in range(readers)) if reader]
    while busy:
        ready = wait([reader.pipe for reader in busy], timeout=1.0)
        for reader in list(busy):
            outcome = _outcome(reader) if reader.pipe in ready else _late(reader)
            if outcome is None:
                continue
            yield outcome
            busy.remove(reader)
            again = _go_on(reader, cases) if not outcome.is_fault else _replace(reader, cases)
            if again:
                busy.append(again)


def _start(cases: Iterator[Case]) -> _Reader | None:
    case = next(cases, None)
    if case is None:
        return None
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_work, args=(there,), daemon=True)
    process.start()
    there.close()
    here.send(case)
    # The process also has to load its libraries and its sound files.
    return _Reader(process, here, case, time.monotonic() + MOST_SECONDS)


def _go_on(reader: _Reader, cases: Iterator[Case]) -> _Reader | None:
    if reader.done >= SHIFT:
        return _replace(reader, cases)
    case = next(cases, None)
    reader.pipe.send(case)
    if case is None:
        reader.process.join()
        return None
    reader.case, reader.since, reader.done = case, time.monotonic(), reader.done + 1
    return reader


def _replace(reader: _Reader, cases: Iterator[Case]) -> _Reader | None:
    reader.process.kill()
    reader.process.join()
    reader.pipe.close()
    return _start(cases)


def _outcome(reader: _Reader) -> Outcome:
    with suppress(EOFError, OSError):
        outcome: Outcome = reader.pipe.recv()
        return outcome
    reader.process.join()
    return Outcome(reader.case, "crashed", said=f"exit code {reader.process.exitcode}")


def _late(reader: _Reader) -> Outcome | None:
    passed = time.monotonic() - reader.since
    return Outcome(reader.case, "hung", passed) if passed > MOST_PATIENCE else None
