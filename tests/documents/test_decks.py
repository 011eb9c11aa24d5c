"""Invented plans as PowerPoint decks, the shapes of each slide in any order in the file."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest

from demo.documents.sample import sample_plan
from maillage.intake.readers import open_source
from maillage.intake.recognition import recognise
from maillage.intake.recognition.document import as_json
from tests.documents.agreement import agreement
from tests.documents.builders import Plan, small_plan
from tests.documents.builders.scattered_pptx import build_scattered_pptx
from tests.documents.builders.slides_pptx import (
    build_cards_pptx,
    build_columns_pptx,
    build_labels_pptx,
    build_tables_pptx,
)

_NOT_PRINTED = ("diagnosis", "governance", "roles", "milestones")
_LEAST = 0.98


def _printed(plan: Plan) -> Plan:
    """``plan`` without the parts that these decks do not print."""
    plan = copy.deepcopy(plan)
    plan |= {name: [] for name in _NOT_PRINTED}
    for action in plan["actions"]:
        action["residents"] = []
    return plan


@pytest.mark.parametrize(
    "build", [build_columns_pptx, build_labels_pptx, build_tables_pptx, build_cards_pptx]
)
@pytest.mark.parametrize("plan", [small_plan(), sample_plan()], ids=["small", "large"])
def test_a_plan_is_understood_from_its_deck(build: Callable[[Plan], bytes], plan: Plan) -> None:
    read = as_json(recognise(open_source(build(plan), "plan.pptx")))
    figures = agreement(_printed(plan), read)
    assert {name: figure for name, figure in figures.items() if figure < _LEAST} == {}


def test_a_deck_made_from_a_pdf_line_by_line_is_understood_as_the_pdf() -> None:
    plan = small_plan()
    read = as_json(recognise(open_source(build_scattered_pptx(plan), "plan.pptx")))
    figures = agreement(_printed(plan), read)
    assert {name: figure for name, figure in figures.items() if figure < _LEAST} == {}
