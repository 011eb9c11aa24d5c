"""A whole document read, accepted, changed and read again: what a person would see of it."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from demo.documents.sample import build_sample_docx, sample_plan
from maillage.conventions.models import Action, Convention, Node
from maillage.intake.models import Import
from maillage.intake.operations import accept, undo_import
from maillage.intake.operations.differences import accept_differences
from maillage.intake.readers import open_source
from maillage.intake.recognition import recognise
from maillage.intake.recognition.document import as_json
from maillage.intake.selectors.differences import Differences, differences_of
from tests.cast import Cast
from tests.factories.intake import ready_import
from tests.programs import Convert

Deposit = Callable[[Path], Import]


@pytest.fixture
def deposit(cast: Cast) -> Deposit:
    """Read a file with the reader itself and make an import to review of it."""
    Action.everything.filter(convention=cast.convention).delete()
    Node.everything.filter(convention=cast.convention).delete()

    def read(path: Path) -> Import:
        plan = as_json(recognise(open_source(path.read_bytes(), path.name)))
        return ready_import(cast.convention, cast.coordinatrice, plan)

    return read


@pytest.fixture
def accepted(cast: Cast, deposit: Deposit, tmp_path: Path) -> Path:
    """The sample document, accepted as the plan."""
    path = build_sample_docx(tmp_path / "plan.docx")
    import_ = deposit(path)
    accept(import_=import_, version=import_.version, by=cast.coordinatrice)
    return path


def _differences(cast: Cast, import_: Import) -> Differences:
    return differences_of(Import.objects.select_related("convention").get(pk=import_.pk), cast.coordinatrice)


def _told(differences: Differences) -> set[tuple[str, str, str]]:
    def name(key: str) -> str:
        action = differences.actions.get(key)
        return action.title if action else ""

    found = differences.comparison.differences
    return {(each.kind, name(each.here), each.section) for each in found}


def _texts(convention: Convention) -> list[tuple[str, str, str]]:
    actions = Action.objects.for_convention(convention).order_by("pk")
    return [(action.title, action.objectives, action.context) for action in actions]


def _sentence(plan: Any, before: str, after: str) -> Any:
    """The plan with a sentence put for another, wherever it is."""
    if isinstance(plan, dict):
        return {name: _sentence(value, before, after) for name, value in plan.items()}
    if isinstance(plan, list):
        return [_sentence(value, before, after) for value in plan]
    return after if plan == before else plan


def test_the_document_saved_again_says_nothing_new(
    cast: Cast, accepted: Path, deposit: Deposit, tmp_path: Path
) -> None:
    again = tmp_path / "plan-bis.docx"
    document = Document(str(accepted))
    document.core_properties.comments = "relu"
    document.save(str(again))
    assert again.read_bytes() != accepted.read_bytes()
    assert _told(_differences(cast, deposit(again))) == set()


@pytest.mark.parametrize("extension", ["docx", "odt", "pdf"])
def test_the_document_saved_by_libreoffice_says_nothing_new(
    cast: Cast, accepted: Path, deposit: Deposit, soffice: Convert, extension: str
) -> None:
    assert _told(_differences(cast, deposit(soffice(accepted, extension)))) == set()


@pytest.mark.usefixtures("accepted")
def test_only_what_changed_in_the_document_is_shown_applied_and_undone(
    cast: Cast, deposit: Deposit, tmp_path: Path
) -> None:
    before = _texts(cast.convention)
    plan = deepcopy(sample_plan())
    fiche = plan["actions"][0]
    old = (
        fiche["objectives"][0]["text"] if isinstance(fiche["objectives"][0], dict) else fiche["objectives"][0]
    )
    changed = build_sample_docx(tmp_path / "plan-2027.docx", _sentence(plan, old, f"{old} dès 2027"))
    import_ = deposit(changed)
    differences = _differences(cast, import_)
    assert _told(differences) == {("changed", fiche["title"], "objectives")}
    keys = {each.key for each in differences.comparison.differences}
    accept_differences(import_=import_, seen=differences.digest, wanted=keys, by=cast.coordinatrice)
    assert f"{old} dès 2027" in Action.objects.get(title=fiche["title"]).objectives
    assert _told(_differences(cast, deposit(changed))) == set()
    undo_import(import_=import_, by=cast.coordinatrice)
    assert _texts(cast.convention) == before
