"""A workbook printed to PDF: one row for an action, narrow columns, pages that cut the table."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A3, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer, Table

Plan = dict[str, Any]

_BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=8, leading=9.5)
_HEAD = ParagraphStyle("head", parent=_BODY, fontName="Helvetica-Bold", textColor=colors.white)
_BAND = ParagraphStyle("band", parent=_BODY, fontName="Helvetica-Bold", fontSize=10, leading=13)
_TITLE = ParagraphStyle("title", parent=_BAND, fontSize=18, leading=24)
_HEADER = [
    "Objectif",
    "Action",
    "Constats",
    "Étapes de mise en œuvre",
    "Pilote(s)",
    "Partenaires",
    "Moyens",
    "Calendrier",
    "Indicateurs de suivi",
]
_WIDTHS = [95, 130, 130, 165, 105, 120, 105, 90, 180]


def build(plan: Plan) -> bytes:
    """A title, then one table for each stake; the header is printed again on each page."""
    buffer = BytesIO()
    document = BaseDocTemplate(buffer, pagesize=landscape(A3))
    frame = Frame(35, 40, 1120, 770)
    document.addPageTemplates([PageTemplate(frames=[frame], onPage=_furniture)])
    story: list[Flowable] = [Paragraph(plan["territory"], _TITLE), Paragraph(plan["title"], _TITLE)]
    actions = {action["ref"]: action for action in plan["actions"]}
    for stake in plan["tree"]:
        story += [Spacer(1, 14), _table(stake, actions)]
    document.build(story)
    return buffer.getvalue()


def _furniture(canvas: Canvas, document: BaseDocTemplate) -> None:
    canvas.setFont("Helvetica", 7)
    canvas.drawString(35, 20, "Ville de Lauzerac – tableau de suivi – imprimé le 12/06/2025")
    canvas.drawRightString(1150, 20, f"Page {document.page}")


def _table(stake: Plan, actions: dict[str, Plan]) -> Table:
    band = Paragraph(f"Enjeu {stake['ref']} : {stake['title']}", _BAND)
    rows: list[list[Any]] = [[band, *[""] * 8], [Paragraph(label, _HEAD) for label in _HEADER]]
    style: list[tuple[Any, ...]] = [
        ("SPAN", (0, 0), (-1, 0)),
        ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#d9e8d2")),
        ("BACKGROUND", (0, 1), (-1, 1), colors.HexColor("#38761d")),
        ("GRID", (0, 0), (-1, -1), 0.5, colors.grey),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    for objective in stake["children"]:
        for number, leaf in enumerate(objective["children"]):
            name = f"{objective['ref']} {objective['title']}" if number == 0 else ""
            rows.append([Paragraph(name, _BODY), *_cells(actions[leaf["ref"]])])
    return Table(rows, colWidths=_WIDTHS, repeatRows=2, style=style)


def _cells(action: Plan) -> list[Any]:
    return [
        Paragraph(f"{action['ref']} {action['title']}", _BODY),
        _lines(action["context"]),
        [Paragraph(f"- {step['text']}", _BODY) for step in action["steps"]],
        _lines(action["pilots"]),
        Paragraph(", ".join(action["partners"]), _BODY),
        _lines(action["resources"]),
        _lines(action["calendar"]),
        [Paragraph(f"• {each['text']}", _BODY) for each in action["indicators"]],
    ]


def _lines(texts: list[str]) -> list[Paragraph]:
    return [Paragraph(text, _BODY) for text in texts]
