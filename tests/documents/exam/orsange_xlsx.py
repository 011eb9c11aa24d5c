"""Workbook: a title, headers on two rows, merged axes, cells of several lines, then two more sheets."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from tests.documents.builders import Plan, axes, indicator_texts

_FIRST = 6
_HEADERS = (
    "Axe",
    "Objectif",
    "N°",
    "Intitulé de l'action",
    "Constat de départ",
    "But recherché",
    "Étapes",
    "Pilote(s)",
    "Partenaires",
    "Moyens / budget",
    "Échéance",
    "Indicateurs",
    "Priorité",
    "État",
)


def build(plan: Plan) -> bytes:
    """The workbook."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Plan d'action"
    sheet["A1"] = f"{plan['territory']} – {plan['title']} 2024-2028"
    sheet["A1"].font = Font(bold=True, size=16)
    sheet["A2"] = "Tableau de bord du plan d'action – version présentée au comité de pilotage"
    sheet["E4"], sheet["H4"], sheet["K4"] = "Quoi ?", "Qui et comment ?", "Suivi"
    for first, last in (("E4", "G4"), ("H4", "J4"), ("K4", "N4")):
        sheet.merge_cells(f"{first}:{last}")
    for column, words in enumerate(_HEADERS, start=1):
        sheet.cell(_FIRST - 1, column, words).font = Font(bold=True)
    _rows(sheet, plan)
    _governance(book.create_sheet("Gouvernance"), plan)
    _glossary(book.create_sheet("Sigles"), plan)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _rows(sheet: Any, plan: Plan) -> None:
    row = _FIRST
    for axis, groups in axes(plan):
        top = row
        for node, actions in groups:
            start = row
            for action in actions:
                _action(sheet, row, action)
                row += 1
            if node:
                sheet.cell(start, 2, f"{node['ref']} - {node['title']}")
                sheet.merge_cells(start_row=start, end_row=row - 1, start_column=2, end_column=2)
        sheet.cell(top, 1, f"Axe {axis['ref']} : {axis['title']}")
        sheet.merge_cells(start_row=top, end_row=row - 1, start_column=1, end_column=1)


def _action(sheet: Any, row: int, action: Plan) -> None:
    cells = (
        action["ref"],
        action["title"],
        _lines(action["context"]),
        _lines(action["objectives"]),
        _lines([step["text"] for step in action["steps"]], "- "),
        _lines(action["pilots"]),
        ", ".join(action["partners"]),
        _lines(action["resources"]),
        _lines(action["calendar"]),
        _lines(indicator_texts(action), "- "),
        "P1" if action["ref"].endswith(".1") else "P2",
        "À lancer",
    )
    for column, words in enumerate(cells, start=3):
        sheet.cell(row, column, words).alignment = Alignment(wrap_text=True, vertical="top")


def _lines(texts: list[str], bullet: str = "") -> str:
    return "\n".join(bullet + text for text in texts)


def _governance(sheet: Any, plan: Plan) -> None:
    sheet.append(["Instance", "Composition", "Rôle", "Fréquence"])
    for body in plan["governance"]:
        cells = ("\n".join(body["members"]), "\n".join(body["missions"]), body["frequency"])
        sheet.append([body["name"], *cells])


def _glossary(sheet: Any, plan: Plan) -> None:
    sheet.append(["Sigle", "Signification"])
    for entry in plan["glossary"]:
        sheet.append([entry["acronym"], entry["meaning"]])
