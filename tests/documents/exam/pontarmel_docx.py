"""Word report: heading styles, labels run into bold paragraphs, a small table of who and when."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document

from tests.documents.builders import Plan, axes

_INTRODUCED = {
    "I": "Les familles attendent des lieux apaisés. Ce pilier rassemble ce que la Ville change.",
    "II": "À chaque âge ses fragilités : ce pilier s'adresse aux adolescents, aux aidants et aux aînés.",
    "III": "Faire avec, et pas seulement pour : les habitants prennent part aux décisions.",
}
_SIGNS = {"force": "Atouts", "faiblesse": "Faiblesses", "enjeu": "Enjeux"}
_PUBLIC = {"I": "Enfants et parents", "II": "Adolescents, aidants, aînés", "III": "Tous les habitants"}
_KINDS = {
    "realisation": "Indicateurs de réalisation",
    "resultat": "Indicateurs de résultat",
    "impact": "Indicateurs d'impact",
}


def build(plan: Plan) -> bytes:
    """The whole report."""
    document: Any = Document()
    document.sections[0].footer.paragraphs[0].text = "Ville de Pontarmel – CTG 2023-2027 – Plan d'actions"
    document.add_heading(plan["title"], 0)
    document.add_paragraph(plan["territory"])
    document.add_paragraph("Période 2023-2027")
    document.add_paragraph("Septembre 2023")
    document.add_page_break()
    _contents(document, plan)
    _diagnosis(document, plan)
    document.add_heading("Le plan d'actions", 1)
    for axis, groups in axes(plan):
        document.add_heading(f"Pilier {axis['ref']}. {axis['title']}", 2)
        document.add_paragraph(_INTRODUCED[axis["ref"]])
        for _, actions in groups:
            for action in actions:
                _fiche(document, axis, action)
    _around(document, plan)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _contents(document: Any, plan: Plan) -> None:
    document.add_heading("Sommaire", 1)
    page = 7
    for axis, groups in axes(plan):
        document.add_paragraph(f"Pilier {axis['ref']}. {axis['title']}\t{page}")
        for _, actions in groups:
            for action in actions:
                document.add_paragraph(f"Fiche {action['ref']} – {action['title']}\t{page}")
                page += 2


def _diagnosis(document: Any, plan: Plan) -> None:
    document.add_heading("Les enseignements du diagnostic", 1)
    document.add_paragraph(
        "Le diagnostic a été conduit de janvier à mai 2023 avec une soixantaine d'acteurs locaux."
    )
    for theme in dict.fromkeys(each["theme"] for each in plan["diagnosis"]):
        document.add_heading(theme, 2)
        table = document.add_table(rows=1, cols=len(_SIGNS), style="Table Grid")
        row = table.add_row().cells
        for place, (kind, label) in enumerate(_SIGNS.items()):
            table.rows[0].cells[place].text = label
            said = [e["text"] for e in plan["diagnosis"] if (e["theme"], e["kind"]) == (theme, kind)]
            row[place].text = "\n".join(said)


def _labelled(document: Any, label: str, texts: list[str], style: str = "List Bullet") -> None:
    """A bold label, alone over a list, or run in before a single text."""
    if not texts:
        return
    paragraph = document.add_paragraph()
    paragraph.add_run(f"{label} : ").bold = True
    if len(texts) == 1:
        paragraph.add_run(texts[0])
        return
    for text in texts:
        document.add_paragraph(text, style=style)


def _fiche(document: Any, axis: Plan, action: Plan) -> None:
    document.add_heading(f"Fiche {action['ref']} – {action['title']}", 3)
    _labelled(document, "Contexte et constats", action["context"])
    _labelled(document, "Résultats attendus", action["objectives"])
    _labelled(document, "Public visé", [_PUBLIC[axis["ref"]]])
    _steps(document, action)
    table = document.add_table(rows=2, cols=3, style="Table Grid")
    columns = {"Pilotes": action["pilots"], "Partenaires": [", ".join(action["partners"])]}
    columns["Calendrier"] = action["calendar"]
    for place, (label, texts) in enumerate(columns.items()):
        table.rows[0].cells[place].text = label
        table.rows[1].cells[place].text = "\n".join(texts)
    document.add_paragraph()
    _labelled(document, "Conditions de réussite", action["success_conditions"])
    _labelled(document, "Moyens et financements", action["resources"])
    _labelled(document, "Association des habitants", action["residents"])
    for kind, label in _KINDS.items():
        _labelled(document, label, [e["text"] for e in action["indicators"] if e["kind"] == kind])
    document.add_page_break()


def _steps(document: Any, action: Plan) -> None:
    document.add_paragraph().add_run("Déroulé de l'action :").bold = True
    group = None
    for step in action["steps"]:
        if step["group"] != group:
            group = step["group"]
            document.add_paragraph().add_run(group).italic = True
        document.add_paragraph(step["text"], style="List Number")


def _around(document: Any, plan: Plan) -> None:
    document.add_heading("La gouvernance de la CTG", 1)
    for body in plan["governance"]:
        document.add_heading(body["name"], 2)
        _labelled(document, "Composition", [", ".join(body["members"])])
        _labelled(document, "Missions", body["missions"])
        _labelled(document, "Fréquence", [body["frequency"]])
    for role in plan["roles"]:
        document.add_heading("Fiche mission", 1)
        document.add_heading(role["title"], 2)
        _labelled(document, "Principales missions", role["missions"])
