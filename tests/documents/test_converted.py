"""Plans as a converter leaves them of slides and pages: lists run together, columns read across, feet."""

from __future__ import annotations

from pathlib import Path

import pytest

from maillage.intake.readers import open_source
from maillage.intake.recognition import recognise
from maillage.intake.recognition.document import as_json
from tests.documents.agreement import agreement
from tests.documents.builders import Plan
from tests.documents.heldout.annotated import text_and_plan

_FOLDER = Path(__file__).parent / "converted"
_NAMES = sorted(path.name.removesuffix(".annotated.txt") for path in _FOLDER.glob("*.annotated.txt"))
_LEAST = 0.95
#: What is still unread of a document, below the least.
_LEAST_OF: dict[str, dict[str, float]] = {}


def _read(name: str) -> tuple[Plan, Plan]:
    """The plan that a person reads in a text, and what the reader reads there."""
    text, written = text_and_plan(_FOLDER / f"{name}.annotated.txt")
    return written, as_json(recognise(open_source(text.encode("utf-8"), f"{name}.txt")))


@pytest.mark.parametrize("name", _NAMES)
def test_a_converted_plan_is_read_field_by_field(name: str) -> None:
    written, read = _read(name)
    known = _LEAST_OF.get(name, {})

    figures = agreement(written, read)

    assert {field: value for field, value in figures.items() if value < known.get(field, _LEAST)} == {}


@pytest.mark.parametrize("name", _NAMES)
def test_a_converted_plan_keeps_its_territory_its_levels_and_its_period(name: str) -> None:
    written, read = _read(name)

    assert (read["territory"], len(read["levels"]), read["period"]) == (
        written["territory"],
        len(written["levels"]),
        written["period"],
    )
