"""Every mistake of a workbook at once, each with its place, and the copy where they are marked."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from maillage.accounts.enums import Role
from maillage.accounts.models import User
from maillage.conventions.models import Action
from maillage.conventions.querysets import PlanQuerySet
from maillage.publishing.workbook import workbook_of
from tests.factories.accounts import UserFactory
from tests.factories.conventions import ActionFactory, ConventionFactory, member
from tests.factories.workbooks import Edited
from tests.intake.workbook.conftest import Compare
from tests.programs import Convert


@pytest.mark.parametrize(
    ("sheet", "header", "value", "reason"),
    [
        ("Actions", "État", "presque finie", "ce n’est pas un choix de la liste"),
        ("Actions", "Avancement (%)", "beaucoup", "ce n’est pas un nombre"),
        ("Actions", "Avancement (%)", 140, "ce n’est pas un pourcentage"),
        ("Actions", "Début", "printemps", "ce n’est pas une date"),
        ("Actions", "Fin", "2019", "La fin vient avant le début. Corrigez l’une des deux"),
        ("Actions", "Titre", None, "Donnez un titre à cette action"),
        ("Actions", "Axe", "Un axe inconnu", "le plan n’a pas ce niveau"),
        ("Actions", "Supprimer", "peut-être", "on attend oui ou non"),
        ("Actions", "Identifiant", 987654, "ce n’est pas une fiche de cette convention"),
        ("Actions", "Contexte", "#REF!", "c’est l’erreur d’une formule"),
        ("Actions", "Contexte", "=1+1", "cette formule n’a pas de valeur enregistrée"),
        ("Étapes", "État", "hier", "ce n’est pas un choix de la liste"),
        ("Étapes", "Ligne", "abcdefabcdef", "cette ligne n’est pas de cette fiche"),
        ("Indicateurs", "Cible", "dix", "ce n’est pas un nombre"),
        ("Indicateurs", "Cible haute", None, "« Entre » attend deux nombres"),
        (
            "Personnes",
            "Compte ou organisme relié",
            "Personne d’ici",
            "ce n’est pas un compte de la convention",
        ),
    ],
)
def test_a_wrong_cell_is_said_with_its_place(
    edited: Edited, compare: Compare, sheet: str, header: str, value: object, reason: str
) -> None:
    edited.set(sheet, 2, **{header: value})
    returned = compare(edited.data)
    [problem] = returned.differences.problems
    place = edited.sheet(sheet).cell(2, edited.column(sheet, header)).coordinate
    assert (problem.place.sheet, problem.place.cell, problem.reason) == (sheet, place, reason)
    assert problem.advice


def test_what_is_right_beside_a_wrong_cell_is_still_written(edited: Edited, compare: Compare) -> None:
    edited.set("Actions", 2, État="presque", Titre="Autrement").set("Actions", 3, Début="jamais")
    returned = compare(edited.data)
    [edit] = returned.edits()
    assert edit.sections["identity"]["title"] == "Autrement"
    assert len(returned.differences.problems) == 2


def test_a_new_row_with_a_wrong_cell_waits(edited: Edited, compare: Compare) -> None:
    row = edited.add("Actions", Titre="Nouvelle", État="presque")
    returned = compare(edited.data)
    assert returned.edits() == []
    assert returned.differences.notes == [
        f"Ligne {row} : « Nouvelle » n’est pas ajoutée tant qu’une case est à corriger."
    ]


def test_a_fiche_of_another_convention_is_refused_and_stays_as_it_is(
    edited: Edited, compare: Compare
) -> None:
    elsewhere = ConventionFactory.create()
    member(elsewhere, Role.COORDINATION)
    theirs: Action = ActionFactory.create(convention=elsewhere, title="Ailleurs")
    edited.set("Actions", 2, Identifiant=theirs.pk, Titre="Prise")
    returned = compare(edited.data)
    assert returned.edits() == []
    assert [problem.value for problem in returned.differences.problems] == [str(theirs.pk)]


def test_the_same_fiche_twice_is_said(edited: Edited, compare: Compare) -> None:
    edited.set("Actions", 3, Identifiant=edited.get("Actions", 2, "Identifiant"))
    [problem] = compare(edited.data).differences.problems
    assert problem.reason == "la ligne 2 parle déjà de cette fiche"


def test_pilots_changed_in_two_sheets_are_said(edited: Edited, compare: Compare) -> None:
    edited.set("Actions", 2, Pilotes="Mairie").set("Personnes", 2, **{"Nom ou fonction": "CAF"})
    assert "la feuille Actions change aussi ces noms" in {
        problem.reason for problem in compare(edited.data).differences.problems
    }


def test_an_unknown_column_is_said_and_left_out(edited: Edited, compare: Compare) -> None:
    page = edited.sheet("Actions")
    page.cell(1, page.max_column + 1).value = "Budget voté"
    returned = compare(edited.data)
    assert returned.differences.notes == [
        "Feuille « Actions » : la colonne « Budget voté » n’est pas connue, elle n’est pas lue."
    ]


def test_the_copy_marks_the_cells_and_lists_them(edited: Edited, compare: Compare) -> None:
    edited.set("Actions", 2, État="presque").set("Étapes", 3, État="hier")
    book = load_workbook(BytesIO(compare(edited.data).marked()))
    cell = book["Actions"].cell(2, edited.column("Actions", "État"))
    assert cell.comment is not None
    assert "choix de la liste" in cell.comment.text
    assert (cell.fill.fgColor.rgb, book.sheetnames[0]) == ("00FFE08A", "Problèmes")
    listed = [[one.value for one in row][:2] for row in book["Problèmes"].iter_rows(min_row=2)]
    assert listed == [["Actions", cell.coordinate], ["Étapes", listed[1][1]]]


def test_the_marked_copy_of_a_csv_is_a_workbook(actions: list[Action], compare: Compare) -> None:
    data = f"Identifiant;Titre;État\n{actions[0].pk};Autrement;presque\n".encode()
    returned = compare(data)
    book = load_workbook(BytesIO(returned.marked()))
    assert book.worksheets[1].cell(2, 3).comment is not None


def test_the_marked_copy_of_an_ods_is_a_workbook(
    edited: Edited, compare: Compare, tmp_path: Path, soffice: Convert
) -> None:
    file = tmp_path / "plan.xlsx"
    file.write_bytes(edited.set("Étapes", 2, État="hier").data)
    returned = compare(soffice(file, "ods").read_bytes())
    book = load_workbook(BytesIO(returned.marked()))
    assert book["Étapes"].cell(2, edited.column("Étapes", "État")).comment is not None


def test_the_marked_copy_corrected_is_taken_back(edited: Edited, compare: Compare) -> None:
    edited.set("Actions", 2, Début="hier", Titre="Autrement")
    edited.book = load_workbook(BytesIO(compare(edited.data).marked()))
    edited.set("Actions", 2, Début="2024")
    returned = compare(edited.data)
    assert returned.differences.problems == []
    assert [change.label for fiche in returned.differences.fiches for change in fiche.all] == [
        "Titre",
        "Début",
    ]


def test_a_fiche_that_a_person_may_not_see_stays_out_and_untouched(
    actions: list[Action], edited: Edited, compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = PlanQuerySet.visible_to

    def without_first(self: PlanQuerySet[Action], user: User) -> PlanQuerySet[Action]:
        rows = seen(self, user)
        return rows.exclude(pk=actions[0].pk) if self.model is Action else rows

    monkeypatch.setattr(PlanQuerySet, "visible_to", without_first)
    taken = load_workbook(BytesIO(workbook_of(actions[0].convention, UserFactory.create(is_admin=True))))
    assert [cell.value for cell in taken["Actions"]["A"]][1:] == [action.pk for action in actions[1:]]
    returned = compare(edited.set("Actions", 2, Titre="Autrement").data)
    assert returned.edits() == []
    assert [problem.value for problem in returned.differences.problems] == [str(actions[0].pk)]
