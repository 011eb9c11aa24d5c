"""An A4 PDF: one ruled table for each fiche, labels in a coloured column, three columns of indicators."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

Plan = dict[str, Any]

_BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=12.5)
_ITEM = ParagraphStyle("item", parent=_BODY, leftIndent=11, bulletIndent=2)
_LABEL = ParagraphStyle("label", parent=_BODY, fontName="Helvetica-Bold", textColor=colors.white)
_TITLE = ParagraphStyle("title", parent=_BODY, fontName="Helvetica-Bold", fontSize=15, leading=19)
_BLUE = colors.HexColor("#22577a")


def build(plan: Plan) -> bytes:
    """Cover, contents, fiches one under the other, instances."""
    buffer = BytesIO()
    document = BaseDocTemplate(buffer, pagesize=A4)
    frame = Frame(2 * cm, 2 * cm, 17 * cm, 25.5 * cm)
    document.addPageTemplates([PageTemplate(frames=[frame], onPage=_foot)])
    story: list[Flowable] = [Spacer(1, 7 * cm), Paragraph(plan["territory"], _TITLE)]
    story += [Paragraph(text, _TITLE) for text in ("Convention territoriale globale", "Fiches actions")]
    story += [Paragraph("2024 - 2028", _BODY), Paragraph("Mai 2024", _BODY), PageBreak()]
    story.append(Paragraph("Sommaire", _TITLE))
    for axis in plan["tree"]:
        story.append(Paragraph(f"<b>Axe stratégique {axis['ref']} – {axis['title']}</b>", _BODY))
        story += [Paragraph(f"Action {leaf['ref']} – {leaf['title']}", _ITEM) for leaf in axis["children"]]
    actions = {action["ref"]: action for action in plan["actions"]}
    for axis in plan["tree"]:
        story += [PageBreak(), Paragraph(f"Axe stratégique {axis['ref']} – {axis['title']}", _TITLE)]
        for leaf in axis["children"]:
            story += [Spacer(1, 12), *_fiche(actions[leaf["ref"]])]
    story += [PageBreak(), Paragraph("Pilotage de la convention", _TITLE), _instances(plan)]
    document.build(story)
    return buffer.getvalue()


def _foot(canvas: Canvas, document: BaseDocTemplate) -> None:
    canvas.setFont("Helvetica", 7)
    canvas.drawString(2 * cm, 1 * cm, "Maravel Communauté - Fiches actions CTG")
    canvas.drawRightString(19 * cm, 1 * cm, f"- {document.page} -")


def _fiche(action: Plan) -> list[Flowable]:
    rows: list[list[Any]] = [[Paragraph(f"Action {action['ref']} – {action['title']}", _LABEL), ""]]
    for label, texts in (
        ("Contexte", action["context"]),
        ("Objectifs", action["objectives"]),
        ("Mise en œuvre", [step["text"] for step in action["steps"]]),
        ("Pilotes", action["pilots"]),
        ("Partenaires", [", ".join(action["partners"])]),
        ("Moyens", action["resources"]),
        ("Place des habitants", action["residents"]),
        ("Points de vigilance", action["success_conditions"]),
        ("Calendrier", action["calendar"]),
    ):
        rows.append([Paragraph(label, _LABEL), _items(texts)])
    style = [
        ("BACKGROUND", (0, 0), (0, -1), _BLUE),
        ("BACKGROUND", (0, 0), (1, 0), _BLUE),
        ("SPAN", (0, 0), (1, 0)),
    ]
    grid = ("GRID", (0, 0), (-1, -1), 0.5, colors.grey)
    main = Table(rows, colWidths=[4 * cm, 13 * cm], style=[*style, grid, ("VALIGN", (0, 0), (-1, -1), "TOP")])
    kinds = {"realisation": "Réalisation", "resultat": "Résultat", "impact": "Impact"}
    head = [Paragraph(f"Indicateurs<br/>{name}", _LABEL) for name in kinds.values()]
    cells = [_items([e["text"] for e in action["indicators"] if e["kind"] == kind]) for kind in kinds]
    below = Table(
        [head, cells], colWidths=[17 / 3 * cm] * 3, style=[("BACKGROUND", (0, 0), (-1, 0), _BLUE), grid]
    )
    return [main, below]


def _items(texts: list[str]) -> list[Flowable]:
    return [
        Paragraph(text, _ITEM, bulletText="•") if len(texts) > 1 else Paragraph(text, _BODY) for text in texts
    ]


def _instances(plan: Plan) -> Table:
    head = [Paragraph(text, _LABEL) for text in ("Instance", "Membres", "Missions", "Fréquence")]
    rows = [
        [
            Paragraph(body["name"], _BODY),
            _items(body["members"]),
            _items(body["missions"]),
            Paragraph(body["frequency"], _BODY),
        ]
        for body in plan["governance"]
    ]
    style = [("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("BACKGROUND", (0, 0), (-1, 0), _BLUE)]
    return Table([head, *rows], colWidths=[4 * cm, 5 * cm, 5 * cm, 3 * cm], style=style)
