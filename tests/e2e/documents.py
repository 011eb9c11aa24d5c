"""Documents of our own to import: the sample plan as Word and as text, a deck and its next version."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from demo.documents.sample import build_sample_docx, sample_plan
from tests.documents.builders import small_plan
from tests.documents.builders.slides_pdf import build_slides_pdf
from tests.documents.builders.slides_pptx import build_columns_pptx

ACTIONS = len(sample_plan()["actions"])
DECK_ACTIONS = len(small_plan()["actions"])
NEW_OBJECTIVE = "Ouvrir le réseau aux assistantes maternelles"
NEW_PARTNER = "Chambre des métiers"
NEW_FICHE: dict[str, Any] = {
    "ref": "10",
    "title": "Créer un budget participatif",
    "objectives": ["Confier un choix aux habitants"],
    "steps": [{"group": None, "text": "Écrire un règlement", "substeps": []}],
    "indicators": [{"text": "Nombre de projets votés", "kind": None, "target": None}],
}
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


def deck(folder: Path) -> Path:
    """Nine fiches as slides printed to PDF; three of the lines can be read in several ways."""
    path = folder / "diaporama.pdf"
    path.write_bytes(build_slides_pdf(_shown()))
    return path


def later_deck(folder: Path) -> Path:
    """The same deck a year later, as PowerPoint: two fiches changed, one more, the rest word for word."""
    plan = _shown()
    first, second = plan["actions"][0], plan["actions"][1]
    first["objectives"].append(NEW_OBJECTIVE)
    second["partners"].append(NEW_PARTNER)
    plan["actions"].append({**plan["actions"][-1], **NEW_FICHE})
    leaf = {"level": "Action", "ref": NEW_FICHE["ref"], "title": NEW_FICHE["title"], "children": []}
    plan["tree"][-1]["children"][-1]["children"].append(leaf)
    path = folder / "diaporama.pptx"
    path.write_bytes(build_columns_pptx(plan))
    return path


def _shown() -> dict[str, Any]:
    plan = small_plan()
    first, second, third = plan["actions"][:3]
    first["pilots"] = ["Élue petite enfance + Relais petite enfance"]
    second["resources"] = ["Budget : 12000"]
    third["calendar"] = ["À partir de la rentrée de septembre"]
    return plan


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
