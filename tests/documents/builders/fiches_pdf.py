"""A4 PDF: a contents page, then each fiche as a ruled table, with a running footer."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.lib.units import cm
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from tests.documents.builders import Plan, axes

_ROWS = (
    ("pilots", "Pilotes"),
    ("partners", "Partenaires"),
    ("context", "Éléments de contexte"),
    ("objectives", "Objectifs"),
    ("steps", "Étapes de mise en œuvre"),
    ("success_conditions", "Points de vigilance"),
    ("resources", "Moyens"),
    ("residents", "Place des habitants"),
    ("calendar", "Calendrier"),
)
_KINDS = (
    ("realisation", "Indicateurs de réalisation"),
    ("resultat", "Indicateurs de résultat"),
    ("impact", "Indicateurs d’impact"),
    (None, "Indicateurs"),
)
_SHEET = getSampleStyleSheet()
_BODY = ParagraphStyle(
    "body", parent=_SHEET["BodyText"], fontSize=9.5, leading=12, spaceBefore=0, spaceAfter=0
)
_BULLET = ParagraphStyle("bullet", parent=_BODY, leftIndent=12, bulletIndent=2)
_NESTED = ParagraphStyle("nested", parent=_BODY, leftIndent=24, bulletIndent=14)


def build_fiches_pdf(plan: Plan) -> bytes:
    """The plan as an A4 PDF."""
    out = BytesIO()
    document = SimpleDocTemplate(out, pagesize=A4, margins=2 * cm, title=plan["title"])
    story: list[Flowable] = [
        Paragraph(plan["territory"], _SHEET["Heading2"]),
        Paragraph(plan["title"], _SHEET["Title"]),
        PageBreak(),
        Paragraph("Le plan d’action", _SHEET["Heading1"]),
    ]
    for axis, groups in axes(plan):
        story.append(Paragraph(f"<b>Axe {axis['ref']} : {axis['title']}</b>", _BODY))
        for node, actions in groups:
            if node:
                story.append(Paragraph(f"{node['level']} {node['ref']} : {node['title']}", _BODY))
            story += [
                Paragraph(f"Action {action['ref']} : {action['title']}", _BULLET, bulletText="•")
                for action in actions
            ]
    for axis, groups in axes(plan):
        story += [PageBreak(), Paragraph(f"Axe {axis['ref']} : {axis['title']}", _SHEET["Heading1"])]
        for node, actions in groups:
            if node:
                story.append(
                    Paragraph(f"{node['level']} {node['ref']} : {node['title']}", _SHEET["Heading2"])
                )
            for action in actions:
                story += [_fiche(action), Spacer(1, 0.6 * cm)]
    document.build(story, onFirstPage=_footer, onLaterPages=_footer)
    return out.getvalue()


def _footer(canvas: Any, document: Any) -> None:
    canvas.setFont("Helvetica", 7)
    canvas.drawString(2 * cm, 1.2 * cm, "Convention territoriale globale · plan d’action")
    canvas.drawRightString(19 * cm, 1.2 * cm, str(document.page))


def _fiche(action: Plan) -> Table:
    rows: list[list[Any]] = [[Paragraph(f"<b>Action {action['ref']} : {action['title']}</b>", _BODY), ""]]
    for name, label in _ROWS:
        if action[name]:
            content = _steps(action) if name == "steps" else _list(action[name])
            rows.append([Paragraph(f"<b>{label}</b>", _BODY), content])
    for kind, label in _KINDS:
        texts = [each["text"] for each in action["indicators"] if each["kind"] == kind]
        if texts:
            rows.append([Paragraph(f"<b>{label}</b>", _BODY), _list(texts)])
    table = Table(rows, colWidths=[4 * cm, 13 * cm])
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.5, "black"),
                ("SPAN", (0, 0), (1, 0)),
                ("BACKGROUND", (0, 0), (1, 0), "#dde6ea"),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ]
        )
    )
    return table


def _list(texts: list[str]) -> list[Paragraph]:
    if len(texts) == 1:
        return [Paragraph(texts[0], _BODY)]
    return [Paragraph(text, _BULLET, bulletText="•") for text in texts]


def _steps(action: Plan) -> list[Paragraph]:
    result = []
    group = None
    for step in action["steps"]:
        if step["group"] != group:
            group = step["group"]
            result.append(Paragraph(f"<b>{group} :</b>", _BODY))
        result.append(Paragraph(step["text"], _BULLET, bulletText="•"))
        result += [Paragraph(text, _NESTED, bulletText="–") for text in step["substeps"]]
    return result
