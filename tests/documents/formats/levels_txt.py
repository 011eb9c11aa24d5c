"""One plan as a text, its levels named and numbered in eight ways."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.documents.formats.dressed_txt import sections_of

Plan = dict[str, Any]

#: How the two levels and the actions are written: their place in each level, and ``n`` through the plan.
_NAMINGS = {
    "pilier": ("Pilier {i} : {title}", "Engagement {j} : {title}", "Mesure {n} : {title}"),
    "domaine": ("Domaine {i} : {title}", "Cap {i}.{j} : {title}", "Projet {n} : {title}"),
    "volet": ("Volet {I} – {title}", "Ambition {I}.{j} – {title}", "Fiche projet {I}.{j}.{k} – {title}"),
    "champ": ("Champ {i} : {title}", "Objectif général {j} : {title}", "Action n°{n} : {title}"),
    "sigles": ("OS{i} : {title}", "OO{i}.{j} : {title}", "A{i}.{j}.{k} : {title}"),
    "chiffres": ("{i}. {title}", "{i}.{j}. {title}", "{i}.{j}.{k}. {title}"),
    "levier": ("Défi n° {i} | {title}", "Levier {i}.{j} | {title}", "Fiche {n} | {title}"),
    "sous": ("Orientation {i} : {title}", "Sous-orientation {i}.{j} : {title}", "Action {i}{J}{k} : {title}"),
}
NAMINGS = tuple(_NAMINGS)


def named(naming: str) -> Callable[[Plan], bytes]:
    """The function that types a plan with one of :data:`NAMINGS`."""
    return lambda plan: "\n".join(_typed(plan, _NAMINGS[naming])).encode("utf-8")


def _typed(plan: Plan, naming: tuple[str, str, str]) -> list[str]:
    lines = [plan["territory"], "Convention territoriale globale", "2026-2030", "Décembre 2025", ""]
    actions = {action["ref"]: action for action in plan["actions"]}
    number = 0
    for i, top in enumerate(plan["tree"], start=1):
        place: dict[str, Any] = {"i": i, "I": "ABC"[i - 1]}
        lines += ["", naming[0].format(**place, title=top["title"]), ""]
        for j, node in enumerate(top["children"], start=1):
            place |= {"j": j, "J": "abc"[j - 1]}
            lines += [naming[1].format(**place, title=node["title"]), ""]
            for k, leaf in enumerate(node["children"], start=1):
                number += 1
                title = naming[2].format(**place, k=k, n=number, title=leaf["title"])
                lines += [title, "", *sections_of(actions[leaf["ref"]], "besoins", "effets")]
    return lines
