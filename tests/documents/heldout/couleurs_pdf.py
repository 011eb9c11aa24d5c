"""A PDF in A4: a coloured label column above, two columns below, a term ticked among three."""

from __future__ import annotations

import io
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

Plan = dict[str, Any]

_STYLES = getSampleStyleSheet()
_BODY = ParagraphStyle("body", parent=_STYLES["BodyText"], fontSize=9, leading=11)
_LABEL = ParagraphStyle("label", parent=_BODY, textColor=colors.white, fontName="Helvetica-Bold")
_BAR = ParagraphStyle("bar", parent=_BODY, fontName="Helvetica-Bold", fontSize=11, leading=14)
_TERMS = {"court": "Court terme", "moyen": "Moyen terme", "long": "Long terme"}


def build(plan: Plan) -> bytes:
    """The whole document, one fiche per page after the cover and the contents."""
    buffer = io.BytesIO()
    document = SimpleDocTemplate(buffer, pagesize=A4, leftMargin=2 * cm, rightMargin=2 * cm)
    story: list[Flowable] = [Spacer(1, 6 * cm), Paragraph(plan["title"], _STYLES["Title"])]
    story += [Paragraph(plan["territory"], _STYLES["Title"]), Paragraph("Juin 2024", _BODY), PageBreak()]
    story.append(Paragraph("Sommaire", _STYLES["Heading1"]))
    for axis in plan["tree"]:
        story.append(Paragraph(f"Axe {axis['ref']} – {axis['title']}", _STYLES["Heading2"]))
        for objective in axis["children"]:
            story.append(Paragraph(f"Objectif {objective['ref']} – {objective['title']}", _BAR))
            story += [Paragraph(f"Action {a['ref']} – {a['title']}", _BODY) for a in objective["children"]]
    for action in plan["actions"]:
        story += [PageBreak(), *_fiche(action)]
    document.build(story, onFirstPage=_furniture, onLaterPages=_furniture)
    return buffer.getvalue()


def _furniture(canvas: Canvas, document: Any) -> None:
    canvas.setFont("Helvetica", 7)
    canvas.drawString(2 * cm, 1 * cm, "Convention territoriale globale – Monts de Vaurelle")
    canvas.drawRightString(19 * cm, 1 * cm, f"Page {document.page}")


def _fiche(action: Plan) -> list[Flowable]:
    axis, objective, _ = action["ref"].split(".")
    place = f"Axe {axis} – Objectif {axis}.{objective} – Action {action['ref']}"
    rows = [
        [Paragraph("Contexte", _LABEL), _list(action["context"])],
        [Paragraph("Objectifs visés", _LABEL), _list(action["objectives"])],
        [Paragraph("Étapes de mise en œuvre", _LABEL), _list([step["text"] for step in action["steps"]])],
        [Paragraph("Moyens", _LABEL), _list(action["resources"])],
    ]
    above = Table(rows, colWidths=[4 * cm, 13 * cm])
    above.setStyle(
        [
            ("BACKGROUND", (0, 0), (0, -1), colors.HexColor("#1f5c7a")),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("BOX", (0, 0), (-1, -1), 0.5, colors.grey),
            ("INNERGRID", (0, 0), (-1, -1), 0.25, colors.grey),
        ]
    )
    return [
        Paragraph(place, _BAR),
        Paragraph(action["title"], _STYLES["Heading1"]),
        above,
        Spacer(1, 0.4 * cm),
        _below(action),
        Spacer(1, 0.4 * cm),
        _terms(action["schedule"]["start_term"]),
    ]


def _below(action: Plan) -> Table:
    kinds = {"resultat": "Indicateurs de résultat", "realisation": "Indicateurs de réalisation"}
    right: list[Flowable] = []
    for kind, name in kinds.items():
        right.append(Paragraph(f"<b>{name}</b>", _BODY))
        right += _list([each["text"] for each in action["indicators"] if each["kind"] == kind])
    left = [Paragraph("<b>Pilotes</b>", _BODY), *_list(action["pilots"])]
    left += [Paragraph("<b>Partenaires</b>", _BODY), *_list(action["partners"])]
    table = Table([[left, right]], colWidths=[8.5 * cm, 8.5 * cm])
    table.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP")])
    return table


def _terms(term: str) -> Table:
    row = [Paragraph("<b>Échéancier</b>", _BODY)]
    row += [Paragraph(f"{'[X]' if key == term else '[ ]'} {name}", _BODY) for key, name in _TERMS.items()]
    table = Table([row], colWidths=[4 * cm] + [4.3 * cm] * 3)
    table.setStyle([("BOX", (0, 0), (-1, -1), 0.5, colors.grey)])
    return table


def _list(items: list[str]) -> list[Flowable]:
    return [Paragraph(f"• {item}", _BODY) for item in items]
