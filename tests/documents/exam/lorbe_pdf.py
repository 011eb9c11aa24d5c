"""A4 report saved as PDF: each fiche is a ruled table of two columns that runs over the page."""

from __future__ import annotations

from html import escape
from io import BytesIO
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.lib.units import cm
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from tests.documents.builders import Plan, axes

_SHEET = getSampleStyleSheet()
_BODY = ParagraphStyle(
    "body", parent=_SHEET["BodyText"], fontSize=9.5, leading=12, spaceBefore=0, spaceAfter=2
)
_BULLET = ParagraphStyle("bullet", parent=_BODY, leftIndent=11, bulletIndent=2)
_NESTED = ParagraphStyle("nested", parent=_BODY, leftIndent=24, bulletIndent=14)
_BOLD = ParagraphStyle("bold", parent=_BODY, fontName="Helvetica-Bold")
_GRID = TableStyle(
    [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.grey),
        ("BACKGROUND", (0, 0), (0, -1), colors.HexColor("#e6eef2")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
)
_KINDS = {"realisation": "Réalisation", "resultat": "Résultat", "impact": "Impact"}
_PUBLIC = {"1": "Familles avec enfants", "2": "Enfants, jeunes et parents", "3": "Tous les habitants"}
_INTRODUCED = {
    "1": "Les services existent, mais ils restent mal répartis et parfois mal connus. Cet enjeu regroupe les "
    "actions qui corrigent les inégalités entre les communes.",
    "2": "De la crèche au premier emploi, chaque étape doit préparer la suivante. Les ateliers ont insisté "
    "sur les moments de passage.",
    "3": "La convention se construit avec les habitants et les associations.",
}
_SIGNS = {
    "constat": "Chiffres et constats",
    "force": "Points forts",
    "faiblesse": "Points faibles",
    "enjeu": "Enjeux",
}


def _p(words: str, style: ParagraphStyle = _BODY) -> Paragraph:
    bullet = {_BULLET: "•", _NESTED: "o"}.get(style)
    return Paragraph(escape(words), style, bulletText=bullet)


def build(plan: Plan) -> bytes:
    """The whole report."""
    out = BytesIO()
    story: list[Flowable] = [Spacer(1, 6 * cm), _p(plan["territory"], _SHEET["Heading2"])]
    story += [_p(plan["title"], _SHEET["Title"]), _p("2022-2026", _SHEET["Heading2"])]
    story += [_p("Annexe 2 – Plan d'action", _SHEET["Heading3"]), _p("Novembre 2022"), PageBreak()]
    story += [*_diagnosis(plan), PageBreak(), *_contents(plan)]
    for axis, groups in axes(plan):
        story += [PageBreak(), _p(f"Enjeu {axis['ref']} – {axis['title']}", _SHEET["Heading1"])]
        story.append(_p(_INTRODUCED[axis["ref"]]))
        for node, actions in groups:
            if node:
                story.append(_p(f"Objectif {node['ref']} – {node['title']}", _SHEET["Heading2"]))
            for action in actions:
                story += [_fiche(action), Spacer(1, 0.8 * cm)]
    story += [PageBreak(), *_recap(plan), PageBreak(), *_around(plan)]
    SimpleDocTemplate(out, pagesize=A4, title=plan["title"]).build(
        story, onFirstPage=_furniture, onLaterPages=_furniture
    )
    return out.getvalue()


def _furniture(canvas: Any, document: Any) -> None:
    if document.page == 1:
        return
    canvas.setFont("Helvetica", 8)
    canvas.drawString(2 * cm, 28.6 * cm, "CTG Rives de Lorbe – Plan d'action")
    canvas.drawCentredString(10.5 * cm, 1.2 * cm, f"Page {document.page}")


def _diagnosis(plan: Plan) -> list[Flowable]:
    story: list[Flowable] = [_p("Synthèse du diagnostic partagé", _SHEET["Heading1"])]
    theme = kind = ""
    for finding in plan["diagnosis"]:
        if finding["theme"] != theme:
            theme, kind = finding["theme"], ""
            story.append(_p(theme, _SHEET["Heading2"]))
        if finding["kind"] != kind:
            kind = finding["kind"]
            story.append(_p(_SIGNS[kind], _BOLD))
        story.append(_p(finding["text"], _BULLET))
    return story


def _contents(plan: Plan) -> list[Flowable]:
    story: list[Flowable] = [_p("Architecture du plan d'action", _SHEET["Heading1"])]
    rows: list[list[Flowable]] = [[_p(name, _BOLD) for name in ("Enjeux", "Objectifs", "Actions")]]
    for axis, groups in axes(plan):
        first = f"{axis['ref']} – {axis['title']}"
        for node, actions in groups:
            leaves = [_p(f"{action['ref']} {action['title']}") for action in actions]
            second = f"{node['ref']} – {node['title']}" if node else ""
            for place, leaf in enumerate(leaves):
                rows.append([_p(first), _p("" if place else second), leaf])
                first = ""
    style = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return [*story, Table(rows, colWidths=[4.5 * cm, 5 * cm, 6.5 * cm], style=style)]


def _fiche(action: Plan) -> Table:
    bullets = {
        "Rappel du diagnostic": action["context"],
        "Finalité de l'action": action["objectives"],
    }
    rows: list[list[Any]] = [[_p(f"Action {action['ref']}", _BOLD), _title(action)]]
    rows.append([_p("Territoire concerné", _BOLD), _p("Ensemble de l'agglomération")])
    rows += [[_p(label, _BOLD), [_p(text, _BULLET) for text in texts]] for label, texts in bullets.items()]
    rows.append([_p("Description et étapes", _BOLD), _steps(action)])
    rows.append([_p("Public visé", _BOLD), _p(_PUBLIC[action["ref"][0]])])
    rows.append([_p("Pilote(s)", _BOLD), [_p(text) for text in action["pilots"]]])
    rows.append([_p("Partenaires mobilisés", _BOLD), _p(", ".join(action["partners"]))])
    if action["success_conditions"]:
        found = [_p(text, _BULLET) for text in action["success_conditions"]]
        rows.append([_p("Conditions de réussite", _BOLD), found])
    rows.append([_p("Moyens et budget", _BOLD), [_p(text, _BULLET) for text in action["resources"]]])
    rows.append([_p("Calendrier prévisionnel", _BOLD), [_p(text) for text in action["calendar"]]])
    rows.append([_p("Indicateurs de suivi et d'évaluation", _BOLD), _indicators(action)])
    return Table(rows, colWidths=[4 * cm, 12 * cm], style=_GRID, splitInRow=1)


def _title(action: Plan) -> Paragraph:
    return _p(action["fiche_title"] or action["title"], _BOLD)


def _steps(action: Plan) -> list[Flowable]:
    found: list[Flowable] = []
    group = None
    for step in action["steps"]:
        if step["group"] != group:
            group = step["group"]
            found.append(_p(group, _BOLD))
        found.append(_p(step["text"], _BULLET))
        found += [_p(text, _NESTED) for text in step["substeps"]]
    return found


def _indicators(action: Plan) -> list[Flowable]:
    found: list[Flowable] = []
    for kind, label in _KINDS.items():
        texts = [each["text"] for each in action["indicators"] if each["kind"] == kind]
        if texts:
            found += [_p(f"{label} :", _BOLD), *(_p(text, _BULLET) for text in texts)]
    return found


def _recap(plan: Plan) -> list[Flowable]:
    story: list[Flowable] = [_p("Récapitulatif des actions", _SHEET["Heading1"])]
    rows = [[_p(name, _BOLD) for name in ("N°", "Action", "Référent", "Première année")]]
    for action in plan["actions"]:
        year = str(action["schedule"]["start_year"] or "à préciser")
        rows.append([_p(action["ref"]), _p(action["title"]), _p(action["pilots"][0]), _p(year)])
    return [*story, Table(rows, colWidths=[1.5 * cm, 7 * cm, 5 * cm, 2.5 * cm], style=_GRID)]


def _around(plan: Plan) -> list[Flowable]:
    story: list[Flowable] = [_p("Gouvernance de la convention", _SHEET["Heading1"])]
    rows: list[list[Any]] = [[_p(name, _BOLD) for name in ("Instance", "Membres", "Missions", "Fréquence")]]
    for body in plan["governance"]:
        missions = [_p(text, _BULLET) for text in body["missions"]]
        rows.append([_p(body["name"]), _p(", ".join(body["members"])), missions, _p(body["frequency"])])
    story.append(Table(rows, colWidths=[3.2 * cm, 5 * cm, 5 * cm, 2.8 * cm], style=_GRID))
    for role in plan["roles"]:
        story += [
            _p(f"Fiche mission – {role['title']}", _SHEET["Heading2"]),
            _p("Principales missions :", _BOLD),
        ]
        story += [_p(text, _BULLET) for text in role["missions"]]
    story.append(_p("Glossaire", _SHEET["Heading2"]))
    return story + [_p(f"{each['acronym']} : {each['meaning']}") for each in plan["glossary"]]
