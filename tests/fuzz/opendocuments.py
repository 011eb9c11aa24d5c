"""A plan as an OpenDocument text, a deck and a workbook, written without any office suite."""

from __future__ import annotations

from html import escape

from tests.documents.builders import Plan, axes, indicator_texts
from tests.intake.readers.opendocument import cell, listed, opendocument, p, table

_LABELS = (
    ("context", "Constats"),
    ("objectives", "Objectifs"),
    ("pilots", "Pilotes"),
    ("calendar", "Calendrier"),
)
_BULLETS = (
    '<text:list-style style:name="L">'
    '<text:list-level-style-bullet text:level="1" text:bullet-char="•"/>'
    '<text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="."/>'
    "</text:list-style>"
    '<style:style style:name="B" style:family="text">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="P0"/>'
    '<style:style style:name="P0" style:family="paragraph"/>'
)


def build_odt(plan: Plan) -> bytes:
    """Headings, bold labels, lists, and one table of indicators for each fiche."""
    parts = [_heading(plan["title"], 1), p(escape(plan["territory"]), "P1")]
    for axis, groups in axes(plan):
        parts.append(_heading(f"Axe {axis['ref']} : {axis['title']}", 2))
        for _, actions in groups:
            for action in actions:
                parts.append(_heading(f"Action {action['ref']} : {action['title']}", 3))
                parts += [
                    p(f'<text:span text:style-name="B">{label}</text:span>') + _list(action[name])
                    for name, label in _LABELS
                ]
                steps = [step["text"] for step in action["steps"]]
                parts.append(p("Étapes") + _list(steps, nested=True))
                rows = [cell("Indicateur") + cell("Cible")]
                rows += [cell(escape(text)) + cell("à suivre") for text in indicator_texts(action)]
                parts.append(table(*rows, before='<table:table-column table:number-columns-repeated="2"/>'))
    return opendocument("text", "".join(parts), _BULLETS)


def build_ods(plan: Plan) -> bytes:
    """One table: an axis over several rows, then the action and its fields."""
    rows = [cell("Plan d’action", 'table:number-columns-spanned="6"')]
    rows.append("".join(map(cell, ("Axe", "Action", *(label for _, label in _LABELS)))))
    for axis, groups in axes(plan):
        actions = [action for _, group in groups for action in group]
        for position, action in enumerate(actions):
            first = (
                cell(
                    f"Axe {axis['ref']} : {escape(axis['title'])}",
                    f'table:number-rows-spanned="{len(actions)}"',
                )
                if position == 0
                else "<table:covered-table-cell/>"
            )
            name = cell(f"Action {action['ref']} : {escape(action['title'])}")
            rows.append(first + name + "".join(cell(escape("\n".join(action[each]))) for each, _ in _LABELS))
    rows.append('<table:table-cell table:number-columns-repeated="1020"/>')
    return opendocument("spreadsheet", table(*rows, before="<table:table-column/>"), _BULLETS)


def build_odp(plan: Plan) -> bytes:
    """A slide for each fiche: a title, two boxes side by side."""
    slides = []
    for axis, groups in axes(plan):
        slides.append(_slide(_frame(f"Axe {axis['ref']} : {escape(axis['title'])}", 2, 8, 20, "title")))
        for _, actions in groups:
            for action in actions:
                title = _frame(f"Action {action['ref']} : {escape(action['title'])}", 1, 1, 24, "title")
                left = _box(p("Constats") + _list(action["context"]) + p("Objectifs"), 1, 4)
                right = _box(p("Pilotes") + _list(action["pilots"]) + p("Calendrier"), 14, 4)
                slides.append(_slide(title + left + right))
    return opendocument("presentation", "".join(slides), _BULLETS)


def _heading(text: str, level: int) -> str:
    return f'<text:h text:outline-level="{level}">{escape(text)}</text:h>'


def _list(texts: list[str], *, nested: bool = False) -> str:
    items = [p(escape(text)) for text in texts]
    if nested and len(items) > 1:
        items = [items[0] + listed(*items[1:])]
    return listed(*items)


def _slide(shapes: str) -> str:
    return f'<draw:page draw:name="page">{shapes}</draw:page>'


def _frame(text: str, x: int, y: int, width: int, kind: str) -> str:
    return (
        f'<draw:frame presentation:class="{kind}" svg:x="{x}cm" svg:y="{y}cm" svg:width="{width}cm" '
        f'svg:height="2cm"><draw:text-box>{p(text)}</draw:text-box></draw:frame>'
    )


def _box(content: str, x: int, y: int) -> str:
    return (
        f'<draw:frame svg:x="{x}cm" svg:y="{y}cm" svg:width="11cm" svg:height="12cm">'
        f"<draw:text-box>{content}</draw:text-box></draw:frame>"
    )
