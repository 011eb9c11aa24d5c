"""What comes with an accepted plan: the findings of the document, and a fiche that fits."""

from __future__ import annotations

from typing import Any

import pytest

from maillage.conventions.models import Action
from maillage.conventions.operations import save_section, update_convention
from maillage.conventions.sections.shown import shown_rubrics
from maillage.diagnosis.models import Finding
from maillage.intake.models import Import
from maillage.intake.operations import accept, undo_import
from tests.cast import Cast
from tests.factories.intake import document, ready_import

DIAGNOSIS: list[dict[str, Any]] = [
    {"theme": "Petite enfance", "kind": "force", "text": "Un relais connu", "line": 4, "page": 2},
    {"theme": None, "kind": "faiblesse", "text": "Des trajets longs", "line": 5, "page": None},
    {"theme": None, "kind": "faiblesse", "text": "Des trajets longs", "line": 9, "page": None},
    {"theme": "x" * 500, "kind": "autre chose", "text": "Inclassable", "line": 6, "page": None},
    {"theme": None, "kind": "force", "text": "  ", "line": 7, "page": None},
]


@pytest.fixture
def import_(cast: Cast) -> Import:
    """An import with a diagnosis, where no plan is in place."""
    Action.objects.for_convention(cast.elsewhere).delete()
    return ready_import(cast.elsewhere, cast.etrangere, {**document(), "diagnosis": DIAGNOSIS})


def taken(import_: Import, cast: Cast) -> Import:
    """The import once accepted by who coordinates there."""
    accept(import_=import_, version=import_.version, by=cast.etrangere)
    import_.refresh_from_db()
    return import_


def findings(cast: Cast) -> list[tuple[str, str]]:
    """The diagnosis in place: kinds and words."""
    rows = Finding.objects.filter(workspace_id=cast.elsewhere.pk, deleted_at=None).order_by("position")
    return list(rows.values_list("kind", "text"))


def test_the_findings_of_the_document_become_the_diagnosis(cast: Cast, import_: Import) -> None:
    assert taken(import_, cast).summary["findings"] == 3
    assert findings(cast) == [
        ("force", "Un relais connu"),
        ("faiblesse", "Des trajets longs"),
        ("constat", "Inclassable"),
    ]
    first = Finding.objects.order_by("position")[0]
    assert (first.origin["line"], first.origin["page"], first.origin["import"]) == (4, 2, import_.pk)


def test_findings_in_place_are_not_written_twice(cast: Cast, import_: Import) -> None:
    Finding.objects.create(workspace_id=cast.elsewhere.pk, kind="force", text="Un relais connu")
    assert taken(import_, cast).summary["findings"] == 2


def test_undoing_the_import_takes_its_findings_but_those_that_were_changed(
    cast: Cast, import_: Import
) -> None:
    Finding.objects.create(workspace_id=cast.elsewhere.pk, kind="enjeu", text="Déjà là", position=9)
    taken(import_, cast)
    Finding.objects.filter(text="Inclassable").update(version=2)
    undo_import(import_=import_, by=cast.etrangere)
    assert sorted(findings(cast)) == [("constat", "Inclassable"), ("enjeu", "Déjà là")]


def test_rubriques_that_nothing_fills_are_hidden_until_the_import_is_undone(
    cast: Cast, import_: Import
) -> None:
    usual = shown_rubrics(cast.elsewhere)
    assert taken(import_, cast).summary["shaped"] is True
    cast.elsewhere.refresh_from_db()
    actions = Action.objects.for_convention(cast.elsewhere)
    assert actions.exclude(objectives="").exists()
    assert {"objectives", "people"} <= set(shown_rubrics(cast.elsewhere))
    assert "residents" not in shown_rubrics(cast.elsewhere)
    undo_import(import_=import_, by=cast.etrangere)
    cast.elsewhere.refresh_from_db()
    assert shown_rubrics(cast.elsewhere) == usual


def test_a_fiche_that_somebody_shaped_keeps_its_shape(cast: Cast, import_: Import) -> None:
    values = {"hidden_sections": ["residents"]}
    update_convention(convention=cast.elsewhere, values=values, version=None, by=cast.etrangere)
    before = shown_rubrics(cast.elsewhere)
    assert taken(import_, cast).summary["shaped"] is False
    cast.elsewhere.refresh_from_db()
    assert shown_rubrics(cast.elsewhere) == before


def test_what_is_written_later_in_a_hidden_rubrique_is_kept(cast: Cast, import_: Import) -> None:
    taken(import_, cast)
    action = Action.objects.for_convention(cast.elsewhere).order_by("pk")[0]
    save_section(
        action=action, section="residents", value={"lines": ["Un comité."]}, version=None, by=cast.etrangere
    )
    assert Action.objects.get(pk=action.pk).residents == "Un comité."
