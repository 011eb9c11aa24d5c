"""An A4 report in PDF: sections in two columns without rules, a ruled table at the foot of each fiche."""

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

_BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=10.5, leading=12.5, spaceAfter=2)
_ITEM = ParagraphStyle("item", parent=_BODY, leftIndent=12, bulletIndent=2)
_LABEL = ParagraphStyle("label", parent=_BODY, fontName="Times-Bold", textColor=colors.HexColor("#7a1f3d"))
_TITLE = ParagraphStyle("title", parent=_BODY, fontName="Times-Bold", fontSize=16, leading=20, spaceAfter=8)
_COVER = ParagraphStyle("cover", parent=_TITLE, fontSize=22, leading=28, alignment=1)
_TERMS = {"court": "Court terme", "moyen": "Moyen terme", "long": "Long terme", "prochaine": "Prochaine CTG"}
_INTRODUCTION = (
    "Le présent document constitue la troisième partie du projet social de territoire. Il a été écrit au fil "
    "de sept réunions, avec les communes, les services de l'État, la caisse d'allocations familiales et les "
    "associations. Les fiches qui suivent engagent leurs signataires ; elles sont revues chaque année."
)


def build(plan: Plan) -> bytes:
    """Cover, contents with page numbers, one recap of dates, then the fiches one after the other."""
    buffer = BytesIO()
    document = BaseDocTemplate(buffer, pagesize=A4)
    frame = Frame(2 * cm, 2 * cm, 17 * cm, 25 * cm)
    document.addPageTemplates([PageTemplate(frames=[frame], onPage=_furniture)])
    story: list[Flowable] = [Spacer(1, 5 * cm), Paragraph(plan["title"], _COVER)]
    story += [Paragraph(plan["territory"], _COVER), Paragraph("2023 – 2027", _COVER)]
    story += [Paragraph("Novembre 2023", _BODY), PageBreak(), *_contents(plan), PageBreak()]
    story += [Paragraph("Introduction", _TITLE), Paragraph(_INTRODUCTION, _BODY)]
    for orientation in plan["tree"]:
        for objective in orientation["children"]:
            for leaf in objective["children"]:
                action = next(each for each in plan["actions"] if each["ref"] == leaf["ref"])
                story += [PageBreak(), *_fiche(orientation, objective, action)]
    document.build(story)
    return buffer.getvalue()


def _furniture(canvas: Canvas, document: BaseDocTemplate) -> None:
    if document.page > 1:
        canvas.setFont("Times-Italic", 8)
        canvas.drawString(2 * cm, 28.4 * cm, "Pays de Tressange – Projet social de territoire 2023-2027")
        canvas.drawCentredString(10.5 * cm, 1.2 * cm, f"{document.page} / 20")


def _contents(plan: Plan) -> list[Flowable]:
    story: list[Flowable] = [Paragraph("Table des matières", _TITLE)]
    page = 3
    for orientation in plan["tree"]:
        story.append(
            Paragraph(f"<b>Orientation stratégique {orientation['ref']} – {orientation['title']}</b>", _BODY)
        )
        for objective in orientation["children"]:
            story.append(Paragraph(f"{objective['ref']} – {objective['title']}", _LABEL))
            for leaf in objective["children"]:
                page += 1
                dots = "." * (90 - len(leaf["title"]))
                story.append(Paragraph(f"Fiche {leaf['ref']} {leaf['title']} {dots} {page}", _ITEM))
    return story


def _fiche(orientation: Plan, objective: Plan, action: Plan) -> list[Flowable]:
    place = Table(
        [
            [Paragraph(f"Orientation stratégique {orientation['ref']} : {orientation['title']}", _BODY)],
            [Paragraph(f"Objectif opérationnel {objective['ref']} : {objective['title']}", _BODY)],
        ],
        colWidths=[17 * cm],
    )
    place.setStyle([("BACKGROUND", (0, 0), (-1, -1), colors.HexColor("#f3e3e8"))])
    return [
        place,
        Spacer(1, 8),
        Paragraph(f"FICHE {action['ref']} – {action['title'].upper()}", _TITLE),
        _columns(action),
        Spacer(1, 10),
        _foot(action),
    ]


def _columns(action: Plan) -> Table:
    """The sections that run in two columns without any rule, each under its label."""
    left = [
        ("De quoi partons-nous ?", action["context"]),
        ("Objectifs visés", action["objectives"]),
        ("Descriptif de l'action et étapes", [step["text"] for step in action["steps"]]),
    ]
    right = [
        ("Élus et techniciens référents", action["pilots"]),
        ("Partenaires à mobiliser", [", ".join(action["partners"])]),
        ("Moyens humains et financiers", action["resources"]),
        ("Points de vigilance", action["success_conditions"]),
        ("Participation des habitants", action["residents"]),
    ]
    table = Table([[_sections(left), _sections(right)]], colWidths=[8.6 * cm, 8.4 * cm])
    table.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP")])
    return table


def _sections(sections: list[tuple[str, list[str]]]) -> list[Flowable]:
    found: list[Flowable] = []
    for label, texts in sections:
        found.append(Paragraph(label, _LABEL))
        if label.startswith("Partenaires"):
            found += [Paragraph(text, _BODY) for text in texts]
        else:
            found += [Paragraph(text, _ITEM, bulletText="-") for text in texts]
        if not texts:
            found.append(Paragraph("/", _BODY))
    return found


def _foot(action: Plan) -> Table:
    """The schedule and the indicators in one ruled table."""
    term = _TERMS[action["schedule"]["start_term"]]
    boxes = "   ".join(f"{'[X]' if name == term else '[ ]'} {name}" for name in _TERMS.values())
    rows = [[Paragraph("Échéancier", _LABEL), [Paragraph(boxes, _BODY), *_lines(action["calendar"])]]]
    names = {"realisation": "réalisation", "resultat": "résultat", "impact": "impact"}
    for kind, name in names.items():
        texts = [each["text"] for each in action["indicators"] if each["kind"] == kind]
        rows.append([Paragraph(f"Indicateurs de {name}", _LABEL), _lines(texts)])
    table = Table(rows, colWidths=[4.5 * cm, 12.5 * cm])
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return table


def _lines(texts: list[str]) -> list[Flowable]:
    return [Paragraph(text, _BODY) for text in texts]
