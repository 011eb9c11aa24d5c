"""A file is read in a process of its own: whatever happens to it becomes a sentence."""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import pytest

from maillage.intake.reading.__main__ import storable
from maillage.intake.reading.supervisor import Limits, Reading, ReadingRefusedError, read_apart
from tests.fuzz.corpus import sound_files

CHILDREN = "tests.intake.tasks.children"
PLAN = """Plan d’action 2024-2026

Axe 1 : Accueillir les jeunes enfants

Action 1.1 : Ouvrir une micro-crèche
Objectifs
- Créer douze places
Pilote
Élue petite enfance
"""


def read(data: str | bytes, child: str = "", **limits: float) -> tuple[Reading, list[tuple[int, str]]]:
    """The reading, and the stages that were told."""
    told: list[tuple[int, str]] = []
    chosen = {"child": f"{CHILDREN}.{child}"} if child else {}
    reading = read_apart(
        data.encode() if isinstance(data, str) else data,
        "plan.txt",
        tell=lambda percent, stage: told.append((percent, stage)),
        limits=Limits(**{"memory_bytes": 1024**3, **limits}),  # type: ignore[arg-type]  # whole numbers of seconds too
        **chosen,
    )
    return reading, told


def test_a_plan_is_read_with_its_lines_and_its_leaves() -> None:
    reading, told = read(PLAN)
    assert reading.lines[2] == "Axe 1 : Accueillir les jeunes enfants"
    assert reading.leaves[0]["first"] == 1
    assert "actions" in reading.document
    assert told[0][0] < told[-1][0]


def test_what_the_reader_of_the_container_says_is_told_once() -> None:
    table = "Axe;Action;Pilotes\n" + "Axe 1;Action 1 : Ouvrir;CAF\n" * 5001
    reading, _ = read(table)
    reasons = [doubt["reason"] for doubt in reading.document["warnings"]]
    assert sum("jusqu’à la ligne" in reason for reason in reasons) == 1


def test_what_no_database_keeps_is_left_out() -> None:
    assert storable({"lines": ["a\x00b", "\ud800c"], "page": 3}) == {"lines": ["ab", "?c"], "page": 3}


def test_a_file_that_is_not_a_plan_gets_its_sentence() -> None:
    with pytest.raises(ReadingRefusedError) as caught:
        read("Une recette de gâteau.\nTrois œufs.\n")
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("child", ["killed", "mumbling"])
def test_a_crash_of_the_reader_becomes_a_sentence(child: str) -> None:
    with pytest.raises(ReadingRefusedError, match="s’est arrêtée sur une erreur"):
        read(PLAN, child)


def test_a_reader_that_hangs_is_stopped() -> None:
    started = time.monotonic()
    with pytest.raises(ReadingRefusedError, match="trop de temps"):
        read(PLAN, "hanging", wall_seconds=1.5)
    assert time.monotonic() - started < 10


def test_a_reader_that_spins_is_stopped_by_the_limit_of_its_processor_time() -> None:
    with pytest.raises(ReadingRefusedError, match="trop de temps"):
        read(PLAN, "spinning", cpu_seconds=1, wall_seconds=60)


def test_a_reader_that_swells_is_stopped_by_the_limit_of_its_memory() -> None:
    with pytest.raises(ReadingRefusedError, match="trop de mémoire"):
        read(PLAN, "swelling", memory_bytes=400 * 1024 * 1024)


def test_what_the_caller_raises_stops_the_reader() -> None:
    seen: list[int] = []

    class LeaveError(Exception):
        """The caller no longer wants it."""

    def tell(percent: int, _stage: str) -> None:
        seen.append(percent)
        if percent == 20:
            raise LeaveError

    with pytest.raises(LeaveError):
        read_apart(b"x", "plan.txt", tell=tell, child=f"{CHILDREN}.hanging")
    assert seen[-1] == 20


def test_the_reader_gets_nothing_of_the_environment_of_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAILLAGE_SECRET_KEY", "un secret")
    monkeypatch.setenv("PATH", os.defpath)
    monkeypatch.delenv("TESSDATA_PREFIX", raising=False)
    with pytest.raises(ReadingRefusedError) as caught:
        read(PLAN, "telling")
    assert str(caught.value) == "LANG PATH PYTHONPATH PYTHONUTF8 TMPDIR"


def test_a_reader_that_tells_its_pages_may_go_on_for_longer() -> None:
    _, told = read(PLAN, "talking", wall_seconds=1.2)
    assert (40, "Page 4 sur 4 reconnue") in told


def test_a_reader_that_talks_for_ever_is_stopped() -> None:
    with pytest.raises(ReadingRefusedError, match="trop de temps"):
        read(PLAN, "talking", wall_seconds=1.2, longest_seconds=1.3)


def is_alive(pid: int) -> bool:
    """Whether a program still runs; one that ended may wait for somebody to ask how."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    return False


@pytest.mark.parametrize("name", ["plan.txt", "waits.txt"])
def test_the_programs_that_a_reader_started_end_with_it(name: str) -> None:
    told: list[str] = []
    limits = Limits(wall_seconds=3.0, longest_seconds=3.0)
    with pytest.raises(ReadingRefusedError):
        read_apart(
            b"x",
            name,
            tell=lambda _percent, stage: told.append(stage),
            limits=limits,
            child=f"{CHILDREN}.begetting",
        )
    deadline = time.monotonic() + 5
    while is_alive(int(told[-1])) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_alive(int(told[-1]))


@pytest.mark.parametrize("child", ["killed", "hanging", "mumbling"])
def test_a_reading_that_fails_leaves_no_file(
    child: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(ReadingRefusedError):
        read(PLAN, child, wall_seconds=1.5)
    assert list(tmp_path.iterdir()) == []


def test_a_scan_without_memory_for_its_pages_is_refused(
    tesseract: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(ReadingRefusedError) as caught:
        read(sound_files()["scan.pdf"], memory_bytes=80 * 1024 * 1024)
    assert str(caught.value).endswith(".")
    assert list(tmp_path.iterdir()) == [], tesseract


def test_a_reader_that_goes_too_deep_says_so() -> None:
    with pytest.raises(ReadingRefusedError, match="emboîte trop d’éléments"):
        read(PLAN, "falling")
