"""A workbook that comes back as it went changes nothing."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from maillage.accounts.models import User
from maillage.conventions.models import Action, Convention
from maillage.conventions.operations import import_plan, save_section
from maillage.intake.proposal import draft_of, propose
from maillage.intake.proposal.decisions import Decisions
from maillage.intake.readers import open_source
from maillage.intake.recognition import recognise
from maillage.intake.recognition.document import as_json
from maillage.intake.workbook.reading import is_workbook, stamp_of
from maillage.publishing.workbook import workbook_of
from tests.factories.workbooks import Edited, fill_plan
from tests.intake.workbook.conftest import Compare
from tests.programs import Convert

NOTHING = "rien de nouveau"


def test_fifty_fiches_come_back_unchanged(
    convention: Convention, coordinator: User, compare: Compare
) -> None:
    fill_plan(convention, coordinator, axes=5, actions=10)
    returned = compare(workbook_of(convention, coordinator))
    assert len(returned.snapshot.records) == 50
    assert (returned.tally, returned.differences.notes, returned.edits()) == (NOTHING, [], [])


@pytest.mark.shared
def test_the_reference_plans_come_back_unchanged(
    convention: Convention, coordinator: User, compare: Compare, shared: Path
) -> None:
    """The plans that were read from real documents, the one of fifty fiches among them."""
    most = 0
    for file in sorted((shared / "seeds").glob("*.txt")):
        document = as_json(recognise(open_source(file.read_bytes(), file.name)))
        draft = draft_of(propose(document, Decisions({})), file.name)
        import_plan(convention=convention, draft=draft, batch=uuid4(), by=coordinator, replace=True)
        convention.refresh_from_db()
        returned = compare(workbook_of(convention, coordinator))
        assert (returned.tally, returned.differences.notes) == (NOTHING, [])
        most = max(most, len(returned.snapshot.records))
    assert most == 50


@pytest.mark.parametrize("extension", ["xlsx", "ods"])
def test_fifty_fiches_saved_by_libreoffice_come_back_unchanged(
    convention: Convention,
    coordinator: User,
    compare: Compare,
    tmp_path: Path,
    soffice: Convert,
    extension: str,
) -> None:
    fill_plan(convention, coordinator, axes=5, actions=10)
    file = tmp_path / "plan.xlsx"
    file.write_bytes(workbook_of(convention, coordinator))
    data = soffice(file, extension).read_bytes()
    assert is_workbook(data)
    assert stamp_of(data)[0] == convention.pk
    assert stamp_of(data)[1] is not None
    assert (compare(data).tally, compare(data).differences.notes) == (NOTHING, [])


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+33 5 00", "-12 %", "@tous", '=HYPERLINK("x")', "  espaces  ", "é’œ « » …", "1" * 33_000],
)
def test_any_text_comes_back_as_it_is(
    actions: list[Action], coordinator: User, compare: Compare, text: str
) -> None:
    lines = [text[i : i + 3000] for i in range(0, len(text), 3000)]
    save_section(action=actions[0], section="context", value=lines, version=None, by=coordinator)
    returned = compare(workbook_of(actions[0].convention, coordinator))
    assert returned.tally == NOTHING


def test_a_text_is_never_a_formula(actions: list[Action], coordinator: User) -> None:
    save_section(action=actions[0], section="context", value=["=1+1"], version=None, by=coordinator)
    edited = Edited(actions[0].convention, coordinator)
    cell = edited.sheet("Actions").cell(2, edited.column("Actions", "Contexte"))
    assert (cell.value, cell.data_type, bool(cell.quotePrefix)) == ("=1+1", "s", True)


def test_a_sheet_as_csv_of_a_french_spreadsheet_comes_back_unchanged(
    edited: Edited,
    compare: Compare,
) -> None:
    rows = [[str(cell.value or "") for cell in row] for row in edited.sheet("Étapes").iter_rows()]
    text = "\r\n".join(";".join(f'"{cell}"' for cell in row) for row in rows)
    data = text.encode("cp1252")
    assert is_workbook(data)
    assert compare(data).tally == NOTHING


def test_columns_in_another_order_and_sheets_left_out_change_nothing(
    edited: Edited, compare: Compare
) -> None:
    page = edited.sheet("Actions")
    page.tables.clear()
    page.move_range("C1:D5", cols=40)
    page.delete_cols(10, 3)
    for name in ("Étapes", "Listes", "Lisez-moi"):
        edited.book.remove(edited.book[name])
    assert compare(edited.data).tally == NOTHING


def test_rows_taken_out_stay_on_the_site(edited: Edited, compare: Compare) -> None:
    for name in ("Actions", "Étapes", "Indicateurs", "Personnes"):
        edited.sheet(name).tables.clear()
        edited.sheet(name).delete_rows(2, 2)
    assert compare(edited.data).tally == NOTHING
