"""Landscape slides: a fiche on each, its sections in two columns under a wide title."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Frame, Paragraph

from tests.documents.builders import Plan, axes, indicator_texts

_WIDTH, _HEIGHT = landscape(A4)
_BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=12.5)
_BULLET = ParagraphStyle("bullet", parent=_BODY, leftIndent=12, bulletIndent=2)
_NESTED = ParagraphStyle("nested", parent=_BODY, leftIndent=26, bulletIndent=15)
_LABEL = ParagraphStyle(
    "label", parent=_BODY, fontName="Helvetica-Bold", fontSize=11, leading=15, spaceBefore=6
)
_TITLE = ParagraphStyle("title", parent=_BODY, fontName="Helvetica-Bold", fontSize=18, leading=22)
_SUBTITLE = ParagraphStyle("subtitle", parent=_BODY, fontSize=12, leading=15)

_LEFT = (
    ("context", "Éléments de diagnostic"),
    ("objectives", "Objectifs poursuivis"),
    ("steps", "Étapes de travail"),
)
_RIGHT = (
    ("pilots", "Pilotes"),
    ("partners", "Partenaires"),
    ("success_conditions", "Conditions de réussite"),
    ("resources", "Moyens"),
    ("calendar", "Calendrier"),
    ("indicators", "Indicateurs"),
)


def build_slides_pdf(plan: Plan) -> bytes:
    """The plan as a deck of landscape pages."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(_WIDTH, _HEIGHT))
    period = f"{plan['period']['start']}-{plan['period']['end']}"
    _slide(canvas, plan["title"], plan["territory"], [Paragraph(period, _BODY)], [])
    contents: list[Flowable] = []
    for axis, groups in axes(plan):
        contents.append(Paragraph(f"Axe {axis['ref']} : {axis['title']}", _LABEL))
        for node, actions in groups:
            if node:
                contents.append(Paragraph(f"{node['level']} {node['ref']} : {node['title']}", _BODY))
            contents += [_item(f"Action {action['ref']} : {action['title']}") for action in actions]
    _slide(canvas, "Synoptique du plan d’action", "", contents, [], wide=True)
    for axis, groups in axes(plan):
        for node, actions in groups:
            for action in actions:
                above = f"Axe {axis['ref']}" + (f" · {node['level']} {node['ref']}" if node else "")
                title = f"Action {action['ref']} : {action['title']}"
                _slide(canvas, title, above, _column(action, _LEFT), _column(action, _RIGHT))
    canvas.save()
    return out.getvalue()


def _slide(
    canvas: Any,
    title: str,
    subtitle: str,
    left: list[Flowable],
    right: list[Flowable],
    *,
    wide: bool = False,
) -> None:
    Frame(40, _HEIGHT - 105, _WIDTH - 80, 80).addFromList(
        [Paragraph(title, _TITLE), Paragraph(subtitle, _SUBTITLE)], canvas
    )
    width = _WIDTH - 80 if wide else _WIDTH / 2 - 60
    for x, content in ((40, left), (_WIDTH / 2 + 20, right)):
        frame = Frame(x, 40, width, _HEIGHT - 150)
        frame.addFromList(content, canvas)
        if content:
            raise ValueError(f"the slide overflows: {title}")
    canvas.setFont("Helvetica", 8)
    canvas.drawRightString(_WIDTH - 40, 22, str(canvas.getPageNumber()))
    canvas.drawString(40, 22, "Document de travail")
    canvas.showPage()


def _column(action: Plan, rows: tuple[tuple[str, str], ...]) -> list[Flowable]:
    result: list[Flowable] = []
    for name, label in rows:
        texts = indicator_texts(action) if name == "indicators" else action[name]
        if not texts:
            continue
        result.append(Paragraph(label, _LABEL))
        result += _steps(action) if name == "steps" else [_item(text) for text in texts]
    return result


def _item(text: str) -> Paragraph:
    return Paragraph(text, _BULLET, bulletText="•")


def _steps(action: Plan) -> list[Paragraph]:
    result = []
    group = None
    for step in action["steps"]:
        if step["group"] != group:
            group = step["group"]
            result.append(Paragraph(f"<b>{group}</b>", _BODY))
        result.append(_item(step["text"]))
        result += [Paragraph(text, _NESTED, bulletText="–") for text in step["substeps"]]
    return result
