"""A deck in PDF: one dense slide for a fiche, three columns above, a ruled table below."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Frame, Paragraph, Table

Plan = dict[str, Any]

_WIDTH, _HEIGHT = 960.0, 540.0
_GREEN, _PALE = colors.HexColor("#2d6a4f"), colors.HexColor("#d8f3dc")
_BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=12)
_ITEM = ParagraphStyle("item", parent=_BODY, leftIndent=11, bulletIndent=1)
_LABEL = ParagraphStyle("label", parent=_BODY, fontName="Helvetica-Bold", textColor=_GREEN, spaceBefore=5)
_TITLE = ParagraphStyle("title", parent=_BODY, fontName="Helvetica-Bold", fontSize=18, leading=21)
_TAG = ParagraphStyle("tag", parent=_BODY, alignment=2, textColor=_GREEN)


def build(plan: Plan) -> bytes:
    """Cover, diagnosis by theme, contents, one slide for each fiche."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(_WIDTH, _HEIGHT))
    cover = [
        Paragraph(text, _TITLE) for text in (*plan["title"].split(" Plan"), plan["territory"], "2025-2028")
    ]
    cover[1] = Paragraph("Plan" + plan["title"].partition(" Plan")[2], _TITLE)
    _put(canvas, 120, 180, 700, 200, [*cover, Paragraph("Janvier 2025", _BODY)])
    canvas.showPage()
    for theme in dict.fromkeys(each["theme"] for each in plan["diagnosis"]):
        _diagnosis(canvas, plan, theme)
    _contents(canvas, plan)
    actions = {action["ref"]: action for action in plan["actions"]}
    for orientation in plan["tree"]:
        for objective in orientation["children"]:
            for leaf in objective["children"]:
                _fiche(
                    canvas,
                    f"Orientation {orientation['ref']} | Objectif {objective['ref']}",
                    actions[leaf["ref"]],
                )
    canvas.save()
    return buffer.getvalue()


def _put(canvas: Canvas, x: float, y: float, width: float, height: float, content: list[Flowable]) -> None:
    Frame(x, y, width, height).addFromList(content, canvas)
    if content:
        raise ValueError("a slide overflows")


def _end(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawString(30, 14, "Pays d'Ombrelac | CTG 2025-2028")
    canvas.drawRightString(_WIDTH - 30, 14, str(canvas.getPageNumber()))
    canvas.showPage()


def _items(texts: list[str]) -> list[Flowable]:
    return [Paragraph(text, _ITEM, bulletText="•") for text in texts]


def _diagnosis(canvas: Canvas, plan: Plan, theme: str) -> None:
    _put(canvas, 30, 470, 900, 50, [Paragraph(f"Diagnostic – {theme}", _TITLE)])
    labels = {"force": "Atouts", "faiblesse": "Faiblesses", "enjeu": "Enjeux"}
    for number, (kind, label) in enumerate(labels.items()):
        texts = [e["text"] for e in plan["diagnosis"] if (e["theme"], e["kind"]) == (theme, kind)]
        _put(canvas, 30 + 300 * number, 200, 290, 250, [Paragraph(label, _LABEL), *_items(texts)])
    _end(canvas)


def _contents(canvas: Canvas, plan: Plan) -> None:
    left: list[Flowable] = []
    for orientation in plan["tree"]:
        left.append(Paragraph(f"Orientation {orientation['ref']} : {orientation['title']}", _LABEL))
        for objective in orientation["children"]:
            left.append(Paragraph(f"Objectif {objective['ref']} : {objective['title']}", _BODY))
            left += [Paragraph(f"{leaf['ref']} {leaf['title']}", _ITEM) for leaf in objective["children"]]
    _put(canvas, 30, 470, 900, 50, [Paragraph("Architecture du plan", _TITLE)])
    _put(canvas, 30, 40, 900, 420, left)
    _end(canvas)


def _fiche(canvas: Canvas, tag: str, action: Plan) -> None:
    canvas.setFillColor(_PALE)
    canvas.rect(0, 470, _WIDTH, 70, stroke=0, fill=1)
    canvas.setFillColor(colors.black)
    _put(canvas, 30, 468, 640, 62, [Paragraph(f"{action['ref']} – {action['title']}", _TITLE)])
    _put(canvas, 680, 490, 250, 30, [Paragraph(tag, _TAG)])
    first = [Paragraph("CONTEXTE", _LABEL), *_items(action["context"])]
    first += [Paragraph("OBJECTIFS", _LABEL), *_items(action["objectives"])]
    _put(canvas, 30, 230, 290, 230, first)
    second: list[Flowable] = [Paragraph("ÉTAPES DE L'ACTION", _LABEL)]
    for number, step in enumerate(action["steps"], start=1):
        second.append(Paragraph(step["text"], _ITEM, bulletText=f"{number}."))
    _put(canvas, 335, 230, 290, 230, second)
    third = [Paragraph("PORTEUR(S)", _LABEL), *[Paragraph(text, _BODY) for text in action["pilots"]]]
    third += [Paragraph("PARTENAIRES", _LABEL), *_items(action["partners"])]
    _put(canvas, 640, 230, 290, 230, third)
    _put(canvas, 30, 30, 900, 195, [_table(action)])
    _end(canvas)


def _table(action: Plan) -> Table:
    labels = ["CALENDRIER", "MOYENS", "VIGILANCE", "INDICATEURS DE RÉALISATION", "INDICATEURS DE RÉSULTAT"]
    values = [_items(action[name]) for name in ("calendar", "resources", "success_conditions")]
    kinds = ("realisation", "resultat")
    values += [_items([e["text"] for e in action["indicators"] if e["kind"] == kind]) for kind in kinds]
    table = Table(
        [[Paragraph(label, _LABEL) for label in labels], values], colWidths=[150, 170, 160, 200, 200]
    )
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.7, _GREEN), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return table
