"""An XLSX with a sheet per axis: a title block, a line per objective, a row per action."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Plan = dict[str, Any]

_HEADERS = (
    "N°",
    "Intitulé de l'action",
    "Étapes de réalisation",
    "Pilote(s)",
    "Partenaires",
    "Moyens / budget",
    "Échéance",
    "Indicateurs d'évaluation",
    "Observations",
)


def build(plan: Plan) -> bytes:
    """The whole workbook, with a sheet that says how to read it."""
    book = Workbook()
    reading = book.active
    assert isinstance(reading, Worksheet)
    reading.title = "Lisez-moi"
    reading.append([plan["title"]])
    reading.append([plan["territory"]])
    reading.append(["Un onglet par axe ; mise à jour par la coordination."])
    actions = {action["ref"]: action for action in plan["actions"]}
    for axis in plan["tree"]:
        sheet = book.create_sheet(f"Axe {axis['ref']}")
        sheet.append([plan["territory"]])
        sheet.append([f"AXE {axis['ref']} – {axis['title'].upper()}"])
        sheet.merge_cells("A2:I2")
        sheet.append([])
        sheet.append(list(_HEADERS))
        for objective in axis["children"]:
            sheet.append([f"Objectif {objective['ref']} : {objective['title']}"])
            for leaf in objective["children"]:
                sheet.append(_row(actions[leaf["ref"]]))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _row(action: Plan) -> list[str]:
    return [
        action["ref"],
        action["title"],
        "\n".join(f"- {step['text']}" for step in action["steps"]),
        "\n".join(action["pilots"]),
        ", ".join(action["partners"]),
        "\n".join(action["resources"]),
        "\n".join(action["calendar"]),
        "\n".join(each["text"] for each in action["indicators"]),
        "",
    ]
