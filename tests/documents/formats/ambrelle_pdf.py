"""A consultant's deck in PDF: coloured bands, two slides for a fiche, boxes with their label above."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Frame, Paragraph, Table

Plan = dict[str, Any]
Box = tuple[float, float, float, float]

_WIDTH, _HEIGHT = 960.0, 540.0
_BLUE, _SAND = colors.HexColor("#1d3f66"), colors.HexColor("#efe6d5")
_BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=9.5, leading=11.5)
_ITEM = ParagraphStyle("item", parent=_BODY, leftIndent=10, bulletIndent=1)
_NESTED = ParagraphStyle("nested", parent=_BODY, leftIndent=24, bulletIndent=14)
_BOLD = ParagraphStyle("bold", parent=_BODY, fontName="Helvetica-Bold")
_WHITE = ParagraphStyle("white", parent=_BOLD, textColor=colors.white, fontSize=10)
_TITLE = ParagraphStyle("title", parent=_BOLD, fontSize=17, leading=20, textColor=_BLUE)
_KINDS = {"realisation": "Réalisation", "resultat": "Résultat", "impact": "Impact"}


def build(plan: Plan) -> bytes:
    """Cover, diagnosis, synoptic, two slides for each fiche, governance."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(_WIDTH, _HEIGHT))
    _put(
        canvas, (80, 200, 800, 200), [Paragraph(plan["territory"], _TITLE), Paragraph(plan["title"], _TITLE)]
    )
    _put(canvas, (80, 120, 800, 60), [Paragraph("2025 – 2029", _BODY), Paragraph("Février 2025", _BODY)])
    canvas.showPage()
    for theme in dict.fromkeys(each["theme"] for each in plan["diagnosis"]):
        _diagnosis(canvas, plan, theme)
    _synoptic(canvas, plan)
    actions = {action["ref"]: action for action in plan["actions"]}
    for axis in plan["tree"]:
        _divider(canvas, axis)
        for node in axis["children"]:
            for leaf in node["children"]:
                _fiche(canvas, axis, actions[leaf["ref"]])
    _governance(canvas, plan)
    canvas.save()
    return buffer.getvalue()


def _put(canvas: Canvas, box: Box, content: list[Flowable]) -> None:
    frame = Frame(*box, leftPadding=4, rightPadding=4, topPadding=3, bottomPadding=3)
    frame.addFromList(content, canvas)
    if content:
        raise ValueError("a box of a slide overflows")


def _end(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 7)
    canvas.drawString(40, 18, "© Cabinet Trame & Cie – Convention territoriale globale – Ambrelle Métropole")
    canvas.drawRightString(_WIDTH - 40, 18, str(canvas.getPageNumber()))
    canvas.showPage()


def _head(canvas: Canvas, band: str, title: str) -> None:
    canvas.setFillColor(_BLUE)
    canvas.rect(0, _HEIGHT - 30, _WIDTH, 30, stroke=0, fill=1)
    canvas.setFillColor(colors.black)
    _put(canvas, (36, _HEIGHT - 30, _WIDTH - 72, 28), [Paragraph(band, _WHITE)])
    _put(canvas, (36, _HEIGHT - 84, _WIDTH - 72, 52), [Paragraph(title, _TITLE)])


def _box(canvas: Canvas, box: Box, label: str, content: list[Flowable]) -> None:
    """A label in a coloured rectangle, what it names in the frame under it."""
    x, y, width, height = box
    canvas.setFillColor(_BLUE)
    canvas.rect(x, y + height - 18, width, 18, stroke=0, fill=1)
    canvas.setFillColor(colors.black)
    canvas.rect(x, y, width, height - 18, stroke=1, fill=0)
    _put(canvas, (x, y + height - 20, width, 20), [Paragraph(label, _WHITE)])
    _put(canvas, (x, y, width, height - 20), content)


def _items(texts: list[str]) -> list[Flowable]:
    return [Paragraph(text, _ITEM, bulletText="•") for text in texts]


def _diagnosis(canvas: Canvas, plan: Plan, theme: str) -> None:
    _head(canvas, "Le diagnostic partagé", f"{theme} – En synthèse")
    for x, kind, label in ((36, "force", "Points forts"), (490, "faiblesse", "Points de fragilité")):
        texts = [e["text"] for e in plan["diagnosis"] if e["theme"] == theme and e["kind"] == kind]
        _box(canvas, (x, 60, 430, 380), label, _items(texts))
    _end(canvas)


def _synoptic(canvas: Canvas, plan: Plan) -> None:
    _head(canvas, "Le plan d'actions", "Vue d'ensemble du plan d'actions")
    rows: list[list[Any]] = [[Paragraph(text, _WHITE) for text in ("Axes", "Orientations", "Fiches actions")]]
    spans = []
    for axis in plan["tree"]:
        first = len(rows)
        for node in axis["children"]:
            leaves = [Paragraph(f"{leaf['ref']} {leaf['title']}", _BODY) for leaf in node["children"]]
            name = Paragraph(f"Axe {axis['ref']} – {axis['title']}", _BOLD) if first == len(rows) else ""
            rows.append([name, Paragraph(f"{node['ref']} – {node['title']}", _BODY), leaves])
        spans.append(("SPAN", (0, first), (0, len(rows) - 1)))
    table = Table(rows, colWidths=[230, 230, 420])
    style = [("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("BACKGROUND", (0, 0), (-1, 0), _BLUE)]
    table.setStyle([*style, ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *spans])
    _put(canvas, (36, 40, 890, 410), [table])
    _end(canvas)


def _divider(canvas: Canvas, axis: Plan) -> None:
    canvas.setFillColor(_SAND)
    canvas.rect(0, 0, _WIDTH, _HEIGHT, stroke=0, fill=1)
    canvas.setFillColor(colors.black)
    _put(
        canvas,
        (80, 300, 800, 80),
        [Paragraph(f"AXE {axis['ref']}", _TITLE), Paragraph(axis["title"], _TITLE)],
    )
    rows = [f"{leaf['ref']} {leaf['title']}" for node in axis["children"] for leaf in node["children"]]
    _put(canvas, (80, 120, 800, 160), [Paragraph(row, _BODY) for row in rows])
    _end(canvas)


def _fiche(canvas: Canvas, axis: Plan, action: Plan) -> None:
    band = f"AXE {axis['ref']} – {axis['title'].upper()}"
    title = action["fiche_title"] or action["title"].upper()
    _head(canvas, band, f"Fiche action {action['ref']} : {title}")
    _box(canvas, (36, 60, 430, 380), "Constats", _items(action["context"]))
    _box(canvas, (490, 60, 430, 250), "Finalités", _items(action["objectives"]))
    _box(canvas, (490, 330, 430, 110), "Public cible", [Paragraph("Familles du territoire", _BODY)])
    _end(canvas)
    _head(canvas, band, f"{title} (suite)")
    _box(canvas, (36, 40, 350, 405), "Modalités de mise en œuvre", _steps(action))
    grid: list[tuple[str, list[Flowable]]] = [
        ("Chef de file", [Paragraph(text, _BODY) for text in action["pilots"]]),
        ("Partenaires associés", [Paragraph(", ".join(action["partners"]), _BODY)]),
        ("Points de vigilance", _items(action["success_conditions"])),
        ("Échéancier", [Paragraph(text, _BODY) for text in action["calendar"]]),
        ("Moyens mobilisés", _items(action["resources"])),
        ("Critères d'évaluation", _indicators(action)),
    ]
    for number, (label, content) in enumerate(grid):
        row, column = divmod(number, 2)
        _box(canvas, (400 + column * 265, 330 - row * 145, 255, 115 if row < 2 else 140), label, content)
    _end(canvas)


def _steps(action: Plan) -> list[Flowable]:
    found: list[Flowable] = []
    group = None
    for step in action["steps"]:
        if step["group"] != group:
            group = step["group"]
            found.append(Paragraph(str(group), _BOLD))
        found += _items([step["text"]])
        found += [Paragraph(text, _NESTED, bulletText="–") for text in step["substeps"]]
    return found


def _indicators(action: Plan) -> list[Flowable]:
    found: list[Flowable] = []
    for kind, name in _KINDS.items():
        texts = [each["text"] for each in action["indicators"] if each["kind"] == kind]
        if texts:
            found += [Paragraph(f"{name} :", _BOLD), *_items(texts)]
    return found


def _governance(canvas: Canvas, plan: Plan) -> None:
    _head(canvas, "La gouvernance", "Trois instances pour faire vivre la convention")
    for number, body in enumerate(plan["governance"]):
        content = [Paragraph("Composition", _BOLD), *_items(body["members"])]
        content += [Paragraph("Fréquence", _BOLD), Paragraph(body["frequency"], _BODY)]
        content += [Paragraph("Rôle", _BOLD), *_items(body["missions"])]
        _box(canvas, (36 + number * 300, 120, 285, 320), body["name"], content)
    _end(canvas)
