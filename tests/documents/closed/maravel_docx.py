"""A DOCX with real headings: sections as small headings, a line of people in a table, instances in prose."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as DocumentObject

Plan = dict[str, Any]

_KINDS = {"realisation": "de réalisation", "resultat": "de résultat", "impact": "d'impact"}


def build(plan: Plan) -> bytes:
    """Cover, table of axes, fiches by heading, governance, one fiche mission."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Maravel Communauté"
    document.add_paragraph(plan["territory"], style="Title")
    document.add_paragraph(plan["title"], style="Title")
    document.add_paragraph("Période 2024 – 2028", style="Subtitle")
    document.add_paragraph("Mai 2024")
    document.add_heading("Présentation", 1)
    document.add_paragraph("Le plan comprend trois axes stratégiques et sept actions, revus chaque année.")
    actions = {action["ref"]: action for action in plan["actions"]}
    for axis in plan["tree"]:
        document.add_heading(f"Axe stratégique {axis['ref']} – {axis['title']}", 1)
        document.add_paragraph("Actions de cet axe :")
        for leaf in axis["children"]:
            document.add_paragraph(f"{leaf['ref']}. {leaf['title']}", style="List Bullet")
        for leaf in axis["children"]:
            _fiche(document, actions[leaf["ref"]])
    _around(document, plan)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _fiche(document: DocumentObject, action: Plan) -> None:
    document.add_heading(f"Action {action['ref']} : {action['title']}", 2)
    table = document.add_table(rows=2, cols=3)
    table.style = "Table Grid"
    people = ["\n".join(action["pilots"]), ", ".join(action["partners"]), "\n".join(action["calendar"])]
    for column, (label, text) in enumerate(
        zip(("Pilotes", "Partenaires", "Calendrier"), people, strict=True)
    ):
        table.cell(0, column).text = label
        table.cell(1, column).text = text
    sections = [
        ("Diagnostic", action["context"], "List Bullet"),
        ("Résultats attendus", action["objectives"], "List Bullet"),
        ("Mise en œuvre", [step["text"] for step in action["steps"]], "List Number"),
        ("Ressources nécessaires", action["resources"], "List Bullet"),
        ("Place des habitants", action["residents"], "Normal"),
        ("Facteurs de réussite", action["success_conditions"], "List Bullet"),
    ]
    for label, texts, style in sections:
        document.add_heading(label, 3)
        for text in texts:
            document.add_paragraph(text, style=style)
    document.add_heading("Évaluation", 3)
    for kind, name in _KINDS.items():
        texts = [each["text"] for each in action["indicators"] if each["kind"] == kind]
        document.add_paragraph(f"Indicateurs {name} : {' ; '.join(texts)}")


def _around(document: DocumentObject, plan: Plan) -> None:
    document.add_heading("Gouvernance", 1)
    for body in plan["governance"]:
        document.add_heading(body["name"], 2)
        document.add_paragraph(f"Composition : {', '.join(body['members'])}")
        document.add_paragraph(f"Fréquence : {body['frequency']}")
        document.add_paragraph(f"Missions : {', '.join(body['missions'])}")
    for role in plan["roles"]:
        document.add_heading(f"Fiche mission – {role['title']}", 1)
        document.add_heading("Principales missions", 2)
        for mission in role["missions"]:
            document.add_paragraph(mission, style="List Bullet")
