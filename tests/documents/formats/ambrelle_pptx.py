"""A deck in PPTX: boxes drawn in any order, labels inside them, a group for the people, a table, notes."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.util import Inches, Pt

Plan = dict[str, Any]
Line = tuple[str, int, bool]

_KINDS = {"realisation": "Réalisation", "resultat": "Résultat", "impact": "Impact"}


def build(plan: Plan) -> bytes:
    """Cover, diagnosis tables, a list of actions, one or two slides for each fiche, governance."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(13.33), Inches(7.5)
    cover = deck.slides.add_slide(deck.slide_layouts[0])
    cover.shapes.title.text = plan["title"]
    cover.placeholders[1].text = f"{plan['territory']}\n2025-2029\nFévrier 2025"
    for theme in dict.fromkeys(each["theme"] for each in plan["diagnosis"]):
        _diagnosis(deck, plan, theme)
    _contents(deck, plan)
    actions = {action["ref"]: action for action in plan["actions"]}
    for axis in plan["tree"]:
        for orientation in axis["children"]:
            for leaf in orientation["children"]:
                _fiche(deck, axis, orientation, actions[leaf["ref"]])
    _governance(deck, plan)
    buffer = BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def _slide(deck: Any, title: str) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.left, slide.shapes.title.top = Inches(0.4), Inches(0.2)
    slide.shapes.title.width, slide.shapes.title.height = Inches(12.5), Inches(0.9)
    slide.shapes.title.text = title
    slide.shapes.title.text_frame.paragraphs[0].font.size = Pt(28)
    return slide


def _box(shapes: Any, place: tuple[float, float, float, float], lines: list[Line]) -> None:
    """A text box: each line with its level and whether it is bold."""
    frame = shapes.add_textbox(*(Inches(each) for each in place)).text_frame
    frame.word_wrap = True
    for number, (text, level, bold) in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text, run.font.bold, run.font.size = text, bold, Pt(11)
        paragraph.level = level


def _under(label: str, texts: list[str], sign: str = "• ") -> list[Line]:
    return [(label, 0, True), *((f"{sign}{text}", 0, False) for text in texts)]


def _diagnosis(deck: Any, plan: Plan, theme: str) -> None:
    slide = _slide(deck, f"Diagnostic partagé : {theme}")
    table = slide.shapes.add_table(2, 2, Inches(0.5), Inches(1.4), Inches(12), Inches(4)).table
    for column, (kind, label) in enumerate((("force", "Points forts"), ("faiblesse", "Points faibles"))):
        texts = [e["text"] for e in plan["diagnosis"] if (e["theme"], e["kind"]) == (theme, kind)]
        table.cell(0, column).text = label
        table.cell(1, column).text = "\n".join(texts)


def _contents(deck: Any, plan: Plan) -> None:
    for axis in plan["tree"]:
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = f"Axe {axis['ref']} : {axis['title']}"
        frame = slide.placeholders[1].text_frame
        for orientation in axis["children"]:
            _paragraph(frame, f"Orientation {orientation['ref']} : {orientation['title']}", 0)
            for leaf in orientation["children"]:
                _paragraph(frame, f"{leaf['ref']} – {leaf['title']}", 1)


def _paragraph(frame: Any, text: str, level: int) -> None:
    paragraph = frame.add_paragraph() if frame.text else frame.paragraphs[0]
    paragraph.text, paragraph.level = text, level


def _fiche(deck: Any, axis: Plan, orientation: Plan, action: Plan) -> None:
    name = action["fiche_title"] or action["title"]
    slide = _slide(deck, f"{action['ref']} – {name}")
    where = f"Axe {axis['ref']} > Orientation {orientation['ref']}"
    _box(slide.shapes, (6.8, 1.3, 6.1, 5.4), _steps(action))
    _box(slide.shapes, (0.4, 4.2, 6.1, 2.5), _under("Objectifs recherchés", action["objectives"]))
    _box(slide.shapes, (0.4, 6.9, 6.0, 0.4), [(where, 0, False)])
    _box(slide.shapes, (0.4, 1.3, 6.1, 2.8), _under("Éléments de diagnostic", action["context"]))
    slide.notes_slide.notes_text_frame.text = "Rappeler que la fiche a été relue par les partenaires."
    second = _slide(deck, f"{action['ref']} – {name}")
    table = second.shapes.add_table(2, 2, Inches(0.4), Inches(3.6), Inches(12.4), Inches(3)).table
    cells = [
        ["Calendrier", *action["calendar"]],
        ["Moyens", *action["resources"]],
        ["Conditions de réussite", *action["success_conditions"]],
        ["Indicateurs", *_indicators(action)],
    ]
    for number, lines in enumerate(cells):
        table.cell(number // 2, number % 2).text = "\n".join(lines)
    group = second.shapes.add_group_shape()
    _box(group.shapes, (6.8, 1.3, 6.0, 2.0), _under("Partenaires", [", ".join(action["partners"])], ""))
    _box(group.shapes, (0.4, 1.3, 6.0, 2.0), _under("Pilote(s)", action["pilots"], ""))


def _steps(action: Plan) -> list[Line]:
    lines: list[Line] = [("Étapes de mise en œuvre", 0, True)]
    group = None
    for step in action["steps"]:
        if step["group"] != group:
            group = step["group"]
            lines.append((str(group), 0, True))
        lines.append((f"• {step['text']}", 0, False))
        lines += [(f"– {text}", 1, False) for text in step["substeps"]]
    return lines


def _indicators(action: Plan) -> list[str]:
    found = []
    for kind, label in _KINDS.items():
        texts = [each["text"] for each in action["indicators"] if each["kind"] == kind]
        found += [f"{label} :", *texts] if texts else []
    return found


def _governance(deck: Any, plan: Plan) -> None:
    slide = _slide(deck, "Gouvernance de la convention")
    places = [(4.6, 1.5, 4.0, 4.5), (0.4, 1.5, 4.0, 4.5), (8.8, 1.5, 4.0, 4.5)]
    for place, number in zip(places, (1, 0, 2), strict=True):
        body = plan["governance"][number]
        lines: list[Line] = [(body["name"], 0, True)]
        lines += [("Composition :", 0, False), *((f"• {text}", 0, False) for text in body["members"])]
        lines += [(f"Fréquence : {body['frequency']}", 0, False), ("Missions :", 0, False)]
        _box(slide.shapes, place, lines + [(f"• {text}", 0, False) for text in body["missions"]])
