"""The sample plan as a Word document, such as a coordinator would have written it.

``aubrelande.json`` holds the plan in the shape that the reader gives back, so that
tests can compare what was written with what was read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_BREAK
from docx.shared import Cm, Pt
from docx.table import Table, _Cell

Plan = dict[str, Any]

_DATA = Path(__file__).with_name("aubrelande.json")
_KINDS: dict[str | None, str] = {
    None: "Indicateurs",
    "realisation": "Indicateurs de réalisation",
    "resultat": "Indicateurs de résultat",
    "impact": "Indicateurs d’impact",
}
_FINDINGS = {"force": "Atouts", "faiblesse": "Points de vigilance", "enjeu": "Enjeux"}

#: The rows of a fiche that are plain lists: what the plan calls them, what the page does.
_ROWS_BEFORE_STEPS = (("pilots", "Pilotes"), ("partners", "Partenaires"), ("context", "Contexte"))
_ROWS_AFTER_STEPS = (
    ("success_conditions", "Conditions de réussite"),
    ("resources", "Moyens"),
    ("residents", "Place des habitants"),
    ("calendar", "Calendrier"),
)


def sample_plan() -> Plan:
    """The invented plan of the Pays d’Aubrelande, in the shape of the plan document."""
    plan: Plan = json.loads(_DATA.read_text(encoding="utf-8"))
    return plan


def build_sample_docx(path: Path, plan: Plan | None = None) -> Path:
    """Write ``plan``, the sample one by default, as a Word document; return ``path``."""
    plan = sample_plan() if plan is None else plan
    document = Document()
    document.styles["Normal"].font.size = Pt(10)
    section = document.sections[0]
    section.left_margin = section.right_margin = Cm(2)
    section.footer.paragraphs[0].text = f"{plan['territory']} · projet social"
    _cover(document, plan)
    _contents(document, plan)
    _diagnosis(document, plan)
    _organisation(document, plan)
    _fiches(document, plan)
    _glossary(document, plan)
    document.save(str(path))
    return path


def _cover(document: DocxDocument, plan: Plan) -> None:
    document.add_paragraph(plan["territory"], style="Subtitle")
    document.add_paragraph(plan["title"], style="Title")
    document.add_paragraph("Document signé en mars 2024")
    _new_page(document)


def _new_page(document: DocxDocument) -> None:
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _contents(document: DocxDocument, plan: Plan) -> None:
    document.add_heading("Le plan d’action en un coup d’œil", 1)
    for axis in plan["tree"]:
        document.add_paragraph().add_run(f"Axe {axis['ref']} : {axis['title']}").bold = True
        for node in axis["children"]:
            if node["level"] == "Action":
                document.add_paragraph(_action_line(node), style="List Bullet")
                continue
            document.add_paragraph(f"Orientation {node['ref']} : {node['title']}")
            for action in node["children"]:
                document.add_paragraph(_action_line(action), style="List Bullet")
    _new_page(document)


def _action_line(node: Plan) -> str:
    return f"Action {node['ref']} : {node['title']}"


def _diagnosis(document: DocxDocument, plan: Plan) -> None:
    document.add_heading("Synthèse du diagnostic", 1)
    theme = kind = None
    for finding in plan["diagnosis"]:
        if finding["theme"] != theme:
            theme, kind = finding["theme"], None
            document.add_heading(theme, 2)
        if finding["kind"] != kind:
            kind = finding["kind"]
            document.add_paragraph().add_run(f"{_FINDINGS[kind]} :").bold = True
        document.add_paragraph(finding["text"], style="List Bullet")


def _organisation(document: DocxDocument, plan: Plan) -> None:
    document.add_heading("La gouvernance", 1)
    for instance in plan["governance"]:
        document.add_heading(instance["name"], 2)
        document.add_paragraph(f"Fréquence : {instance['frequency']}")
        document.add_paragraph("Composition :")
        _bullets(document, instance["members"])
        document.add_paragraph("Missions :")
        _bullets(document, instance["missions"])
    for role in plan["roles"]:
        document.add_heading(f"Fiche mission : {role['title']}", 2)
        document.add_paragraph("Principales missions :")
        _bullets(document, role["missions"])
    document.add_heading("Les étapes de la démarche", 1)
    for milestone in plan["milestones"]:
        document.add_paragraph(f"{milestone['date']} : {milestone['text']}", style="List Bullet")


def _bullets(document: DocxDocument, texts: Iterable[str]) -> None:
    for text in texts:
        document.add_paragraph(text, style="List Bullet")


def _fiches(document: DocxDocument, plan: Plan) -> None:
    actions = {action["ref"]: action for action in plan["actions"]}
    for axis in plan["tree"]:
        _new_page(document)
        document.add_heading(f"Axe {axis['ref']} : {axis['title']}", 1)
        for node in axis["children"]:
            if node["level"] == "Action":
                _fiche(document, actions[node["ref"]])
                continue
            document.add_heading(f"Orientation {node['ref']} : {node['title']}", 2)
            for action in node["children"]:
                _fiche(document, actions[action["ref"]])


def _fiche(document: DocxDocument, action: Plan) -> None:
    table = document.add_table(rows=1, cols=2)
    table.style = "Table Grid"
    title = table.rows[0].cells[0].merge(table.rows[0].cells[1])
    title.paragraphs[0].add_run(f"Action {action['ref']} : {action['title']}").bold = True
    _list_rows(table, action, _ROWS_BEFORE_STEPS)
    _list_rows(table, action, (("objectives", "Objectifs"),))
    if action["steps"]:
        _steps_row(table, action["steps"])
    _list_rows(table, action, _ROWS_AFTER_STEPS)
    for kind, label in _KINDS.items():
        texts = [each["text"] for each in action["indicators"] if each["kind"] == kind]
        if texts:
            _fill(_new_row(table, label), texts)
    for row in table.rows[1:]:
        row.cells[0].width, row.cells[1].width = Cm(4), Cm(13)
    document.add_paragraph()


def _list_rows(table: Table, action: Plan, rows: Iterable[tuple[str, str]]) -> None:
    for name, label in rows:
        if action[name]:
            _fill(_new_row(table, label), action[name])


def _new_row(table: Any, label: str) -> _Cell:
    cells = table.add_row().cells
    cells[0].paragraphs[0].add_run(label).bold = True
    content: _Cell = cells[1]
    return content


def _fill(cell: _Cell, texts: list[str]) -> None:
    if len(texts) == 1:
        cell.paragraphs[0].text = texts[0]
        return
    cell.paragraphs[0].text = texts[0]
    cell.paragraphs[0].style = "List Bullet"
    for text in texts[1:]:
        cell.add_paragraph(text, style="List Bullet")


def _steps_row(table: Table, steps: list[Plan]) -> None:
    cell = _new_row(table, "Étapes")
    group = None
    for step in steps:
        if step["group"] != group:
            group = step["group"]
            cell.add_paragraph().add_run(f"{group} :").bold = True
        cell.add_paragraph(step["text"], style="List Bullet")
        for substep in step["substeps"]:
            cell.add_paragraph(substep, style="List Bullet 2")


def _glossary(document: DocxDocument, plan: Plan) -> None:
    document.add_heading("Glossaire", 1)
    for entry in plan["glossary"]:
        document.add_paragraph(f"{entry['acronym']} : {entry['meaning']}")
