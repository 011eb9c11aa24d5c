"""Word with the plan as one table of merged cells, then each fiche as a table of four columns."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT

from tests.documents.builders import Plan, axes, indicator_texts, step_lines

_WIDE = (("context", "Éléments de contexte"), ("objectives", "Résultats attendus"))
_LAST = (("resources", "Ressources mobilisables"), ("indicators", "Indicateurs d’évaluation"))


def build_outline_docx(plan: Plan) -> bytes:
    """The plan as a landscape Word document."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.add_heading(plan["territory"], 0)
    document.add_heading(plan["title"], 1)
    document.add_paragraph(f"Période {plan['period']['start']}-{plan['period']['end']}")
    document.add_heading("Architecture du plan d’action", 1)
    _outline(document, plan)
    document.add_heading("Fiches actions", 1)
    for axis, groups in axes(plan):
        for node, actions in groups:
            for action in actions:
                _fiche(document, axis, node, action)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _outline(document: DocxDocument, plan: Plan) -> None:
    table = document.add_table(rows=1, cols=3)
    for cell, level in zip(table.rows[0].cells, plan["levels"], strict=True):
        cell.text = f"{level}s"
    for axis, groups in axes(plan):
        first = len(table.rows)
        for node, actions in groups:
            start = len(table.rows)
            for action in actions:
                table.add_row().cells[2].text = f"{action['ref']} - {action['title']}"
            merged = table.cell(start, 1).merge(table.cell(len(table.rows) - 1, 1))
            if node:
                merged.text = f"{node['level']} {node['ref']} : {node['title']}"
        table.cell(first, 0).merge(
            table.cell(len(table.rows) - 1, 0)
        ).text = f"Axe {axis['ref']} : {axis['title']}"


def _fiche(document: Any, axis: Plan, node: Plan | None, action: Plan) -> None:
    document.add_page_break()
    table = document.add_table(rows=2, cols=4)
    title = table.cell(0, 0).merge(table.cell(0, 3)).paragraphs[0]
    title.add_run(f"Fiche action {action['ref']} : {action['title']}").bold = True
    place = f"Axe {axis['ref']}" + (f" / {node['level']} {node['ref']}" if node else "")
    table.cell(1, 0).merge(table.cell(1, 3)).text = place
    for name, label in _WIDE:
        _wide(table, label, [f"- {text}" for text in action[name]])
    _wide(table, "Descriptif, étapes de réalisation", step_lines(action))
    cells = table.add_row().cells
    cells[0].text, cells[1].text = "Référents-pilotes", "\n".join(action["pilots"])
    cells[2].text, cells[3].text = "Partenaires associés", "\n".join(action["partners"])
    cells = table.add_row().cells
    cells[0].text, cells[1].text = "Calendrier", "\n".join(action["calendar"])
    cells[2].text = "Conditions de réussite"
    cells[3].text = "\n".join(f"- {text}" for text in action["success_conditions"])
    for name, label in _LAST:
        texts = indicator_texts(action) if name == "indicators" else action[name]
        _wide(table, label, [f"- {text}" for text in texts])


def _wide(table: Any, label: str, lines: list[str]) -> None:
    cells = table.add_row().cells
    cells[0].text = label
    cells[1].merge(cells[3]).text = "\n".join(lines)
