"""A DOCX whose fiches are two-column tables, with merged cells, nested bullets and run-in labels."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.document import Document as DocumentObject
from docx.table import Table, _Cell

Plan = dict[str, Any]


def build(plan: Plan) -> bytes:
    """The whole document: cover, recap table by axis, then one table per fiche."""
    document = Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = f"{plan['territory']} – CTG"
    section.footer.paragraphs[0].text = "Document de travail – janvier 2025"
    document.add_paragraph(plan["territory"], style="Title")
    document.add_paragraph(plan["title"], style="Subtitle")
    document.add_paragraph("Janvier 2025")
    document.add_page_break()  # type: ignore[no-untyped-call]  # the library leaves it without types
    document.add_heading("Présentation", 1)
    document.add_paragraph(
        "La convention engage la communauté de communes, ses communes et la CAF pour cinq ans."
    )
    actions = {action["ref"]: action for action in plan["actions"]}
    for axis in plan["tree"]:
        document.add_heading(f"Axe {axis['ref']} – {axis['title']}", 1)
        for objective in axis["children"]:
            for leaf in objective["children"]:
                _fiche(document, axis, objective, actions[leaf["ref"]])
                document.add_paragraph("")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _fiche(document: DocumentObject, axis: Plan, objective: Plan, action: Plan) -> None:
    table = document.add_table(rows=0, cols=4)
    table.style = "Table Grid"
    _wide(table, f"FICHE ACTION {action['ref']}\n{action['title']}")
    _wide(table, f"Axe {axis['ref']} : {axis['title']}\nObjectif {objective['ref']} : {objective['title']}")
    _labelled(table, "Éléments de diagnostic", action["context"])
    _labelled(table, "Objectifs", action["objectives"])
    cell = _labelled(table, "Déroulement de l'action", [])
    for step in action["steps"]:
        _bullet(cell, step["text"], "List Bullet")
        for substep in step["substeps"]:
            _bullet(cell, substep, "List Bullet 2")
    run_in = "\n".join(
        [
            "Pilotes : " + "\n".join(action["pilots"]),
            "Partenaires : " + ", ".join(action["partners"]),
        ]
    )
    _wide(table, run_in)
    row = _row(table)
    row[0].text, row[1].text = "Moyens", "\n".join(action["resources"])
    row[2].text, row[3].text = "Calendrier", "\n".join(action["calendar"])
    _labelled(table, "Conditions de réussite / points de vigilance", action["success_conditions"])
    _indicators(table, action["indicators"])


def _indicators(table: Table, indicators: list[Plan]) -> None:
    names = {"realisation": "Réalisation", "resultat": "Résultat", "impact": "Impact"}
    first: _Cell | None = None
    for indicator in indicators:
        row = _row(table)
        row[1].text = names[indicator["kind"]]
        row[2].merge(row[3]).text = indicator["text"]
        first = row[0] if first is None else first.merge(row[0])
    if first is not None:
        first.text = "Indicateurs d'évaluation"


def _row(table: Table) -> list[_Cell]:
    table.add_row()  # type: ignore[no-untyped-call]  # the library leaves it without types
    return list(table.rows[-1].cells)


def _wide(table: Table, text: str) -> None:
    row = _row(table)
    row[0].merge(row[3]).text = text


def _labelled(table: Table, label: str, items: list[str]) -> _Cell:
    row = _row(table)
    row[0].text = label
    cell: _Cell = row[1].merge(row[3])
    for item in items:
        _bullet(cell, item, "List Bullet")
    return cell


def _bullet(cell: _Cell, text: str, style: str) -> None:
    cell.add_paragraph(text, style=style)
