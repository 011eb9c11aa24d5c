"""Plans in layouts that the reader was not written for: each is read at least this well."""

from __future__ import annotations

import pytest

from maillage.intake.readers import open_source
from maillage.intake.recognition import recognise
from maillage.intake.recognition.document import as_json
from tests.documents.agreement import agreement
from tests.documents.heldout.documents import NAMES, held_out

#: The least agreement of any field, below 0.95 where a document keeps something unread.
_LEAST = {"deck": 0.75}


@pytest.mark.parametrize("name", NAMES)
def test_a_held_out_plan_is_read_field_by_field(name: str) -> None:
    file_name, data, written = held_out(name)

    figures = agreement(written, as_json(recognise(open_source(data, file_name))))

    assert {field: value for field, value in figures.items() if value < _LEAST.get(name, 0.95)} == {}


@pytest.mark.parametrize("name", NAMES)
def test_a_held_out_plan_keeps_its_levels_and_its_period(name: str) -> None:
    file_name, data, written = held_out(name)

    read = as_json(recognise(open_source(data, file_name)))

    assert (len(read["levels"]), read["period"]) == (len(written["levels"]), written["period"])
