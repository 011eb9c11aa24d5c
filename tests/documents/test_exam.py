"""Plans written as other territories write theirs, in layouts chosen without regard for the reader."""

from __future__ import annotations

from statistics import mean

import pytest

from maillage.intake.readers import open_source
from maillage.intake.recognition import recognise
from maillage.intake.recognition.document import as_json
from tests.documents.agreement import agreement
from tests.documents.builders import Plan
from tests.documents.exam.documents import NAMES, document

#: The least mean agreement of the fields of each document, a little under what is read of them.
_LEAST = {
    "argence.txt": 0.98,
    "brenoise.pptx": 0.92,
    "lorbe.pdf": 0.985,
    "merlois.pdf": 0.985,
    "orsange.xlsx": 0.99,
    "pontarmel.docx": 0.99,
    "vernoise.txt": 0.94,
}


def _read(data: bytes, name: str) -> Plan:
    return as_json(recognise(open_source(data, name)))


@pytest.mark.parametrize("name", NAMES)
def test_an_exam_plan_is_read_as_well_as_it_was(name: str) -> None:
    data, written = document(name)

    figures = agreement(written, _read(data, name))

    assert mean(figures.values()) >= _LEAST[name], figures


@pytest.mark.parametrize("name", NAMES)
def test_every_action_of_an_exam_plan_is_found_under_its_reference(name: str) -> None:
    data, written = document(name)

    read = _read(data, name)

    assert {action["ref"] for action in written["actions"]} <= {action["ref"] for action in read["actions"]}
