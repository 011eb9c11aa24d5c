"""Documents of our own to import: the sample plan as Word, and as the text of a slide show."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from demo.documents.sample import build_sample_docx, sample_plan

ACTIONS = len(sample_plan()["actions"])
_LISTS = (
    ("pilots", "Pilotes"),
    ("partners", "Partenaires"),
    ("context", "Contexte"),
    ("objectives", "Objectifs"),
    ("calendar", "Calendrier"),
)


def docx(folder: Path) -> Path:
    """The sample as a Word document."""
    return build_sample_docx(folder / "plan.docx")


def text(folder: Path) -> Path:
    """The sample as plain text, one fiche after the other."""
    plan = sample_plan()
    lines = [plan["title"], plan["territory"], ""]
    for axis in plan["tree"]:
        lines += [f"AXE {axis['ref']} : {axis['title']}", ""]
        for branch in axis["children"]:
            lines += [f"Orientation {branch['ref']} : {branch['title']}", ""]
            lines += _fiches(plan, [child["ref"] for child in branch["children"]] or [branch["ref"]])
    path = folder / "plan.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _fiches(plan: dict[str, Any], refs: list[str]) -> list[str]:
    lines: list[str] = []
    for action in plan["actions"]:
        if action["ref"] in refs:
            lines += [f"Fiche action {action['ref']} : {action['title']}", ""]
            for key, label in _LISTS:
                if action[key]:
                    lines += [label, *(f"- {_words(item)}" for item in action[key]), ""]
    return lines


def _words(item: Any) -> str:
    return item if isinstance(item, str) else str(item.get("name") or item.get("text"))
