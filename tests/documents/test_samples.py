"""Invented plans in every container: what was written is what is read."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path

import pytest

from demo.documents.sample import build_sample_docx, sample_plan
from maillage.intake.readers import open_source
from maillage.intake.recognition import recognise
from maillage.intake.recognition.document import as_json
from tests.documents.agreement import agreement
from tests.documents.builders import Plan, small_plan
from tests.documents.builders.fiches_pdf import build_fiches_pdf
from tests.documents.builders.headings_docx import build_headings_docx
from tests.documents.builders.outline_docx import build_outline_docx
from tests.documents.builders.plain_pdf import build_plain_pdf
from tests.documents.builders.plain_text import build_text
from tests.documents.builders.sheets import build_one_sheet, build_sheet_per_axis
from tests.documents.builders.slides_pdf import build_slides_pdf

_AROUND = ("diagnosis", "governance", "roles", "milestones")


def _printed(plan: Plan, *left_out: str) -> Plan:
    """``plan`` without the parts that a layout does not print."""
    plan = copy.deepcopy(plan)
    for name in left_out:
        if name in _AROUND:
            plan[name] = []
        for action in plan["actions"]:
            if name in action:
                action[name] = []
    return plan


def _read(data: bytes, name: str) -> Plan:
    return as_json(recognise(open_source(data, name)))


def _tables_docx(plan: Plan, folder: Path) -> bytes:
    return build_sample_docx(folder / "plan.docx", plan).read_bytes()


_LAYOUTS: dict[str, tuple[Callable[[Plan], bytes], tuple[str, ...]]] = {
    "text.txt": (build_text, _AROUND),
    "headings.docx": (build_headings_docx, (*_AROUND, "residents")),
    "outline.docx": (build_outline_docx, (*_AROUND, "residents")),
    "plain.pdf": (build_plain_pdf, _AROUND),
    "fiches.pdf": (build_fiches_pdf, _AROUND),
    "slides.pdf": (build_slides_pdf, (*_AROUND, "residents")),
    "one-sheet.xlsx": (build_one_sheet, (*_AROUND, "residents")),
    "sheet-per-axis.xlsx": (build_sheet_per_axis, (*_AROUND, "residents")),
}

#: The least agreement for each sample; a field below is a step back.
_LEAST = {"tree": 0.95, "actions": 0.98, "steps": 0.9, "targets": 0.9}
_LEAST_FIELD = 0.85
_LARGE_ONLY_SMALL = {"slides.pdf"}


def _weak(written: Plan, read: Plan) -> dict[str, float]:
    return {
        name: round(figure, 3)
        for name, figure in agreement(written, read).items()
        if figure < _LEAST.get(name, _LEAST_FIELD)
    }


@pytest.mark.parametrize("layout", _LAYOUTS)
def test_the_small_plan_is_understood_in_every_layout(layout: str) -> None:
    build, left_out = _LAYOUTS[layout]
    plan = small_plan()
    assert _weak(_printed(plan, *left_out), _read(build(plan), layout)) == {}


@pytest.mark.parametrize("layout", sorted(set(_LAYOUTS) - _LARGE_ONLY_SMALL))
def test_the_large_plan_is_understood_in_every_layout(layout: str) -> None:
    build, left_out = _LAYOUTS[layout]
    plan = sample_plan()
    assert _weak(_printed(plan, *left_out), _read(build(plan), layout)) == {}


@pytest.mark.parametrize("plan", [small_plan(), sample_plan()], ids=["small", "large"])
def test_the_document_of_the_demo_is_understood(plan: Plan, tmp_path: Path) -> None:
    assert _weak(plan, _read(_tables_docx(plan, tmp_path), "plan.docx")) == {}


def test_the_cover_of_the_demo_document_is_read(tmp_path: Path) -> None:
    plan = sample_plan()
    read = _read(_tables_docx(plan, tmp_path), "plan.docx")
    assert (read["territory"], read["period"]) == (plan["territory"], plan["period"])
    assert read["levels"] == plan["levels"]


def test_what_is_read_says_where_it_stands(tmp_path: Path) -> None:
    source = open_source(_tables_docx(sample_plan(), tmp_path), "plan.docx")
    action = as_json(recognise(source))["actions"][2]
    for name in ("objectives", "resources", "indicators"):
        for item in action[name]:
            assert item["text"] in source.lines[item["line"] - 1]
