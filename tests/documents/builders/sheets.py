"""Excel: a row for each action on one sheet, or one sheet for each axis."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.documents.builders import Plan, axes, indicator_texts, step_lines

_COLUMNS = (
    ("pilots", "Pilotes"),
    ("partners", "Partenaires"),
    ("context", "Éléments de contexte"),
    ("objectives", "Objectifs"),
    ("steps", "Étapes"),
    ("success_conditions", "Conditions de réussite"),
    ("resources", "Moyens"),
    ("calendar", "Calendrier"),
    ("indicators", "Indicateurs"),
)


def build_one_sheet(plan: Plan) -> bytes:
    """A title above one table whose axis and middle cells are merged downwards."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet["A1"], sheet["A2"] = plan["title"], plan["territory"]
    sheet["A1"].font = Font(bold=True, size=16)
    sheet.merge_cells("A1:F1")
    middle = plan["levels"][1]
    _header(sheet, 4, ["Axe", middle, "N°", "Action", *(label for _, label in _COLUMNS)])
    row = 5
    for axis, groups in axes(plan):
        first = row
        sheet.cell(row, 1, f"Axe {axis['ref']} : {axis['title']}")
        for node, actions in groups:
            if node:
                sheet.cell(row, 2, f"{node['level']} {node['ref']} : {node['title']}")
            for offset, action in enumerate(actions):
                _fill(sheet, row + offset, [action["ref"], action["title"], *_values(action)], 3)
            if len(actions) > 1:
                sheet.merge_cells(start_row=row, end_row=row + len(actions) - 1, start_column=2, end_column=2)
            row += len(actions)
        if row - first > 1:
            sheet.merge_cells(start_row=first, end_row=row - 1, start_column=1, end_column=1)
    return _saved(workbook)


def build_sheet_per_axis(plan: Plan) -> bytes:
    """One sheet for each axis, its title above, the middle level in a column of its own."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for axis, groups in axes(plan):
        sheet = workbook.create_sheet(f"Axe {axis['ref']}")
        sheet["A1"] = f"Axe {axis['ref']} : {axis['title']}"
        sheet["A1"].font = Font(bold=True, size=14)
        _header(sheet, 3, [plan["levels"][1], "Fiche action", *(label for _, label in _COLUMNS)])
        row = 4
        for node, actions in groups:
            for action in actions:
                middle = f"{node['level']} {node['ref']} : {node['title']}" if node else ""
                title = f"Action {action['ref']} : {action['title']}"
                _fill(sheet, row, [middle, title, *_values(action)], 1)
                row += 1
    return _saved(workbook)


def _values(action: Plan) -> list[str]:
    values = []
    for name, _ in _COLUMNS:
        if name == "steps":
            values.append("\n".join(step_lines(action)))
        else:
            texts = indicator_texts(action) if name == "indicators" else action[name]
            values.append("\n".join(f"- {text}" if len(texts) > 1 else text for text in texts))
    return values


def _header(sheet: Worksheet, row: int, labels: list[str]) -> None:
    for column, label in enumerate(labels, start=1):
        sheet.cell(row, column, label).font = Font(bold=True)


def _fill(sheet: Worksheet, row: int, values: list[str], first: int) -> None:
    for column, value in enumerate(values, start=first):
        if value:
            sheet.cell(row, column, value).alignment = Alignment(wrap_text=True)


def _saved(workbook: Workbook) -> bytes:
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()
