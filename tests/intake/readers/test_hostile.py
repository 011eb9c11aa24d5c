"""Hostile files through the real path: a process of its own, under the limits of the site."""

from __future__ import annotations

import re
import tempfile
import time
from pathlib import Path

import pytest
from django.conf import settings

from maillage.intake.reading.supervisor import Limits, Reading, ReadingRefusedError, read_apart
from tests.fuzz.hostile import LIGHT
from tests.fuzz.hostile.hostile import PLAN_LINES, Hostile

#: On the clock, where several tests share a machine.
MOST_SECONDS = 30
NAMES = (
    "../../etc/passwd",
    "plan\n<script>.pdf",
    "-rf",
    "$(reboot).docx",
    "\u202efdp.nalp",
    "a" * 250,
    "CON.txt ",
    "é\u0301👩🏽‍🍼.pdf",
)


def limits() -> Limits:
    return Limits(
        memory_bytes=settings.INTAKE_MEMORY_BYTES,
        cpu_seconds=settings.INTAKE_CPU_SECONDS,
        wall_seconds=settings.INTAKE_WALL_SECONDS,
    )


def read(data: bytes, name: str) -> Reading:
    return read_apart(data, name, tell=lambda _percent, _stage: None, limits=limits())


def ids(hostile: Hostile) -> str:
    return hostile.name


@pytest.mark.parametrize("hostile", [each for each in LIGHT if each.said is None], ids=ids)
def test_a_hostile_file_that_holds_a_plan_is_read(hostile: Hostile) -> None:
    data = hostile.build()
    started = time.monotonic()
    reading = read(data, hostile.name)
    assert time.monotonic() - started < MOST_SECONDS
    assert any(hostile.shown in line for line in reading.lines)
    assert not any("root:" in line or "lollol" in line for line in reading.lines)


@pytest.mark.parametrize("hostile", [each for each in LIGHT if each.said is not None], ids=ids)
def test_a_hostile_file_is_refused_with_a_sentence(hostile: Hostile) -> None:
    data = hostile.build()
    started = time.monotonic()
    with pytest.raises(ReadingRefusedError) as caught:
        read(data, hostile.name)
    assert time.monotonic() - started < MOST_SECONDS
    assert re.search(hostile.said or "", str(caught.value))
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_only_a_name(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert read("\n".join(PLAN_LINES).encode(), name).lines[1] == PLAN_LINES[1]
    assert list(tmp_path.iterdir()) == []
