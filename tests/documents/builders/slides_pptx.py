"""PowerPoint: a fiche on each slide, its shapes in any order in the file."""

from __future__ import annotations

import random
from collections.abc import Callable
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Pt

from tests.documents.builders import Plan, axes, indicator_texts

_LEFT = (("context", "Éléments de diagnostic"), ("objectives", "Objectifs poursuivis"), ("steps", "Étapes"))
_RIGHT = (
    ("pilots", "Pilotes"),
    ("partners", "Partenaires"),
    ("success_conditions", "Conditions de réussite"),
    ("resources", "Moyens"),
    ("calendar", "Calendrier"),
    ("indicators", "Indicateurs"),
)
_TITLE_SLIDE, _CONTENT, _SECTION, _TITLE_ONLY, _BLANK = 0, 1, 2, 5, 6
_TOP, _HEIGHT = 100, 420


def build_columns_pptx(plan: Plan) -> bytes:
    """Two text boxes side by side under the title of the layout."""
    return _deck(plan, _columns)


def build_labels_pptx(plan: Plan) -> bytes:
    """A label box left of the box that it names, row by row."""
    return _deck(plan, _labels)


def build_tables_pptx(plan: Plan) -> bytes:
    """Each fiche as a table of two columns."""
    return _deck(plan, _table)


def build_cards_pptx(plan: Plan) -> bytes:
    """No placeholder at all: a band, a large title, grouped cards in three columns, a typed footer."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(960), Pt(540)
    order = random.Random(11)
    cover = deck.slides.add_slide(deck.slide_layouts[_BLANK])
    _box(cover, (80, 180, 800, 60), [(plan["title"], 0, True)], size=36)
    _box(cover, (80, 260, 800, 40), [(plan["territory"], 0, False)], size=20)
    for axis, groups in axes(plan):
        section = deck.slides.add_slide(deck.slide_layouts[_BLANK])
        _box(section, (80, 220, 800, 60), [(f"Axe {axis['ref']} : {axis['title']}", 0, True)], size=36)
        for node, actions in groups:
            for action in actions:
                slide = deck.slides.add_slide(deck.slide_layouts[_BLANK])
                above = node or axis
                band = f"{above['level']} {above['ref']} : {above['title']}"
                _box(slide, (40, 10, 880, 22), [(band, 0, False)])
                title = f"Action {action['ref']} : {action['title']}"
                _box(slide, (40, 36, 880, 44), [(title, 0, True)], size=24)
                _cards(slide, action)
                _box(slide, (40, 515, 400, 20), [("Document de travail – comité de pilotage", 0, False)])
                _box(slide, (880, 515, 60, 20), [(str(len(deck.slides)), 0, False)])
                _shuffle(slide, order)
    return _saved(deck)


def _cards(slide: Any, action: Plan) -> None:
    shown = [(label, values) for name, label in (*_LEFT, *_RIGHT) if (values := _values(action, name))]
    for position, (label, values) in enumerate(shown):
        row, column = divmod(position, 3)
        x, y = 40 + 298 * column, 90 + 140 * row
        group = slide.shapes.add_group_shape()
        group.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, Pt(x), Pt(y), Pt(284), Pt(132))
        _box(group, (x + 6, y + 26, 272, 104), values, bullets=True)
        _box(group, (x + 6, y + 4, 140, 22), [(label, 0, True)])


def _deck(plan: Plan, fill: Callable[[Any, Plan], None]) -> bytes:
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(960), Pt(540)
    cover = deck.slides.add_slide(deck.slide_layouts[_TITLE_SLIDE])
    cover.shapes.title.text = plan["title"]
    cover.placeholders[1].text = f"{plan['territory']}\n{plan['period']['start']}-{plan['period']['end']}"
    _contents(deck, plan)
    order = random.Random(7)
    for axis, groups in axes(plan):
        section = deck.slides.add_slide(deck.slide_layouts[_SECTION])
        section.shapes.title.text = f"Axe {axis['ref']} : {axis['title']}"
        for node, actions in groups:
            for action in actions:
                slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
                slide.shapes.title.text = f"Action {action['ref']} : {action['title']}"
                if node:
                    above = f"{node['level']} {node['ref']} : {node['title']}"
                    _box(slide, (40, 6, 880, 24), [(above, 0, False)])
                fill(slide, action)
                _shuffle(slide, order)
    return _saved(deck)


def _saved(deck: Any) -> bytes:
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def _contents(deck: Any, plan: Plan) -> None:
    for axis, groups in axes(plan):
        slide = deck.slides.add_slide(deck.slide_layouts[_CONTENT])
        slide.shapes.title.text = f"Axe {axis['ref']} : {axis['title']}"
        lines = []
        for node, actions in groups:
            if node:
                lines.append((f"{node['level']} {node['ref']} : {node['title']}", 0, False))
            lines += [(f"Action {each['ref']} : {each['title']}", 1, False) for each in actions]
        _write(slide.placeholders[1].text_frame, lines)


def _columns(slide: Any, action: Plan) -> None:
    for x, rows in ((40, _LEFT), (500, _RIGHT)):
        lines: list[tuple[str, int, bool]] = []
        for name, label in rows:
            values = _values(action, name)
            lines += [(label, 0, True), *values] if values else []
        _box(slide, (x, _TOP, 420, _HEIGHT), lines, bullets=True)


def _labels(slide: Any, action: Plan) -> None:
    rows = [(label, values) for name, label in (*_LEFT, *_RIGHT) if (values := _values(action, name))]
    weights = [1 + len(values) for _, values in rows]
    top = float(_TOP)
    for (label, values), weight in zip(rows, weights, strict=True):
        height = _HEIGHT * weight / sum(weights)
        _box(slide, (40, top, 180, height - 3), [(label, 0, True)])
        _box(slide, (230, top, 690, height - 3), values, bullets=True)
        top += height


def _table(slide: Any, action: Plan) -> None:
    rows = [(label, values) for name, label in (*_LEFT, *_RIGHT) if (values := _values(action, name))]
    table = slide.shapes.add_table(len(rows), 2, Pt(40), Pt(_TOP), Pt(880), Pt(_HEIGHT)).table
    for row, (label, values) in zip(table.rows, rows, strict=True):
        row.cells[0].text = label
        _write(row.cells[1].text_frame, values, bullets=True)


def _values(action: Plan, name: str) -> list[tuple[str, int, bool]]:
    if name != "steps":
        texts = indicator_texts(action) if name == "indicators" else action[name]
        return [(text, 1, False) for text in texts]
    lines: list[tuple[str, int, bool]] = []
    group = None
    for step in action["steps"]:
        if step["group"] != group:
            group = step["group"]
            lines.append((f"{group} :", 0, True))
        lines.append((step["text"], 1, False))
        lines += [(text, 2, False) for text in step["substeps"]]
    return lines


def _box(
    slide: Any,
    place: tuple[float, float, float, float],
    lines: list[tuple[str, int, bool]],
    *,
    bullets: bool = False,
    size: int = 11,
) -> None:
    frame = slide.shapes.add_textbox(*(Pt(length) for length in place)).text_frame
    frame.word_wrap = True
    _write(frame, lines, bullets=bullets, size=size)


def _write(frame: Any, lines: list[tuple[str, int, bool]], *, bullets: bool = False, size: int = 11) -> None:
    """Lines of (text, level, bold); those of a level above 0 have a bullet where ``bullets`` says so."""
    for position, (text, level, bold) in enumerate(lines):
        paragraph = frame.paragraphs[0] if position == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = text
        run.font.bold = bold or None
        run.font.size = Pt(size)
        paragraph.level = level
        if bullets and level:
            properties = paragraph._p.get_or_add_pPr()
            properties.set("marL", str(Pt(18 * level)))
            mark = properties.makeelement(
                "{http://schemas.openxmlformats.org/drawingml/2006/main}buChar", {"char": "•"}
            )
            properties.append(mark)


def _shuffle(slide: Any, order: random.Random) -> None:
    """Put the shapes of a slide in another order of the file."""
    tree = slide.shapes._spTree
    shapes = [shape._element for shape in slide.shapes]
    for shape in shapes:
        tree.remove(shape)
    for shape in order.sample(shapes, len(shapes)):
        tree.append(shape)
