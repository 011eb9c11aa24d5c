"""A big plan as a text: fifty actions in contents tables, fiches without titles, three of them missing."""

from __future__ import annotations

from typing import Any

from tests.documents.formats.dressed_txt import sections_of

Plan = dict[str, Any]

#: The territories whose actions make the big plan.
GATHERED = ("ambrelle", "marvelle", "chantevigne", "tressange", "lauzerac")
_MISSING = (7, 23, 41)
_AXES = (
    "Accompagner chaque âge",
    "Être bien là où l'on habite",
    "Se déplacer et se loger",
    "Vivre et vieillir entouré",
    "Suivre et partager",
)


def gathered(plans: list[Plan]) -> Plan:
    """One plan whose axes hold the actions of several, numbered anew « 1.1 », « 1.2 »…"""
    tree, actions = [], []
    for number, (title, plan) in enumerate(zip(_AXES, plans, strict=True), start=1):
        leaves = []
        for place, action in enumerate(plan["actions"], start=1):
            ref = f"{number}.{place}"
            leaves.append({"level": "Action", "ref": ref, "title": action["title"], "children": []})
            actions.append(_plain(action) | {"ref": ref, "path": [title]})
        tree.append({"level": "Axe", "ref": str(number), "title": title, "children": leaves})
    for index in _MISSING:
        actions[index] = _without_fiche(actions[index])
    around: Plan = {name: [] for name in ("diagnosis", "governance", "roles", "milestones", "glossary")}
    return {
        "territory": "Communauté de communes des Sept Vallons",
        "title": "Convention territoriale globale Plan d'actions",
        "period": {"start": 2025, "end": 2029},
        "published": "2025-03",
        "levels": ["Axe", "Action"],
        "tree": tree,
        "actions": actions,
        **around,
    }


def _plain(action: Plan) -> Plan:
    steps = [{**step, "group": None} for step in action["steps"]]
    indicators = [{**each, "kind": None} for each in action["indicators"]]
    schedule = action["schedule"] | {"start_term": None}
    return action | {
        "fiche_title": None,
        "residents": [],
        "steps": steps,
        "indicators": indicators,
        "schedule": schedule,
    }


def _without_fiche(action: Plan) -> Plan:
    empty = {
        name: [] if isinstance(value, list) else value for name, value in action.items() if name != "path"
    }
    return empty | {"path": action["path"], "schedule": dict.fromkeys(action["schedule"])}


def build(plan: Plan) -> bytes:
    """The whole text."""
    lines = [
        plan["territory"],
        "Convention territoriale globale",
        "2025-2029",
        "Plan d'actions",
        "Mars 2025",
        "",
    ]
    for axis in plan["tree"]:
        lines += ["", f"AXE {axis['ref']} – {axis['title']}", "Réf\tIntitulé de l'action\tPage"]
        lines += [
            f"{leaf['ref']}\t{leaf['title']}\t{page}" for page, leaf in enumerate(axis["children"], start=12)
        ]
    actions = {action["ref"]: action for action in plan["actions"]}
    for axis in plan["tree"]:
        lines += ["", "", f"AXE {axis['ref']} – {axis['title'].upper()}", ""]
        for leaf in axis["children"]:
            if actions[leaf["ref"]]["context"]:
                lines += ["", *sections_of(actions[leaf["ref"]], "besoins", "visees")]
    return "\n".join(lines).encode("utf-8")
