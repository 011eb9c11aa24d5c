"""Reading documents of growing length: seconds, pages a second and memory, one process each.

A length is that of one invented plan set as fiches in a PDF; every other format holds the same plan.
"""

from __future__ import annotations

import copy
import json
import math
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pypdfium2

from demo.documents.sample import sample_plan
from maillage.intake.readers import open_source
from maillage.intake.recognition import recognise
from tools.stamps import ROOT

PAGES = (10, 50, 100, 200)
#: How much slower a page may be in the longest document than in one of fifty pages.
LINEAR = 1.3
RUNS = 3

Plan = dict[str, Any]
Row = dict[str, object]


def builders() -> dict[str, Callable[[Plan], bytes]]:
    """What writes the plan in each format."""
    from tests.documents.builders.fiches_pdf import build_fiches_pdf
    from tests.documents.builders.outline_docx import build_outline_docx
    from tests.documents.builders.plain_pdf import build_plain_pdf
    from tests.documents.builders.plain_text import build_text
    from tests.documents.builders.sheets import build_one_sheet
    from tests.documents.builders.slides_pptx import build_tables_pptx

    return {
        "pdf": build_fiches_pdf,
        "pdf without rules": build_plain_pdf,
        "txt": build_text,
        "docx": build_outline_docx,
        "pptx": build_tables_pptx,
        "xlsx": build_one_sheet,
    }


def plan_of(pages: int) -> tuple[Plan, int]:
    """A plan whose fiches fill about ``pages`` pages, and how many they fill."""
    build = builders()["pdf"]
    first = sample_plan()
    of_one = _count(build(first))
    plan = _repeated(first, math.ceil(pages / of_one), most=round(len(first["actions"]) * pages / of_one))
    return plan, _count(build(plan))


def _count(data: bytes) -> int:
    document = pypdfium2.PdfDocument(data)
    try:
        return len(document)
    finally:
        document.close()


def _repeated(plan: Plan, times: int, most: int) -> Plan:
    """``plan`` several times over, every text its own, cut after ``most`` actions."""
    result = {**copy.deepcopy(plan), "tree": [], "actions": []}
    heads = {str(axis["ref"]): number for number, axis in enumerate(plan["tree"], start=1)}
    for round_ in range(times):
        again = _marked(copy.deepcopy([plan["tree"], plan["actions"]]), round_)
        for node in _nodes(again[0]):
            node["ref"] = _shifted(str(node["ref"]), heads, round_ * len(heads))
        for action in again[1]:
            action["ref"] = _shifted(str(action["ref"]), heads, round_ * len(heads))
        result["tree"] += again[0]
        result["actions"] += again[1]
    kept = {action["ref"] for action in result["actions"][:most]}
    result["actions"] = [action for action in result["actions"] if action["ref"] in kept]
    result["tree"] = _pruned(result["tree"], kept)
    return result


def _nodes(nodes: list[Plan]) -> Iterator[Plan]:
    for node in nodes:
        yield node
        yield from _nodes(node["children"])


def _pruned(nodes: list[Plan], kept: set[str]) -> list[Plan]:
    """The nodes that lead to the actions that are kept."""
    result = []
    for node in nodes:
        children = _pruned(node["children"], kept)
        if children or node["ref"] in kept:
            result.append({**node, "children": children})
    return result


def _shifted(ref: str, heads: dict[str, int], by: int) -> str:
    head, dot, rest = ref.partition(".")
    return f"{heads[head] + by}{dot}{rest}"


def _marked(value: Any, round_: int) -> Any:
    """Every text of a copy told apart, levels and numbers left as they are."""
    if isinstance(value, list):
        return [_marked(each, round_) for each in value]
    if isinstance(value, dict):
        same = {"level", "ref", "kind", "target", "group", "role"}
        return {key: part if key in same else _marked(part, round_) for key, part in value.items()}
    return f"{value} au secteur {round_ + 1}" if isinstance(value, str) and round_ else value


def measure_file(path: Path, warm: Path) -> Row:
    """Processor seconds of reading and of understanding ``path``, the libraries loaded on ``warm`` first.

    Nothing waits for anything in a reading: on a quiet machine they are the seconds of the clock.
    """
    recognise(open_source(warm.read_bytes(), warm.name))
    data = path.read_bytes()
    reads, understandings = [], []
    for _ in range(RUNS):
        start = time.process_time()
        source = open_source(data, path.name)
        read = time.process_time()
        plan = recognise(source)
        reads.append(read - start)
        understandings.append(time.process_time() - read)
    return {
        "read_s": round(min(reads), 3),
        "understood_s": round(min(understandings), 3),
        "kb": round(len(data) / 1024),
        "characters": sum(map(len, source.lines)),
        "actions": len(plan.actions),
        "peak_mb": round(_peak_kb() / 1024),
    }


def _peak_kb() -> int:
    """The most memory that this process held; Linux counts its parent's in the usual figure."""
    status = Path("/proc/self/status")
    if status.exists():
        peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(peak.split()[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def measure() -> list[Row]:
    """A row for each format and length."""
    rows: list[Row] = []
    with TemporaryDirectory() as folder:
        plans = [plan_of(pages) for pages in PAGES]
        for name, build in builders().items():
            paths = [Path(folder, f"{name.replace(' ', '-')}-{pages}") for pages in PAGES]
            for path, (plan, pages) in zip(paths, plans, strict=True):
                path.write_bytes(build(plan))
                row = {"format": name, "pages": pages, **_apart(path, paths[0])}
                row["pages_a_second"] = round(pages / _seconds(row), 1)
                rows.append(row)
    return rows


def _apart(path: Path, warm: Path) -> Row:
    command = [sys.executable, "-m", "tools.bench.reading", str(path), str(warm)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    row: Row = json.loads(done.stdout)
    return row


def _seconds(row: Row) -> float:
    return max(float(str(row["read_s"])) + float(str(row["understood_s"])), 0.001)


def growth(rows: list[Row]) -> dict[str, float]:
    """For each format, seconds for a page of the longest document over those for a page of fifty."""
    result = {}
    for name in {str(row["format"]) for row in rows}:
        mine = [row for row in rows if row["format"] == name]
        middle, longest = mine[1], mine[-1]
        of_a_page = [_seconds(row) / int(str(row["pages"])) for row in (middle, longest)]
        result[name] = round(of_a_page[1] / of_a_page[0], 2)
    return result


def show(rows: list[Row]) -> None:
    """The rows as a table on the terminal."""
    print(f"{'format':<20}{'pages':>6}{'lire s':>9}{'comprendre s':>14}{'pages/s':>9}{'Mo':>6}{'actions':>9}")
    for row in rows:
        print(
            f"{row['format']!s:<20}{row['pages']!s:>6}{row['read_s']!s:>9}{row['understood_s']!s:>14}"
            f"{row['pages_a_second']!s:>9}{row['peak_mb']!s:>6}{row['actions']!s:>9}"
        )
    for name, ratio in sorted(growth(rows).items()):
        print(f"{name}\u00a0: une page coûte {ratio} fois plus à la longueur {PAGES[-1]} qu’à {PAGES[1]}.")


def main(argv: list[str]) -> int:
    """With two files, measure the first after the second; alone, measure everything."""
    if argv:
        json.dump(measure_file(Path(argv[0]), Path(argv[1])), sys.stdout)
        return 0
    show(measure())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
