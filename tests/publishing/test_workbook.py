"""The workbook that goes out: what it holds, how it guides, what it shows to whom."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook, load_workbook

from maillage.publishing.workbook import workbook_of
from tests.cast import Cast
from tests.factories.workbooks import fill_plan


@pytest.fixture
def book(cast: Cast) -> Workbook:
    """The workbook of two actions and a full plan."""
    fill_plan(cast.convention, cast.coordinatrice)
    return load_workbook(BytesIO(workbook_of(cast.convention, cast.lecteur)))


def test_it_says_what_it_is_in_french(book: Workbook, cast: Cast) -> None:
    assert (book.properties.language, book.properties.title) == ("fr-FR", "Pays d’Orvelle 2024-2028")
    stamp = book.custom_doc_props["MaillageConvention"]  # type: ignore[attr-defined]  # missing from the stubs
    assert stamp.value == cast.convention.pk
    words = [cell.value for row in book["Lisez-moi"].iter_rows() for cell in row if cell.value]
    assert "Comment faire" in words
    assert {"Identifiant", "Supprimer", "Compte ou organisme relié"} <= set(words)


@pytest.mark.parametrize("name", ["Actions", "Étapes", "Indicateurs", "Personnes"])
def test_a_sheet_is_a_table_with_its_header_frozen_and_filters(book: Workbook, name: str) -> None:
    sheet = book[name]
    [table] = sheet.tables.values()
    heads = [cell.value for cell in sheet[1]]
    assert [column.name for column in table.tableColumns] == heads
    assert table.autoFilter is not None
    assert sheet.freeze_panes is not None
    assert sheet.freeze_panes.endswith("2")
    assert (list(sheet.merged_cells.ranges), sheet.print_title_rows) == ([], "$1:$1")


def test_a_state_is_chosen_from_a_list(book: Workbook) -> None:
    rules = book["Actions"].data_validations.dataValidation
    [rule] = [rule for rule in rules if rule.formula1 == "liste_statuses"]
    where = book.defined_names["liste_statuses"].attr_text
    assert where == "'Listes'!$A$2:$A$7"
    assert [cell.value for cell in book["Listes"]["A"]][1:7][0] == "À venir"
    letter = next(cell.column_letter for cell in book["Actions"][1] if cell.value == "État")
    assert str(rule.sqref).startswith(f"{letter}2:{letter}")


def test_figures_are_numbers_and_dates_are_words(book: Workbook) -> None:
    heads = {str(cell.value): cell.column or 0 for cell in book["Indicateurs"][1]}
    assert book["Indicateurs"].cell(2, heads["Cible haute"]).value == 45.5
    heads = {str(cell.value): cell.column or 0 for cell in book["Actions"][1]}
    said = [book["Actions"].cell(4, heads[name]).value for name in ("Début", "Fin", "Horizon")]
    assert said == ["printemps 2024", "2026", "Moyen terme"]


def test_hidden_rubriques_have_no_column_and_no_sheet(cast: Cast) -> None:
    cast.convention.hidden_sections = ["steps", "resources"]
    book = load_workbook(BytesIO(workbook_of(cast.convention, cast.lecteur)))
    assert "Étapes" not in book.sheetnames
    assert "Moyens" not in [cell.value for cell in book["Actions"][1]]


def test_columns_follow_the_order_and_the_names_of_the_rubriques(cast: Cast) -> None:
    cast.convention.section_order = ["calendar", "vigilance", "objectives"]
    cast.convention.section_labels = {"objectives": "Résultats attendus"}
    book = load_workbook(BytesIO(workbook_of(cast.convention, cast.lecteur)))
    heads = [str(cell.value) for cell in book["Actions"][1]]
    after = heads[heads.index("Prochaine étape") + 1 :]
    assert after[:6] == ["Calendrier", "Début", "Fin", "Horizon", "Points de vigilance", "Résultats attendus"]
    assert heads[-1] == "Supprimer"


def test_a_stranger_takes_nothing_away(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        workbook_of(cast.convention, cast.etrangere)


def test_it_asks_as_much_for_two_fiches_as_for_fifty(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as few:
        workbook_of(cast.convention, cast.coordinatrice)
    fill_plan(cast.convention, cast.coordinatrice, axes=5, actions=10)
    with CaptureQueriesContext(connection) as many:
        workbook_of(cast.convention, cast.coordinatrice)
    assert len(many) <= len(few) + 2
