"""A4 PDF without a single rule: labels on the left, their contents on the right."""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from tests.documents.builders import Plan, axes, indicator_texts, step_lines

_ROWS = (
    ("context", "Diagnostic"),
    ("objectives", "Objectifs"),
    ("steps", "Mise en œuvre"),
    ("pilots", "Pilotes"),
    ("partners", "Partenaires"),
    ("success_conditions", "Conditions de réussite"),
    ("resources", "Moyens"),
    ("residents", "Place des habitants"),
    ("calendar", "Calendrier"),
    ("indicators", "Indicateurs"),
)
_BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=13)
_LABEL = ParagraphStyle("label", parent=_BODY, fontName="Times-Bold")
_ITEM = ParagraphStyle("item", parent=_BODY, leftIndent=11, bulletIndent=0)
_NESTED = ParagraphStyle("nested", parent=_BODY, leftIndent=24, bulletIndent=13)
_AXIS = ParagraphStyle("axis", parent=_BODY, fontName="Times-Bold", fontSize=20, leading=24, spaceAfter=6)
_MIDDLE = ParagraphStyle("middle", parent=_AXIS, fontSize=15, leading=19)
_FICHE = ParagraphStyle("fiche", parent=_AXIS, fontSize=13, leading=16, spaceBefore=12)


def build_plain_pdf(plan: Plan) -> bytes:
    """The plan as an A4 PDF without tables."""
    out = BytesIO()
    story: list[Flowable] = [Paragraph(plan["title"], _AXIS), Paragraph(plan["territory"], _MIDDLE)]
    for axis, groups in axes(plan):
        story += [PageBreak(), Paragraph(f"Axe {axis['ref']} – {axis['title']}", _AXIS)]
        for node, actions in groups:
            if node:
                story.append(Paragraph(f"{node['level']} {node['ref']} – {node['title']}", _MIDDLE))
            for action in actions:
                story += _fiche(action)
    SimpleDocTemplate(out, pagesize=A4, title=plan["title"]).build(story)
    return out.getvalue()


def _fiche(action: Plan) -> list[Flowable]:
    story: list[Flowable] = [
        CondPageBreak(6 * cm),
        Paragraph(f"Fiche n°{action['ref']} – {action['title']}", _FICHE),
    ]
    for name, label in _ROWS:
        texts = indicator_texts(action) if name == "indicators" else action[name]
        if texts:
            content = _steps(action) if name == "steps" else _list(texts)
            story.append(Table([[Paragraph(label, _LABEL), content]], colWidths=[4 * cm, 12 * cm]))
            story.append(Spacer(1, 4))
    for table in story:
        if isinstance(table, Table):
            table.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP")])
    return story


def _list(texts: list[str]) -> list[Paragraph]:
    if len(texts) == 1:
        return [Paragraph(texts[0], _BODY)]
    return [Paragraph(text, _ITEM, bulletText="-") for text in texts]


def _steps(action: Plan) -> list[Paragraph]:
    result = []
    for line in step_lines(action):
        if line.startswith("  - "):
            result.append(Paragraph(line[4:], _NESTED, bulletText="o"))
        elif line.startswith("- "):
            result.append(Paragraph(line[2:], _ITEM, bulletText="-"))
        else:
            result.append(Paragraph(line, _BODY))
    return result
