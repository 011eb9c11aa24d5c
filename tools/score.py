"""Compare the reader with the annotated documents beside the project.

``make score`` reads every document of ``../shared/seeds``, scores those that have an
annotation in ``../shared/eval/gold`` and writes ``build/score.json``. With
``--check``, the exit code is 1 when a bar is missed. ``--reliability`` adds how often the items
of each band of confidence are right.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from maillage.intake.readers import open_source
from maillage.intake.readers.errors import UnreadableFileError
from maillage.intake.recognition import recognise
from maillage.intake.recognition.document import as_json
from tools.reliability import WANTED, everything, sure
from tools.reliability import table as reliability_table

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
SHARED = ROOT.parent / "shared"

#: What a document must reach at least, by the scorer's own names.
BARS = {"tree (parent > node)": 0.95, "actions": 0.98, "overall": 0.88}
MAX_SECONDS = 3.0


@dataclass(slots=True)
class Reading:
    """One document read: how long it took, its figures where it has an annotation."""

    name: str
    seconds: float
    error: str = ""
    figures: dict[str, float] = field(default_factory=dict)

    def misses(self) -> list[str]:
        """The bars that this reading does not reach, in words."""
        found = [f"{self.name}: {self.error}"] if self.error else []
        if self.seconds >= MAX_SECONDS:
            found.append(f"{self.name}: read in {self.seconds:.2f} s, the limit is {MAX_SECONDS:.0f} s")
        for bar, wanted in BARS.items():
            if self.figures and self.figures.get(bar, 0.0) < wanted:
                found.append(f"{self.name}: {bar} at {self.figures.get(bar, 0.0):.3f}, the bar is {wanted}")
        return found


def read_and_score(seed: Path, gold: Path, out: Path, scorer: Path) -> Reading:
    """Read ``seed`` into ``out``, and score it if ``gold`` exists."""
    name = seed.name.partition("_")[0]
    started = time.perf_counter()
    try:
        plan = recognise(open_source(seed.read_bytes(), seed.name))
    except UnreadableFileError as error:
        return Reading(name, time.perf_counter() - started, error=str(error))
    seconds = time.perf_counter() - started
    out.write_text(json.dumps(as_json(plan), ensure_ascii=False, indent=1), encoding="utf-8")
    reading = Reading(name, seconds)
    if gold.is_file():
        done = subprocess.run(
            [sys.executable, str(scorer), str(gold), str(out), "--json"],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            reading.error = done.stderr.strip().rpartition("\n")[2]
        else:
            reading.figures = json.loads(done.stdout)
    return reading


def table(readings: list[Reading]) -> str:
    """The figures side by side, one column for each document."""
    names = list(dict.fromkeys(figure for reading in readings for figure in reading.figures))
    width = max(map(len, [*names, "seconds"]))
    lines = [" " * width + "".join(f"{reading.name:>8}" for reading in readings)]
    for figure in names:
        cells = [
            f"{reading.figures[figure]:>8.3f}" if figure in reading.figures else f"{'·':>8}"
            for reading in readings
        ]
        lines.append(f"{figure:<{width}}" + "".join(cells))
    lines.append(f"{'seconds':<{width}}" + "".join(f"{reading.seconds:>8.2f}" for reading in readings))
    return "\n".join(lines)


def main(argv: list[str] | None = None) -> int:
    """Run the comparison; see the module's description."""
    parser = argparse.ArgumentParser(description="Score the reader on the annotated documents.")
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder of seeds/ and eval/")
    parser.add_argument("--check", action="store_true", help="fail when a bar is missed")
    parser.add_argument("--reliability", action="store_true", help="say how often sure items are right")
    arguments = parser.parse_args(argv)
    shared: Path = arguments.shared
    asked = arguments.reliability or arguments.check
    seeds = sorted((shared / "seeds").glob("*.txt"))
    scorer = shared / "eval" / "score_plan.py"
    if not seeds or not scorer.is_file():
        sys.stdout.write("No annotated documents beside the project: nothing to score.\n")
        misses = _reliability(shared) if asked else []
        return 1 if arguments.check and misses else 0
    readings_folder = BUILD / "readings"
    readings_folder.mkdir(parents=True, exist_ok=True)
    readings = []
    for seed in seeds:
        number = seed.name.partition("_")[0]
        gold = shared / "eval" / "gold" / f"{number}.json"
        readings.append(read_and_score(seed, gold, readings_folder / f"{number}.json", scorer))
    scores = {reading.name: reading.figures for reading in readings if reading.figures}
    (BUILD / "score.json").write_text(json.dumps(scores, ensure_ascii=False, indent=1), encoding="utf-8")
    misses = [miss for reading in readings for miss in reading.misses()]
    sys.stdout.write("\n".join([table(readings), *misses]) + "\n")
    if asked:
        misses += _reliability(shared)
    return 1 if arguments.check and misses else 0


def _reliability(shared: Path) -> list[str]:
    """Write the table of confidence and rates; the bar that it misses, in words."""
    items = everything(shared)
    rate, _ = sure(items)
    misses = (
        []
        if rate >= WANTED
        else [f"items shown as sure are right {rate:.2%} of the time, the bar is {WANTED:.0%}"]
    )
    sys.stdout.write("\n".join(["", reliability_table(items), *misses]) + "\n")
    return misses


if __name__ == "__main__":
    raise SystemExit(main())
