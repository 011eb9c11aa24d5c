"""A deck in PPTX: one wide table for a fiche, labels in its first column, people at the foot of the slide."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.util import Inches, Pt

Plan = dict[str, Any]

_KINDS = {"realisation": "réalisation", "resultat": "résultat", "impact": "impact"}


def build(plan: Plan) -> bytes:
    """Cover, one slide for the architecture, one slide for each fiche, one for the instances."""
    deck = Presentation()
    cover = deck.slides.add_slide(deck.slide_layouts[0])
    cover.shapes.title.text = plan["title"]
    cover.placeholders[1].text = f"{plan['territory']}\n2024 – 2028\nMai 2024"
    overview = deck.slides.add_slide(deck.slide_layouts[5])
    overview.shapes.title.text = "L'architecture du plan"
    actions = {action["ref"]: action for action in plan["actions"]}
    slides = []
    for axis in plan["tree"]:
        slides += [(axis, actions[leaf["ref"]]) for leaf in axis["children"]]
    _overview(overview, plan)
    for axis, action in slides:
        _fiche(deck, axis, action)
    _instances(deck, plan)
    buffer = BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def _fill(cell: Any, lines: list[str]) -> None:
    cell.text = "\n".join(lines)
    for paragraph in cell.text_frame.paragraphs:
        paragraph.font.size = Pt(9)


def _overview(slide: Any, plan: Plan) -> None:
    rows = len(plan["tree"]) + 1
    table = slide.shapes.add_table(rows, 2, Inches(0.3), Inches(1.5), Inches(9.4), Inches(4)).table
    _fill(table.cell(0, 0), ["Axes stratégiques"])
    _fill(table.cell(0, 1), ["Actions"])
    for row, axis in enumerate(plan["tree"], start=1):
        _fill(table.cell(row, 0), [f"Axe stratégique {axis['ref']} : {axis['title']}"])
        _fill(table.cell(row, 1), [f"{leaf['ref']}. {leaf['title']}" for leaf in axis["children"]])


def _fiche(deck: Any, axis: Plan, action: Plan) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = f"Action {action['ref']} : {action['title']}"
    slide.shapes.title.text_frame.paragraphs[0].font.size = Pt(24)
    foot = slide.shapes.add_textbox(Inches(0.3), Inches(7.0), Inches(9), Inches(0.4)).text_frame
    foot.text = f"Axe stratégique {axis['ref']} : {axis['title']}"
    rows = [
        ("Contexte", action["context"]),
        ("Objectifs", action["objectives"]),
        ("Étapes", [step["text"] for step in action["steps"]]),
        ("Pilotage", action["pilots"]),
        ("Partenariat", [", ".join(action["partners"])]),
        ("Moyens", action["resources"]),
        ("Implication des habitants", action["residents"]),
        ("Vigilance", action["success_conditions"]),
        ("Planning", action["calendar"]),
    ]
    for kind, name in _KINDS.items():
        texts = [each["text"] for each in action["indicators"] if each["kind"] == kind]
        rows.append((f"Indicateurs de {name}", texts))
    place = (Inches(0.3), Inches(1.3), Inches(9.4), Inches(5.5))
    table = slide.shapes.add_table(len(rows), 2, *place).table
    table.columns[0].width, table.columns[1].width = Inches(2), Inches(7.4)
    for number, (label, texts) in enumerate(rows):
        _fill(table.cell(number, 0), [label])
        _fill(table.cell(number, 1), texts)


def _instances(deck: Any, plan: Plan) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Instances de pilotage"
    slide.placeholders[1].text = "\n".join(
        f"{body['name']} ({body['frequency']}) : {', '.join(body['members'])}" for body in plan["governance"]
    )
