"""A leaflet for the public: three columns on a landscape page, actions as bullets, no fiche at all."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph

Plan = dict[str, Any]

_BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=12.5, spaceAfter=3)
_ITEM = ParagraphStyle("item", parent=_BODY, leftIndent=12, bulletIndent=2)
_STAKE = ParagraphStyle(
    "stake",
    parent=_BODY,
    fontName="Helvetica-Bold",
    fontSize=14,
    leading=17,
    textColor=colors.HexColor("#b8390e"),
)
_GOAL = ParagraphStyle("goal", parent=_BODY, fontName="Helvetica-Bold", spaceBefore=6)
_LEAD = (
    "La ville, la Caf et leurs partenaires s'engagent pour quatre ans. Ce dépliant présente les actions que "
    "vous verrez naître près de chez vous. Il ne remplace pas la convention, consultable en mairie."
)


def told(plan: Plan) -> Plan:
    """What the leaflet says of the plan: its tree, and nothing of the fiches."""
    for action in plan["actions"]:
        for name, value in action.items():
            if isinstance(value, list) and name != "path":
                action[name] = []
        action["schedule"] = dict.fromkeys(action["schedule"])
    return plan


def build(plan: Plan) -> bytes:
    """Two pages folded in three."""
    buffer = BytesIO()
    document = BaseDocTemplate(buffer, pagesize=landscape(A4))
    frames = [Frame(25 + 268 * column, 30, 256, 535) for column in range(3)]
    document.addPageTemplates([PageTemplate(frames=frames, onPage=_foot)])
    story: list[Flowable] = [Paragraph(plan["territory"], _STAKE), Paragraph(plan["title"], _STAKE)]
    story.append(Paragraph(_LEAD, _BODY))
    for stake in plan["tree"]:
        story.append(Paragraph(f"Enjeu {stake['ref']} : {stake['title']}", _STAKE))
        for objective in stake["children"]:
            story.append(Paragraph(f"Objectif {objective['ref']} : {objective['title']}", _GOAL))
            story += [
                Paragraph(f"Action {leaf['ref']} : {leaf['title']}", _ITEM, bulletText="•")
                for leaf in objective["children"]
            ]
    document.build(story)
    return buffer.getvalue()


def _foot(canvas: Canvas, _: BaseDocTemplate) -> None:
    canvas.setFont("Helvetica", 7)
    canvas.drawString(25, 16, "Ne pas jeter sur la voie publique")
