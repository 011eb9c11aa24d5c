"""A file is read in a process of its own: whatever happens to it becomes a sentence."""

from __future__ import annotations

import os
import time

import pytest

from maillage.intake.reading.__main__ import storable
from maillage.intake.reading.supervisor import Limits, Reading, ReadingRefusedError, read_apart

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
