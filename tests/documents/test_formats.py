"""Plans of invented territories in every container: each is read at least this well."""

from __future__ import annotations

from statistics import mean

import pytest

from maillage.intake.readers import open_source
from maillage.intake.recognition import recognise
from maillage.intake.recognition.document import as_json
from tests.documents.agreement import agreement
from tests.documents.formats import catalogue

#: The least mean agreement of the fields of each document.
_LEAST = {
    "ambrelle.pdf": 0.53,
    "chantevigne.docx": 0.5,
    "corbeval.txt": 0.85,
    "lauzerac.pdf": 0.5,
    "lauzerac.xlsx": 0.99,
    "marvelle.docx": 0.99,
    "orsenne.txt": 0.90,
    "perlan.txt": 0.78,
    "sauvelle.txt": 0.85,
    "tressange.pdf": 0.75,
}


@pytest.mark.parametrize("name", catalogue.NAMES)
def test_a_plan_in_the_hand_of_its_territory_is_read(name: str) -> None:
    data, written = catalogue.document(name)

    figures = agreement(written, as_json(recognise(open_source(data, name))))

    assert mean(figures.values()) >= _LEAST[name], figures
