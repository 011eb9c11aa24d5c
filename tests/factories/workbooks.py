"""Workbooks of a plan, edited as somebody would in a spreadsheet."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import uuid4

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from maillage.accounts.models import User
from maillage.conventions.models import Action, Convention
from maillage.conventions.operations import import_plan
from maillage.intake.models import WorkbookReturn
from maillage.intake.operations import keep_workbook
from maillage.publishing.workbook import workbook_of
from tests.factories.conventions import rich_draft


def fill_plan(convention: Convention, by: User, *, axes: int = 2, actions: int = 2) -> list[Action]:
    """Fiches with every section filled, in plan order."""
    import_plan(convention=convention, draft=rich_draft(axes, actions), batch=uuid4(), by=by)
    return list(Action.objects.filter(convention=convention).order_by("node__position", "position"))


class Edited:
    """The workbook of a convention, to change and to give back."""

    def __init__(self, convention: Convention, by: User) -> None:
        self.book: Workbook = load_workbook(BytesIO(workbook_of(convention, by)))

    def sheet(self, name: str) -> Worksheet:
        """One of its sheets."""
        page = self.book[name]
        assert isinstance(page, Worksheet)
        return page

    def column(self, sheet: str, header: str) -> int:
        """Where a header stands, from 1."""
        return next(cell.column for cell in self.sheet(sheet)[1] if cell.value == header)

    def set(self, sheet: str, row: int, **values: Any) -> Edited:
        """Write cells of a row; « _ » in a name stands for a space."""
        for name, value in values.items():
            column = self.column(sheet, name.replace("_", " "))
            self.sheet(sheet).cell(row, column).value = value
        return self

    def get(self, sheet: str, row: int, header: str) -> Any:
        """What a cell says."""
        return self.sheet(sheet).cell(row, self.column(sheet, header)).value

    def add(self, sheet: str, **values: Any) -> int:
        """A new row below the last; returns its number."""
        row = self.sheet(sheet).max_row + 1
        self.set(sheet, row, **values)
        return row

    @property
    def data(self) -> bytes:
        """The file."""
        out = BytesIO()
        self.book.save(out)
        return out.getvalue()


def returned_workbook(convention: Convention, by: User) -> WorkbookReturn:
    """The workbook of a plan with its first title changed, waiting to be applied."""
    edited = Edited(convention, by).set("Actions", 2, Titre="Un autre titre")
    return keep_workbook(convention=convention, data=edited.data, name="plan.xlsx", by=by)
