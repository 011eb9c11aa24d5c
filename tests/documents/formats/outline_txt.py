"""One plan as a text, its levels and the titles of its fiches told in six manners."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.documents.formats.dressed_txt import sections_of

Plan = dict[str, Any]
Place = tuple[Plan, Plan, Plan]

_ROMAN = ("I", "II", "III", "IV")


def outlined(manner: str) -> Callable[[Plan], bytes]:
    """The function that types a plan in one of :data:`OUTLINES`."""
    return lambda plan: "\n".join([*_cover(plan), *_MANNERS[manner](plan)]).encode("utf-8")


def _cover(plan: Plan) -> list[str]:
    return [plan["territory"], *plan["title"].split(" Annexe 3 : "), "2026-2030", "Décembre 2025", ""]


def _places(plan: Plan) -> list[Place]:
    return [
        (top, node, leaf) for top in plan["tree"] for node in top["children"] for leaf in node["children"]
    ]


def _fiche(plan: Plan, leaf: Plan) -> list[str]:
    action = next(each for each in plan["actions"] if each["ref"] == leaf["ref"])
    return sections_of(action, "besoins", "visees")


def _new(plan: Plan) -> list[tuple[list[str], Place]]:
    """Each fiche, with the names of the levels that change where it stands."""
    found = []
    seen: list[Plan] = []
    for top, node, leaf in _places(plan):
        changes = ["top"] if top not in seen else []
        changes += ["node"] if node not in seen else []
        seen += [top, node]
        found.append((changes, (top, node, leaf)))
    return found


def _parted(plan: Plan) -> list[str]:
    """Number on a line, title on the next."""
    lines = []
    for changes, (top, node, leaf) in _new(plan):
        if "top" in changes:
            lines += ["", f"AMBITION {top['ref']}", "", top["title"].upper(), ""]
        if "node" in changes:
            lines += [f"Objectif stratégique {node['ref']}", node["title"], ""]
        lines += [f"FICHE ACTION N°{leaf['ref']}", "", leaf["title"], "", *_fiche(plan, leaf)]
    return lines


def _labelled(plan: Plan) -> list[str]:
    """Each fiche says its place in labelled lines; nothing else tells the levels."""
    lines = []
    for top, node, leaf in _places(plan):
        lines += ["FICHE ACTION", f"Ambition : {top['ref']} – {top['title']}"]
        lines += [f"Objectif stratégique : {node['ref']} – {node['title']}"]
        lines += [f"N° de la fiche : {leaf['ref']}", f"Intitulé de l'action : {leaf['title']}", ""]
        lines += [*_fiche(plan, leaf), "CTG Marvelle et Coteaux 2026-2030", ""]
    return lines


def _banded(plan: Plan) -> list[str]:
    """A table of one row above each fiche, its title in a Markdown heading."""
    lines = []
    for top, node, leaf in _places(plan):
        left = f"**Ambition {top['ref']}** {top['title']}"
        right = f"**Objectif stratégique {node['ref']}** {node['title']}"
        lines += [f"| {left} | {right} |", "|---|---|", "", f"## Action {leaf['ref']} – {leaf['title']}", ""]
        lines += _fiche(plan, leaf)
    return lines


def _lettered(plan: Plan) -> list[str]:
    """« I. », « A. », « 1) » and no name of level but in the contents."""
    lines = ["SOMMAIRE", ""]
    body: list[str] = []
    letter = 0
    for changes, (top, node, leaf) in _new(plan):
        if "top" in changes:
            letter = 0
            head = f"{_ROMAN[int(top['ref']) - 1]}. {top['title']}"
            lines.append(f"{head} {'.' * 20} {4 + len(body) // 30}")
            body += ["", head, ""]
        if "node" in changes:
            head = f"{'ABCDE'[letter]}. {node['title']}"
            letter += 1
            lines.append(f"   {head}")
            body += [head, ""]
        lines.append(f"      {leaf['ref']}) {leaf['title']}")
        body += [f"{leaf['ref']}) {leaf['title']}", "", *_fiche(plan, leaf)]
    return [*lines, "", *body]


def _listed(plan: Plan) -> list[str]:
    """Levels in the contents only; fiches under their bare title in capitals."""
    lines = ["Sommaire des fiches", ""]
    for changes, (top, node, leaf) in _new(plan):
        if "top" in changes:
            lines += [f"Ambition {top['ref']} : {top['title']}"]
        if "node" in changes:
            lines += [f"  Objectif stratégique {node['ref']} : {node['title']}"]
        lines.append(f"    {leaf['ref']}. {leaf['title']}")
    for number, (_, _, leaf) in enumerate(_places(plan), start=1):
        lines += ["", f"Page {number}", "", leaf["title"].upper(), "", *_fiche(plan, leaf)]
    return lines


def _last(plan: Plan) -> list[str]:
    """Numbered fiches first; the table that gathers them comes at the end."""
    lines = []
    for _, _, leaf in _places(plan):
        lines += [f"Action {leaf['ref']} : {leaf['title']}", "", *_fiche(plan, leaf)]
    lines += ["TABLEAU DE SYNTHÈSE", "", "| Ambitions | Objectifs stratégiques | Actions |", "|---|---|---|"]
    for changes, (top, node, leaf) in _new(plan):
        first = f"Ambition {top['ref']} : {top['title']}" if "top" in changes else ""
        second = f"Objectif stratégique {node['ref']} : {node['title']}" if "node" in changes else ""
        lines.append(f"| {first} | {second} | Action {leaf['ref']} : {leaf['title']} |")
    return lines


_MANNERS: dict[str, Callable[[Plan], list[str]]] = {
    "numero": _parted,
    "intitule": _labelled,
    "bandeau": _banded,
    "lettres": _lettered,
    "sommaire": _listed,
    "synthese": _last,
}
OUTLINES = tuple(_MANNERS)
