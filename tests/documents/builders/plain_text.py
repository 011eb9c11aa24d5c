"""Plain text: numbered titles, headings in capitals, dashes."""

from __future__ import annotations

from tests.documents.builders import Plan, axes, indicator_texts, step_lines

_LABELS = (
    ("context", "ÉLÉMENTS DE DIAGNOSTIC"),
    ("objectives", "OBJECTIFS POURSUIVIS"),
    ("steps", "MODALITÉS DE MISE EN ŒUVRE"),
    ("pilots", "PILOTES"),
    ("partners", "PARTENAIRES"),
    ("success_conditions", "CONDITIONS DE RÉUSSITE"),
    ("residents", "PLACE DES HABITANTS"),
    ("calendar", "CALENDRIER"),
    ("resources", "MOYENS"),
    ("indicators", "INDICATEURS"),
)


def build_text(plan: Plan) -> bytes:
    """The plan as a text file in UTF-8."""
    lines = [plan["territory"], "", plan["title"], f"{plan['period']['start']}-{plan['period']['end']}", ""]
    lines += ["Arborescence du plan d’action", ""]
    for axis, groups in axes(plan):
        lines.append(f"Axe {axis['ref']} : {axis['title']}")
        for node, actions in groups:
            if node:
                lines.append(f"- {node['level']} {node['ref']} : {node['title']}")
            lines += [f"  - Action {action['ref']} : {action['title']}" for action in actions]
        lines.append("")
    for axis, groups in axes(plan):
        lines += [f"AXE {axis['ref']} : {axis['title'].upper()}", ""]
        for _, actions in groups:
            for action in actions:
                lines += _fiche(action)
    return "\n".join(lines).encode()


def _fiche(action: Plan) -> list[str]:
    lines = [f"ACTION {action['ref']} : {action['title'].upper()}", ""]
    for name, label in _LABELS:
        values = indicator_texts(action) if name == "indicators" else action[name]
        if not values:
            continue
        lines += [label, ""]
        lines += step_lines(action) if name == "steps" else [f"- {value}" for value in values]
        lines.append("")
    return lines
