"""A form in PDF: bands with turned words at the left, labels inside the boxes, fiches over two pages."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Frame, Paragraph

Plan = dict[str, Any]
Part = tuple[str, list[Flowable]]

_BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=9.5, leading=11.5)
_ITEM = ParagraphStyle("item", parent=_BODY, leftIndent=10, bulletIndent=1)
_NESTED = ParagraphStyle("nested", parent=_BODY, leftIndent=22, bulletIndent=13)
_LABEL = ParagraphStyle("label", parent=_BODY, fontName="Helvetica-BoldOblique", fontSize=9)
_TITLE = ParagraphStyle("title", parent=_BODY, fontName="Helvetica-Bold", fontSize=14, leading=17)
_BAND = colors.HexColor("#5b3a8e")
_KINDS = {"realisation": "De réalisation", "resultat": "De résultat", "impact": "D'impact"}


def told(plan: Plan) -> Plan:
    """What the form says of the plan: the fiches, and nothing around them."""
    return plan | {name: [] for name in ("diagnosis", "governance", "roles", "glossary")}


def build(plan: Plan) -> bytes:
    """Cover, contents, then two pages for each fiche."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    cover = [Paragraph(text, _TITLE) for text in (plan["territory"], *plan["title"].split(" Annexe 3 : "))]
    _put(canvas, 3, 12, 15, 8, [*cover, Paragraph("Décembre 2025", _BODY)])
    canvas.showPage()
    _contents(canvas, plan)
    actions = {action["ref"]: action for action in plan["actions"]}
    for ambition in plan["tree"]:
        for objective in ambition["children"]:
            for leaf in objective["children"]:
                _fiche(canvas, ambition, objective, actions[leaf["ref"]])
    canvas.save()
    return buffer.getvalue()


def _put(canvas: Canvas, x: float, y: float, width: float, height: float, content: list[Flowable]) -> None:
    """Lay ``content`` in a frame given in centimetres."""
    Frame(x * cm, y * cm, width * cm, height * cm, 4, 3, 4, 3).addFromList(content, canvas)
    if content:
        raise ValueError("a box of the form overflows")


def _end(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 7)
    canvas.drawString(2 * cm, 0.9 * cm, "Caf – Marvelle et Coteaux – MSA")
    canvas.drawRightString(19 * cm, 0.9 * cm, f"{canvas.getPageNumber()}/24")
    canvas.showPage()


def _contents(canvas: Canvas, plan: Plan) -> None:
    lines: list[Flowable] = [Paragraph("Liste des actions", _TITLE)]
    for ambition in plan["tree"]:
        lines.append(Paragraph(f"<b>Ambition {ambition['ref']} : {ambition['title']}</b>", _BODY))
        for objective in ambition["children"]:
            lines.append(Paragraph(f"Objectif stratégique {objective['ref']} : {objective['title']}", _BODY))
            lines += [
                Paragraph(f"Action {leaf['ref']} : {leaf['title']}", _ITEM) for leaf in objective["children"]
            ]
    _put(canvas, 2, 4, 17, 23, lines)
    _end(canvas)


def _head(canvas: Canvas, action: Plan, place: str) -> None:
    canvas.setFillColor(_BAND)
    canvas.rect(2 * cm, 25.6 * cm, 2.4 * cm, 2.2 * cm, stroke=0, fill=1)
    canvas.setFillColor(colors.white)
    canvas.setFont("Helvetica-Bold", 9)
    canvas.drawCentredString(3.2 * cm, 27.0 * cm, "ACTION")
    canvas.setFont("Helvetica-Bold", 22)
    canvas.drawCentredString(3.2 * cm, 26.0 * cm, action["ref"])
    canvas.setFillColor(colors.black)
    _put(canvas, 4.6, 26.2, 14.4, 1.6, [Paragraph(action["fiche_title"] or action["title"], _TITLE)])
    _put(canvas, 4.6, 25.4, 14.4, 0.9, [Paragraph(place, _BODY)])


def _band(canvas: Canvas, y: float, height: float, name: str, rows: list[list[Part]]) -> None:
    """A turned word at the left, and beside it rows of boxes of equal widths."""
    canvas.setFillColor(_BAND)
    canvas.rect(2 * cm, y * cm, 0.8 * cm, height * cm, stroke=0, fill=1)
    canvas.setFillColor(colors.white)
    canvas.saveState()
    canvas.translate(2.55 * cm, (y + height / 2) * cm)
    canvas.rotate(90)
    canvas.setFont("Helvetica-Bold", 10)
    canvas.drawCentredString(0, 0, name)
    canvas.restoreState()
    canvas.setFillColor(colors.black)
    step = height / len(rows)
    for number, row in enumerate(rows):
        width = 16 / len(row)
        for column, (label, content) in enumerate(row):
            x, bottom = 3 + column * width, y + height - (number + 1) * step
            canvas.rect(x * cm, bottom * cm, width * cm, step * cm, stroke=1, fill=0)
            _put(canvas, x, bottom, width, step, [Paragraph(label, _LABEL), *content])


def _fiche(canvas: Canvas, ambition: Plan, objective: Plan, action: Plan) -> None:
    place = f"Ambition {ambition['ref']} › Objectif stratégique {objective['ref']}"
    _head(canvas, action, place)
    _band(
        canvas,
        15.5,
        9.5,
        "POURQUOI",
        [[("Constats", _items(action["context"]))], [("Finalité(s)", _items(action["objectives"]))]],
    )
    people: list[Part] = [
        ("Pilote(s) de l'action", [Paragraph(text, _BODY) for text in action["pilots"]]),
        ("Partenaires associés", [Paragraph(", ".join(action["partners"]), _BODY)]),
    ]
    _band(canvas, 11.5, 3.6, "QUI", [people])
    _end(canvas)
    _head(canvas, action, f"{place} (suite)")
    means: list[Part] = [
        ("Moyens mobilisés", _items(action["resources"])),
        ("Calendrier", [Paragraph(text, _BODY) for text in action["calendar"]]),
    ]
    _band(canvas, 11.5, 13.5, "COMMENT", [[("Modalités de mise en œuvre", _steps(action))], means])
    indicators: list[Part] = []
    for kind, name in _KINDS.items():
        texts = [each["text"] for each in action["indicators"] if each["kind"] == kind]
        indicators.append((f"Indicateurs {name[0].lower()}{name[1:]}", _items(texts)))
    vigilance: list[Part] = [("Points de vigilance", _items(action["success_conditions"]))]
    _band(canvas, 3.5, 7.5, "SUIVI", [vigilance, indicators])
    _end(canvas)


def _items(texts: list[str]) -> list[Flowable]:
    return [Paragraph(text, _ITEM, bulletText="-") for text in texts]


def _steps(action: Plan) -> list[Flowable]:
    found: list[Flowable] = []
    group = None
    for step in action["steps"]:
        if step["group"] != group:
            group = step["group"]
            found.append(Paragraph(f"<u>{group}</u>", _BODY))
        found += _items([step["text"]])
        found += [Paragraph(text, _NESTED, bulletText="•") for text in step["substeps"]]
    return found
