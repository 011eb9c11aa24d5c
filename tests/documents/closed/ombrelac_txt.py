"""A text with names of sections that nobody uses, always the same and in the same order."""

from __future__ import annotations

from typing import Any

Plan = dict[str, Any]


def build(plan: Plan) -> bytes:
    """Fiches one under the other, their sections in capitals, a page number between two fiches."""
    lines = [plan["territory"], plan["title"], "2025-2028", "Janvier 2025", ""]
    actions = {action["ref"]: action for action in plan["actions"]}
    page = 3
    for orientation in plan["tree"]:
        lines += [f"Orientation {orientation['ref']} – {orientation['title']}", ""]
        for objective in orientation["children"]:
            lines += [f"Objectif {objective['ref']} – {objective['title']}", ""]
            for leaf in objective["children"]:
                lines += _fiche(actions[leaf["ref"]])
                page += 1
                lines += [f"Pays d'Ombrelac – page {page}", ""]
    return "\n".join(lines).encode("utf-8")


def _fiche(action: Plan) -> list[str]:
    lines = [f"Action {action['ref']} – {action['title']}", ""]
    sections = [
        ("CE QUI NOUS FAIT AGIR", action["context"]),
        ("NOTRE CAP", action["objectives"]),
        ("PAR OÙ NOUS PASSERONS", [step["text"] for step in action["steps"]]),
        ("EN TÊTE DE CORDÉE", action["pilots"]),
        ("COMPAGNONS DE ROUTE", [", ".join(action["partners"])]),
        ("DANS LE SAC À DOS", action["resources"]),
        ("TEMPO", action["calendar"]),
        ("GARDE-FOUS", action["success_conditions"]),
        ("NOUS AURONS RÉUSSI SI", [each["text"] for each in action["indicators"]]),
    ]
    for label, texts in sections:
        lines += [label, *(f"- {text}" for text in texts), ""]
    return lines
