"""An annexe in DOCX: AFOM tables, a synoptic with merged cells, one table per fiche, instances in rows."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as DocumentObject
from docx.table import Table, _Cell

Plan = dict[str, Any]

_KINDS = {"realisation": "Indicateurs de réalisation", "resultat": "Indicateurs de résultat"}
_AFOM = (
    ("force", "Atouts"),
    ("faiblesse", "Faiblesses"),
    ("opportunite", "Opportunités"),
    ("menace", "Menaces"),
)


def build(plan: Plan) -> bytes:
    """The whole annexe, as a secretary lays it out with tables."""
    document = Document()
    document.sections[0].footer.paragraphs[0].text = "Annexe 3 – Page 1 sur 34"
    document.add_paragraph(plan["title"].partition(" Annexe")[0], style="Title")
    document.add_paragraph("Annexe" + plan["title"].partition(" Annexe")[2], style="Title")
    document.add_paragraph(plan["territory"], style="Subtitle")
    document.add_paragraph("Décembre 2025")
    document.add_heading("Lexique", 1)
    glossary = _table(document, 2, ["Sigle", "Signification"])
    for each in plan["glossary"]:
        _fill(_row(glossary), [each["acronym"], each["meaning"]])
    document.add_heading("Synthèse du diagnostic partagé", 1)
    for theme in dict.fromkeys(each["theme"] for each in plan["diagnosis"]):
        _swot(document, plan, theme)
    document.add_heading("Vue d'ensemble", 1)
    _synoptic(document, plan)
    document.add_heading("Les fiches-actions", 1)
    actions = {action["ref"]: action for action in plan["actions"]}
    for ambition in plan["tree"]:
        for objective in ambition["children"]:
            for leaf in objective["children"]:
                _fiche(document, ambition, objective, actions[leaf["ref"]])
                document.add_paragraph("")
    _governance(document, plan)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _table(document: DocumentObject, columns: int, header: list[str]) -> Table:
    table: Table = document.add_table(rows=0, cols=columns)
    table.style = "Table Grid"
    if header:
        _fill(_row(table), header, bold=True)
    return table


def _row(table: Table) -> list[_Cell]:
    table.add_row()  # type: ignore[no-untyped-call]  # the library leaves it without types
    return list(table.rows[-1].cells)


def _fill(cells: list[_Cell], texts: list[str], *, bold: bool = False) -> None:
    for cell, text in zip(cells, texts, strict=True):
        run = cell.paragraphs[0].add_run(text)
        run.bold = bold or None


def _swot(document: DocumentObject, plan: Plan, theme: str) -> None:
    document.add_heading(theme, 2)
    table = _table(document, 2, [])
    for pair in (_AFOM[:2], _AFOM[2:]):
        _fill(_row(table), [label for _, label in pair], bold=True)
        for cell, (kind, _) in zip(_row(table), pair, strict=True):
            _bullets(cell, [e["text"] for e in plan["diagnosis"] if (e["theme"], e["kind"]) == (theme, kind)])


def _synoptic(document: DocumentObject, plan: Plan) -> None:
    table = _table(document, 5, ["Ambitions", "Objectifs stratégiques", "N°", "Actions", "Pilotes"])
    pilots = {action["ref"]: action["pilots"] for action in plan["actions"]}
    for ambition in plan["tree"]:
        first: _Cell | None = None
        for objective in ambition["children"]:
            second: _Cell | None = None
            for leaf in objective["children"]:
                cells = _row(table)
                _fill(cells[2:], [leaf["ref"], leaf["title"], "\n".join(pilots[leaf["ref"]])])
                first = cells[0] if first is None else first.merge(cells[0])
                second = cells[1] if second is None else second.merge(cells[1])
            if second is not None:
                second.text = f"{objective['ref']}. {objective['title']}"
        if first is not None:
            first.text = f"Ambition {ambition['ref']}\n{ambition['title']}"


def _fiche(document: DocumentObject, ambition: Plan, objective: Plan, action: Plan) -> None:
    table = _table(document, 6, [])
    cells = _row(table)
    cells[0].text = f"Action n°{action['ref']}"
    cells[1].merge(cells[5]).text = action["fiche_title"] or action["title"]
    _wide(table, f"Ambition {ambition['ref']} : {ambition['title']}")
    _wide(table, f"Objectif stratégique {objective['ref']} : {objective['title']}")
    _pair(table, ["Pilote(s)", "Partenaires"], [action["pilots"], [", ".join(action["partners"])]])
    _left(table, "Constats de départ", action["context"])
    _left(table, "Finalités de l'action", action["objectives"])
    _left(table, "Public concerné", ["Tous les habitants"])
    steps = _left(table, "Contenu et étapes de l'action", [])
    group = None
    for step in action["steps"]:
        if step["group"] != group:
            group = step["group"]
            steps.add_paragraph("").add_run(group).bold = True
        steps.add_paragraph(step["text"], style="List Bullet")
        for substep in step["substeps"]:
            steps.add_paragraph(substep, style="List Bullet 2")
    _left(table, "Moyens à mobiliser", action["resources"])
    _pair(table, ["Calendrier", "Points de vigilance"], [action["calendar"], action["success_conditions"]])
    _evaluation(table, action)


def _wide(table: Table, text: str) -> None:
    cells = _row(table)
    cells[0].merge(cells[5]).text = text


def _left(table: Table, label: str, texts: list[str]) -> _Cell:
    cells = _row(table)
    _fill([cells[0].merge(cells[1])], [label], bold=True)
    cell: _Cell = cells[2].merge(cells[5])
    _bullets(cell, texts)
    return cell


def _pair(table: Table, labels: list[str], values: list[list[str]]) -> None:
    """Two labels side by side, what they name in the row under them."""
    for texts, bold in ((labels, True), (["\n".join(value) for value in values], False)):
        cells = _row(table)
        _fill([cells[0].merge(cells[2]), cells[3].merge(cells[5])], texts, bold=bold)


def _evaluation(table: Table, action: Plan) -> None:
    _wide(table, "ÉVALUATION")
    halves = [_row(table), _row(table)]
    for number, (kind, label) in enumerate([*_KINDS.items(), ("impact", "Indicateurs d'impact")]):
        above, below = (cells[2 * number].merge(cells[2 * number + 1]) for cells in halves)
        _fill([above], [label], bold=True)
        _bullets(below, [each["text"] for each in action["indicators"] if each["kind"] == kind])


def _bullets(cell: _Cell, texts: list[str]) -> None:
    for text in texts:
        cell.add_paragraph(text, style="List Bullet")


def _governance(document: DocumentObject, plan: Plan) -> None:
    document.add_heading("Pilotage de la convention", 1)
    table = _table(document, 4, ["Instance", "Composition", "Rôle", "Fréquence"])
    for body in plan["governance"]:
        cells = _row(table)
        _fill([cells[0], cells[3]], [body["name"], body["frequency"]])
        _bullets(cells[1], body["members"])
        _bullets(cells[2], body["missions"])
    document.add_heading("Fiches mission des chargés de coopération", 1)
    for role in plan["roles"]:
        document.add_heading(role["title"], 2)
        document.add_paragraph("Principales missions :")
        for mission in role["missions"]:
            document.add_paragraph(mission, style="List Bullet")
