"""Plans in layouts that the reader was not written for: each is read at least this well."""

from __future__ import annotations

import re
from collections.abc import Callable
from statistics import mean

import pytest

from maillage.intake.readers import open_source
from maillage.intake.recognition import recognise
from maillage.intake.recognition.document import as_json
from tests.documents.agreement import agreement
from tests.documents.builders import Plan
from tests.documents.heldout.documents import NAMES, held_out

#: The least agreement of any field, below 0.95 where a document keeps something unread.
_LEAST = {"deck": 0.75}
_LEAST_CHANGED = 0.93


def _read(data: bytes, name: str) -> Plan:
    return as_json(recognise(open_source(data, name)))


@pytest.mark.parametrize("name", NAMES)
def test_a_held_out_plan_is_read_field_by_field(name: str) -> None:
    file_name, data, written = held_out(name)

    figures = agreement(written, _read(data, file_name))

    assert {field: value for field, value in figures.items() if value < _LEAST.get(name, 0.95)} == {}


@pytest.mark.parametrize("name", NAMES)
def test_a_held_out_plan_keeps_its_levels_and_its_period(name: str) -> None:
    file_name, data, written = held_out(name)

    read = _read(data, file_name)

    assert (len(read["levels"]), read["period"]) == (len(written["levels"]), written["period"])


_STAMP = "\nEnvoyé en préfecture le 21/12/2023\nPublié le\nID : 000-200000000-20231213-D2023-DE\n\n"


def _without_blank_lines(text: str) -> str:
    return re.sub(r"\n{2,}", "\n", text)


def _with_other_bullets(text: str) -> str:
    return re.sub(r"(?m)^(\s*)[-•➢*]\s+", r"\1•\t", text)


def _without_colons(text: str) -> str:
    return re.sub(r"(?m)^([^|\n:]{3,60}?)\s*:\s*$", r"\1", text)


def _stamped(text: str) -> str:
    lines = text.splitlines(keepends=True)
    pages = [lines[start : start + 45] for start in range(0, len(lines), 45)]
    return _STAMP.join("".join(page) for page in pages)


@pytest.mark.parametrize("change", [_without_blank_lines, _with_other_bullets, _without_colons, _stamped])
def test_what_a_converter_changes_of_a_text_changes_little_of_its_reading(
    change: Callable[[str], str],
) -> None:
    means = {}
    for name in NAMES:
        file_name, data, written = held_out(name)
        if file_name.endswith(".txt"):
            changed = change(data.decode("utf-8")).encode("utf-8")
            means[name] = mean(agreement(written, _read(changed, file_name)).values())

    assert {name: value for name, value in means.items() if value < _LEAST_CHANGED} == {}
