"""Spoil, read, count: ``python -m tests.fuzz [--files N] [--first K] [--only NAME] [--keep FOLDER]``."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import suppress
from itertools import count, islice
from pathlib import Path

from tests.fuzz.corpus import names_at, sound_files
from tests.fuzz.hostile import ALL, meets
from tests.fuzz.mutation import mutant
from tests.fuzz.running import Case, Outcome, run

REPORT = Path("build/fuzz.json")
MEGABYTE = 1024 * 1024


def main() -> int:
    """Run the files; 1 when one of them was a fault."""
    arguments = _arguments()
    if arguments.hostile:
        return _read_hostile()
    names = [name for name in sound_files() if arguments.only in name]
    cases = islice(_cases(names, arguments.first), arguments.files)
    outcomes: list[Outcome] = []
    # Interrupted, it tells of the files that it has read.
    with suppress(KeyboardInterrupt):
        for outcome in run(cases, readers=arguments.readers):
            outcomes.append(outcome)
            _tell(outcome, len(outcomes), arguments.keep)
    report = _report(outcomes)
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(report, indent=1, ensure_ascii=False), encoding="utf-8")
    _say(json.dumps(report["all"], ensure_ascii=False))
    return int(any(outcome.is_fault for outcome in outcomes))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--files", type=int, default=20_000, help="how many spoilt files (20 000)")
    parser.add_argument("--first", type=int, default=0, help="the number of the first one (0)")
    parser.add_argument("--only", default="", help="only the sound files whose name holds this")
    parser.add_argument("--readers", type=int, default=os.cpu_count() or 1, help="processes (one a core)")
    parser.add_argument("--hostile", action="store_true", help="the hostile files, heavy ones too, instead")
    parser.add_argument("--keep", type=Path, default=Path("build/fuzz"), help="where faulty files are kept")
    return parser.parse_args()


def _tell(outcome: Outcome, count: int, kept: Path) -> None:
    if outcome.is_fault:
        _say(f"{outcome.case.name} n° {outcome.case.number} {outcome.result}: {outcome.said}")
        _keep(outcome.case, kept)
    if count % 1000 == 0:
        _say(f"{count} files")


def _read_hostile() -> int:
    """Read each hostile file as the site does; 1 when one does not meet the end it should."""
    wrong = 0
    for hostile in ALL:
        started = time.monotonic()
        ends_well, what = meets(hostile)
        wrong += not ends_well
        _say(f"{'  ' if ends_well else '! '}{hostile.name}: {time.monotonic() - started:.1f} s, {what}")
    _say(json.dumps({"hostile": len(ALL), "wrong": wrong}))
    return int(wrong > 0)


def _cases(names: list[str], first: int) -> Iterator[Case]:
    for number in count(first):
        for name in names_at(number):
            if name in names:
                yield Case(name, number)


def _keep(case: Case, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    data = mutant(sound_files()[case.name], case.number)
    (folder / f"{case.number}-{case.name}").write_bytes(data)


def _report(outcomes: list[Outcome]) -> dict[str, dict[str, object]]:
    by_format = defaultdict(list)
    for outcome in outcomes:
        by_format[outcome.case.name.rpartition(".")[2]].append(outcome)
    lines = {name: _line(group) for name, group in sorted(by_format.items())}
    return {"all": _line(outcomes), **lines}


def _line(outcomes: list[Outcome]) -> dict[str, object]:
    worst = max(outcomes, key=lambda outcome: outcome.seconds, default=None)
    return {
        "files": len(outcomes),
        **Counter(outcome.result for outcome in outcomes),
        "worst_seconds": round(worst.seconds, 2) if worst else 0.0,
        "worst_file": f"{worst.case.name} n° {worst.case.number}" if worst else "",
        "peak_mb": max((outcome.peak_bytes for outcome in outcomes), default=0) // MEGABYTE,
    }


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
