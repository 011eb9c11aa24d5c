"""A workbook: a read-me, a sheet for each stake under a block of titles, merged objectives, counts."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

Plan = dict[str, Any]

_HEADER = [
    "Objectif opérationnel",
    "N°",
    "Intitulé de l'action",
    "Constat",
    "Étapes",
    "Porteur",
    "Partenaires",
    "Moyens",
    "Échéance",
    "Indicateurs de suivi",
    "État d'avancement",
]
_STATES = ["En cours", "À lancer", "Réalisé"]


def build(plan: Plan) -> bytes:
    """The workbook that a coordinator keeps."""
    workbook = Workbook()
    first = workbook.worksheets[0]
    first.title = "Lisez-moi"
    for row in (
        [plan["title"]],
        [plan["territory"]],
        [],
        ["Un onglet par enjeu. Merci de ne pas modifier les intitulés."],
        ["Mise à jour : comité technique de juin"],
    ):
        first.append(row)
    actions = {action["ref"]: action for action in plan["actions"]}
    for stake in plan["tree"]:
        sheet = workbook.create_sheet(f"E{stake['ref']} {stake['title']}"[:31])
        _stake(sheet, plan, stake, actions)
    counts = workbook.create_sheet("Synthèse")
    counts.append(["Enjeu", "Nombre d'actions", "Réalisées", "Taux"])
    for stake in plan["tree"]:
        number = sum(len(objective["children"]) for objective in stake["children"])
        counts.append([stake["title"], number, number // 3, "33 %"])
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _stake(sheet: Worksheet, plan: Plan, stake: Plan, actions: dict[str, Plan]) -> None:
    sheet["A1"] = f"{plan['territory'].upper()} – CTG 2024-2027"
    sheet.merge_cells("A1:K1")
    sheet["A2"] = f"ENJEU {stake['ref']} : {stake['title'].upper()}"
    sheet.merge_cells("A2:K2")
    sheet["A2"].font = Font(bold=True, size=14)
    for column, label in enumerate(_HEADER, start=1):
        sheet.cell(row=4, column=column, value=label).font = Font(bold=True)
    row = 5
    for objective in stake["children"]:
        start = row
        for leaf in objective["children"]:
            for column, value in enumerate(_values(actions[leaf["ref"]], row), start=2):
                sheet.cell(row=row, column=column, value=value).alignment = Alignment(wrap_text=True)
            row += 1
        sheet.cell(row=start, column=1, value=f"{objective['ref']} – {objective['title']}")
        sheet.merge_cells(start_row=start, end_row=row - 1, start_column=1, end_column=1)
    sheet.cell(row=row + 1, column=1, value="Source : comité technique, tableau arrêté au 12 juin")


def _values(action: Plan, row: int) -> list[str]:
    return [
        action["ref"],
        action["title"],
        "\n".join(action["context"]),
        "\n".join(f"- {step['text']}" for step in action["steps"]),
        "\n".join(action["pilots"]),
        ", ".join(action["partners"]),
        "\n".join(action["resources"]),
        "\n".join(action["calendar"]),
        "\n".join(f"• {each['text']}" for each in action["indicators"]),
        _STATES[row % 3],
    ]
