"""What a changed workbook changes in the plan, and what is taken back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from maillage.accounts.models import User
from maillage.conventions.errors import NotUndoableError
from maillage.conventions.models import Action, Convention
from maillage.conventions.operations import delete_action, save_section, undo
from maillage.conventions.sections import SECTIONS
from maillage.intake.enums import ImportState
from maillage.intake.errors import StateError
from maillage.intake.operations.workbooks import apply_workbook, keep_workbook, open_workbook
from maillage.journal.models import Entry
from maillage.kernel.errors import StaleVersionError
from tests.factories.workbooks import Edited
from tests.intake.workbook.conftest import Compare


def apply(convention: Convention, by: User, data: bytes, *chosen: str) -> Entry | None:
    """Deposit a file and agree to what it changes."""
    returned = keep_workbook(convention=convention, data=data, name="plan.xlsx", by=by)
    seen = open_workbook(returned=returned, by=by).seen
    return apply_workbook(returned=returned, seen=seen, chosen=chosen, by=by)


def everything(convention: Convention) -> dict[int, Any]:
    """Every section of every fiche, with its node."""
    return {
        action.pk: [action.node_id, *(part.read(action) for part in SECTIONS.values())]
        for action in Action.objects.filter(convention=convention)
    }


def change_a_lot(edited: Edited) -> None:
    """A state, a date, pilots, a step, an indicator, a removal, a new fiche with a step."""
    edited.set("Actions", 2, État="Réalisée", Fin="T2 2027", Pilotes="Direction de l’enfance\nMairie")
    edited.set("Étapes", 2, Étape="Trouver un autre local", Échéance="2026")
    edited.set("Indicateurs", 2, Cible=12, **{"Cible haute": 46})
    edited.set("Actions", 5, Supprimer="oui")
    edited.add(
        "Actions", Titre="Un bus des familles", Axe="2 Axe 2", État="en cours", Contexte="Loin\nSans car"
    )
    edited.add("Étapes", Fiche="Un bus des familles", Étape="Louer le bus")


def test_every_change_is_told_then_written_then_taken_back_at_once(
    convention: Convention, coordinator: User, actions: list[Action], edited: Edited, compare: Compare
) -> None:
    before = everything(convention)
    change_a_lot(edited)
    assert compare(edited.data).tally == "1\u00a0fiche modifiée, 1\u00a0ajoutée, 1\u00a0supprimée"
    entry = apply(convention, coordinator, edited.data)
    assert entry is not None
    first = Action.objects.get(pk=actions[0].pk)
    assert (first.status, str(first.end_on)) == ("realisee", "2027-06-30")
    assert [pilot.kind for pilot in first.pilots.all()] == ["technique", ""]
    assert first.steps.filter(parent=None).first().text == "Trouver un autre local"  # type: ignore[union-attr]  # it has steps
    new = Action.objects.get(title="Un bus des familles")
    assert (str(new.node), new.context, new.steps.get().text) == ("2 Axe 2", "Loin\nSans car", "Louer le bus")
    assert not Action.objects.filter(pk=actions[3].pk).exists()
    undo(entry=entry, by=coordinator)
    assert everything(convention) == before


def test_an_undo_that_would_lose_later_work_names_it_and_takes_nothing_back(
    convention: Convention, coordinator: User, actions: list[Action], edited: Edited
) -> None:
    edited.set("Actions", 2, Titre="Un").set("Actions", 3, Titre="Deux")
    entry = apply(convention, coordinator, edited.data)
    assert entry is not None
    later = {"title": "Plus tard"}
    save_section(action=actions[0], section="identity", value=later, version=None, by=coordinator)
    with pytest.raises(NotUndoableError, match="Rien n’est annulé"):
        undo(entry=entry, by=coordinator)
    assert Action.objects.get(pk=actions[1].pk).title == "Deux"


def test_the_undo_can_be_taken_back_in_turn(
    convention: Convention,
    coordinator: User,
    edited: Edited,
) -> None:
    change_a_lot(edited)
    entry = apply(convention, coordinator, edited.data)
    assert entry is not None
    after = everything(convention)
    undone = undo(entry=entry, by=coordinator)
    undo(entry=undone, by=coordinator)
    assert everything(convention) == after


def test_applying_the_same_file_again_changes_nothing(
    convention: Convention, coordinator: User, edited: Edited, compare: Compare
) -> None:
    change_a_lot(edited)
    apply(convention, coordinator, edited.data)
    again = compare(edited.data)
    assert [change.label for fiche in again.differences.fiches for change in fiche.all] == []
    assert again.differences.problems == []


@pytest.mark.parametrize(
    ("header", "value", "section", "name", "expected"),
    [
        ("Avancement (%)", 80, "state", "progress", 80),
        ("Début", datetime(2026, 3, 3), "calendar", "start", {"on": "2026-03-03", "precision": "jour"}),
        ("Début", 2027, "calendar", "start", {"on": "2027-01-01", "precision": "annee"}),
        ("Transversale", True, "identity", "transversal", True),
        ("Horizon", "long terme", "calendar", "term", "long"),
        ("Horizon", None, "calendar", "term", ""),
        ("Place des habitants", "Un\n\n  Deux ", "residents", "lines", ["Un", "Deux"]),
    ],
)
def test_a_cell_is_read_as_people_write_it(
    edited: Edited, compare: Compare, header: str, value: Any, section: str, name: str, expected: Any
) -> None:
    edited.set("Actions", 2, **{"Fin": None, header: value})
    [edit] = compare(edited.data).edits()
    assert edit.sections[section][name] == expected


def test_a_fiche_moves_where_its_levels_say(edited: Edited, compare: Compare) -> None:
    edited.set("Actions", 2, Axe="2 Axe 2")
    [edit] = compare(edited.data).edits()
    assert (edit.moves, str(edit.node), edit.sections) == (True, "2 Axe 2", {})


def test_what_the_site_changed_elsewhere_is_no_conflict(
    convention: Convention, coordinator: User, actions: list[Action], edited: Edited
) -> None:
    save_section(action=actions[0], section="context", value=["Neuf"], version=None, by=coordinator)
    edited.set("Actions", 2, Titre="Autrement")
    assert apply(convention, coordinator, edited.data) is not None
    action = Action.objects.get(pk=actions[0].pk)
    assert (action.title, action.context) == ("Autrement", "Neuf")


def test_without_its_version_a_row_is_as_old_as_the_file(
    coordinator: User, actions: list[Action], edited: Edited, compare: Compare
) -> None:
    save_section(action=actions[0], section="context", value=["Du site"], version=None, by=coordinator)
    page = edited.sheet("Actions")
    page.tables.clear()
    page.delete_cols(edited.column("Actions", "Version"))
    edited.set("Actions", 2, Titre="Autrement")
    returned = compare(edited.data)
    assert [change.label for fiche in returned.differences.fiches for change in fiche.all] == ["Titre"]
    assert returned.differences.conflicts == []


def test_a_step_changed_on_both_sides_is_a_conflict_of_its_own(
    coordinator: User, actions: list[Action], edited: Edited, compare: Compare
) -> None:
    value = SECTIONS["steps"].read(actions[0])
    value[0]["text"] = "Du site"
    save_section(action=actions[0], section="steps", value=value, version=None, by=coordinator)
    edited.set("Étapes", 2, Étape="Du classeur").set("Étapes", 3, Étape="Une autre visite")
    returned = compare(edited.data)
    assert [(one.after, one.theirs) for one in returned.differences.conflicts] == [("Du classeur", "Du site")]
    [edit] = returned.edits()
    first = edit.sections["steps"][0]
    assert (first["text"], first["substeps"][0]["text"]) == ("Du site", "Une autre visite")


@pytest.mark.parametrize("ticked", [True, False])
def test_a_cell_changed_on_both_sides_is_written_only_when_chosen(
    convention: Convention,
    coordinator: User,
    actions: list[Action],
    edited: Edited,
    compare: Compare,
    ticked: bool,
) -> None:
    save_section(action=actions[0], section="context", value=["Du site"], version=None, by=coordinator)
    edited.set("Actions", 2, Contexte="Du classeur")
    [conflict] = compare(edited.data).differences.conflicts
    assert (conflict.after, conflict.theirs) == ("Du classeur", "Du site")
    apply(convention, coordinator, edited.data, *([conflict.name] if ticked else []))
    assert Action.objects.get(pk=actions[0].pk).context == ("Du classeur" if ticked else "Du site")


def test_deleting_what_the_site_changed_is_a_conflict(
    coordinator: User, actions: list[Action], edited: Edited, compare: Compare
) -> None:
    save_section(action=actions[0], section="context", value=["Du site"], version=None, by=coordinator)
    edited.set("Actions", 2, Supprimer="oui")
    returned = compare(edited.data)
    assert (returned.edits(), len(returned.differences.conflicts)) == ([], 1)


def test_a_plan_that_moved_since_the_page_was_shown_is_shown_again(
    convention: Convention, coordinator: User, actions: list[Action], edited: Edited
) -> None:
    edited.set("Actions", 2, Titre="Autrement")
    returned = keep_workbook(convention=convention, data=edited.data, name="p.xlsx", by=coordinator)
    seen = open_workbook(returned=returned, by=coordinator).seen
    save_section(
        action=actions[0], section="identity", value={"title": "Du site"}, version=None, by=coordinator
    )
    with pytest.raises(StaleVersionError):
        apply_workbook(returned=returned, seen=seen, by=coordinator)
    returned.refresh_from_db()
    assert returned.state == ImportState.READY


def test_a_workbook_is_applied_once(convention: Convention, coordinator: User, edited: Edited) -> None:
    edited.set("Actions", 2, Titre="Autrement")
    returned = keep_workbook(convention=convention, data=edited.data, name="p.xlsx", by=coordinator)
    seen = open_workbook(returned=returned, by=coordinator).seen
    apply_workbook(returned=returned, seen=seen, by=coordinator)
    with pytest.raises(StateError):
        apply_workbook(returned=returned, seen=seen, by=coordinator)


def test_a_fiche_deleted_on_the_site_is_said(
    coordinator: User, actions: list[Action], edited: Edited, compare: Compare
) -> None:
    delete_action(action=actions[0], by=coordinator)
    reasons = [problem.reason for problem in compare(edited.data).differences.problems]
    assert reasons == ["cette fiche a été supprimée du plan"]
