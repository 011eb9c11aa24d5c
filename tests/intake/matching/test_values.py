"""What a section becomes when a document says it otherwise."""

from __future__ import annotations

from typing import Any

import pytest

from maillage.intake.matching.values import merged


def _step(group: str) -> dict[str, Any]:
    return {"key": "k1", "group": group, "text": "Former les équipes", "substeps": []}


@pytest.mark.parametrize("known", [True, False])
def test_a_colon_more_after_a_volet_says_nothing_new(known: bool) -> None:
    here = [_step("Volet : Repérage")]
    base = [_step("Volet : Repérage")] if known else None
    assert merged("steps", base, here, [_step("Volet : Repérage\u00a0:")]) == here


def test_a_volet_renamed_here_outlives_a_colon_more_in_the_document() -> None:
    here = [_step("Volet : Repérer tôt")]
    assert merged("steps", [_step("Volet : Repérage")], here, [_step("Volet : Repérage :")]) == here


def test_another_volet_in_the_document_is_taken() -> None:
    after = merged("steps", [_step("Repérage")], [_step("Repérage")], [_step("Accueil :")])
    assert [step["group"] for step in after] == ["Accueil :"]
