"""Word with heading styles and labels set in bold at the start of a paragraph."""

from __future__ import annotations

from io import BytesIO

from docx import Document
from docx.document import Document as DocxDocument

from tests.documents.builders import Plan, axes, indicator_texts

_LISTS = (("context", "Constats"), ("objectives", "Objectifs visés"))
_RUN_IN = (("pilots", "Pilotage"), ("partners", "Partenariat"))
_CLOSING = (
    ("success_conditions", "Facteurs de réussite"),
    ("resources", "Moyens mobilisés"),
    ("calendar", "Échéancier"),
    ("indicators", "Critères d’évaluation"),
)


def build_headings_docx(plan: Plan) -> bytes:
    """The plan as a Word document without any table."""
    document = Document()
    document.add_paragraph(f"{plan['title']} – {plan['territory']}", style="Title")
    document.add_paragraph(f"{plan['period']['start']}-{plan['period']['end']}", style="Subtitle")
    for axis, groups in axes(plan):
        document.add_heading(f"Axe {axis['ref']} – {axis['title']}", 1)
        for node, actions in groups:
            if node:
                document.add_heading(f"{node['level']} {node['ref']} – {node['title']}", 2)
            for action in actions:
                _fiche(document, action)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _fiche(document: DocxDocument, action: Plan) -> None:
    document.add_heading(f"Fiche action {action['ref']} – {action['title']}", 3)
    for name, label in _RUN_IN:
        if action[name]:
            paragraph = document.add_paragraph()
            paragraph.add_run(f"{label} : ").bold = True
            paragraph.add_run((", " if name == "partners" else " / ").join(action[name]))
    for name, label in _LISTS:
        _bullets(document, label, action[name])
    _steps(document, action)
    for name, label in _CLOSING:
        _bullets(document, label, indicator_texts(action) if name == "indicators" else action[name])


def _bullets(document: DocxDocument, label: str, values: list[str]) -> None:
    if values:
        document.add_paragraph().add_run(label).bold = True
        for value in values:
            document.add_paragraph(value, style="List Bullet")


def _steps(document: DocxDocument, action: Plan) -> None:
    document.add_paragraph().add_run("Descriptif de l’action").bold = True
    group = None
    for step in action["steps"]:
        if step["group"] != group:
            group = step["group"]
            document.add_paragraph().add_run(group).italic = True
        document.add_paragraph(step["text"], style="List Bullet")
        for substep in step["substeps"]:
            document.add_paragraph(substep, style="List Bullet 2")
