"""One plan as a text, its fiches flattened from tables in six manners, as converters do."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import Any

from tests.documents.formats.dressed_txt import fiches_with

Plan = dict[str, Any]
Section = tuple[str, list[str]]

_LABELS = {
    "context": "Éléments de contexte",
    "objectives": "Objectifs",
    "steps": "Étapes de mise en œuvre",
    "pilots": "Pilotes",
    "partners": "Partenaires",
    "resources": "Moyens",
    "success_conditions": "Points de vigilance",
    "calendar": "Calendrier",
    "indicators": "Indicateurs",
}


def flattened(manner: str) -> Callable[[Plan], bytes]:
    """The function that types a plan in one of :data:`FLATTENED`."""
    return lambda plan: "\n".join(_typed(plan, _MANNERS[manner])).encode("utf-8")


def _typed(plan: Plan, table: Callable[[list[Section]], list[str]]) -> list[str]:
    cover = [plan["territory"], *plan["title"].split(" Annexe 3 : "), "2026-2030", "Décembre 2025", ""]
    return [*cover, *fiches_with(plan, lambda action: table(_sections(action)))]


def _sections(action: Plan) -> list[Section]:
    found = []
    for name, label in _LABELS.items():
        texts = [", ".join(action[name])] if name == "partners" else action[name]
        if name == "steps":
            texts = [text for step in action["steps"] for text in (step["text"], *step["substeps"])]
        if name == "indicators":
            texts = [each["text"] for each in action["indicators"]]
        found.append((label, list(texts)))
    return found


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _four(sections: list[Section]) -> list[str]:
    """Two labels and two values in each row; the last row is short."""
    cells = [[label, "<br>".join(texts)] for label, texts in sections]
    rows = [_row([*chain(*cells[start : start + 2])]) for start in range(0, len(cells), 2)]
    return [rows[0], "|---|---|---|---|", *rows[1:], ""]


def _heads(sections: list[Section]) -> list[str]:
    """A row of labels above a row of values, three at a time."""
    lines = []
    for start in range(0, len(sections), 3):
        three = sections[start : start + 3]
        lines += [_row([label for label, _ in three]), "|---|---|---|"]
        lines += [_row(["<br>".join(f"- {text}" for text in texts) for _, texts in three]), ""]
    return lines


def _tabs(sections: list[Section]) -> list[str]:
    """A label, a tab, the first value; the others on lines that begin with a tab."""
    lines = []
    for label, texts in sections:
        lines += [f"{label}\t{texts[0] if texts else ''}", *(f"\t{text}" for text in texts[1:])]
    return [*lines, ""]


def _tags(sections: list[Section]) -> list[str]:
    """A table left in HTML inside the text."""
    lines = ["<table>"]
    for label, texts in sections:
        items = "".join(f"<li>{text}</li>" for text in texts)
        lines.append(f"<tr><td>{label}</td><td><ul>{items}</ul></td></tr>")
    return [*lines, "</table>", ""]


def _melted(sections: list[Section]) -> list[str]:
    """A label and what it names in one cell, parted by hyphens."""
    cells = [
        f"{label} : - {' - '.join(texts)}" if len(texts) > 1 else f"{label} : {texts[0]}"
        for label, texts in sections
    ]
    rows = [_row(cells[start : start + 2]) for start in range(0, len(cells), 2)]
    return [rows[0], "|---|---|", *rows[1:], ""]


def _spread(sections: list[Section]) -> list[str]:
    """One row for each item; the label is only in the first, the cells below are blank."""
    rows = []
    for label, texts in sections:
        rows += [_row([label if number == 0 else "", text]) for number, text in enumerate(texts)]
    return [rows[0], "|---|---|", *rows[1:], ""]


_MANNERS: dict[str, Callable[[list[Section]], list[str]]] = {
    "quatre": _four,
    "entetes": _heads,
    "tabulations": _tabs,
    "balises": _tags,
    "fondus": _melted,
    "lignes": _spread,
}
FLATTENED = tuple(_MANNERS)


def told(plan: Plan) -> Plan:
    """What these texts say of the plan: the fiches, their steps in one level."""
    for action in plan["actions"]:
        for step in list(action["steps"]):
            place = action["steps"].index(step) + 1
            action["steps"][place:place] = [
                {"group": None, "text": text, "substeps": []} for text in step["substeps"]
            ]
            step["substeps"] = []
    return plan
