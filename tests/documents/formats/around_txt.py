"""One plan as a text, with its diagnosis, its instances and its posts told in six manners."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.documents.formats.dressed_txt import fiches

Plan = dict[str, Any]
Told = Callable[[Plan], list[str]]

_NAMES = {"force": "Atouts", "faiblesse": "Faiblesses", "opportunite": "Opportunités", "menace": "Menaces"}
_OTHER = {
    "force": "Points d'appui",
    "faiblesse": "Points de fragilité",
    "opportunite": "Opportunités",
    "menace": "Risques",
}


def around(manner: str) -> Callable[[Plan], bytes]:
    """The function that types a plan in one of :data:`MANNERS`."""
    return lambda plan: "\n".join(_typed(plan, manner)).encode("utf-8")


def _typed(plan: Plan, manner: str) -> list[str]:
    diagnosis, governance, roles = _MANNERS[manner]
    cover = [plan["territory"], *plan["title"].split(" Annexe 3 : "), "Décembre 2025", ""]
    return [
        *cover,
        "SYNTHÈSE DU DIAGNOSTIC PARTAGÉ",
        "",
        *diagnosis(plan),
        "",
        "PLAN D'ACTIONS",
        *fiches(plan, "besoins"),
        "",
        "PILOTAGE ET SUIVI DE LA CONVENTION",
        "",
        *governance(plan),
        "",
        *roles(plan),
    ]


def _themes(plan: Plan) -> list[str]:
    return list(dict.fromkeys(each["theme"] for each in plan["diagnosis"]))


def _said(plan: Plan, theme: str, kind: str) -> list[str]:
    return [each["text"] for each in plan["diagnosis"] if (each["theme"], each["kind"]) == (theme, kind)]


def _rows_by_theme(plan: Plan) -> list[str]:
    head = [f"| Thématiques | {' | '.join(_NAMES.values())} |", "|---|---|---|---|---|"]
    cells = [[theme, *("<br>".join(_said(plan, theme, kind)) for kind in _NAMES)] for theme in _themes(plan)]
    return [*head, *(f"| {' | '.join(row)} |" for row in cells)]


def _points(plan: Plan) -> list[str]:
    lines = []
    for theme in _themes(plan):
        lines += [f"**{theme}**", ""]
        for kind, name in _OTHER.items():
            lines += [name, "", *(f"- {text}" for text in _said(plan, theme, kind)), ""]
    return lines


def _sentences(plan: Plan) -> list[str]:
    lines = []
    for theme in _themes(plan):
        lines += [
            theme,
            *(f"{_NAMES[kind]} : {' ; '.join(_said(plan, theme, kind))}." for kind in _NAMES),
            "",
        ]
    return lines


def _columns(plan: Plan) -> list[str]:
    lines = []
    for theme in _themes(plan):
        lines += [theme.upper(), ""]
        for left, right in (("force", "faiblesse"), ("opportunite", "menace")):
            first, second = _said(plan, theme, left), _said(plan, theme, right)
            lines.append(f"{_NAMES[left].upper()}\t{_NAMES[right].upper()}")
            for number in range(max(len(first), len(second))):
                pair = [texts[number] if number < len(texts) else "" for texts in (first, second)]
                lines.append("\t".join(f"- {text}" if text else "" for text in pair))
            lines.append("")
    return lines


def _kind_first(plan: Plan) -> list[str]:
    names = {"force": "Ce qui fonctionne bien", "faiblesse": "Ce qui manque ou fragilise"}
    names |= {"opportunite": "Ce qui s'annonce et peut aider", "menace": "Ce qui s'annonce et peut nuire"}
    lines = []
    for kind, name in (_NAMES | {k: f"{_NAMES[k]} – {v}" for k, v in names.items()}).items():
        lines += [f"### {name}", ""]
        for theme in _themes(plan):
            lines += [f"{theme} :", *(f"- {text}" for text in _said(plan, theme, kind)), ""]
    return lines


def _boxes(plan: Plan) -> list[str]:
    lines = []
    for theme in _themes(plan):
        cells = [f"**{_NAMES[kind]}**<br>- {'<br>- '.join(_said(plan, theme, kind))}" for kind in _NAMES]
        lines += [f"## {theme}", "", f"| {cells[0]} | {cells[1]} |", "|---|---|"]
        lines += [f"| {cells[2]} | {cells[3]} |", ""]
    return lines


def _table_of_bodies(plan: Plan) -> list[str]:
    rows = ["| Instances | Composition | Missions | Fréquence |", "|---|---|---|---|"]
    for body in plan["governance"]:
        cells = ["<br>".join(body["members"]), "<br>".join(body["missions"]), body["frequency"]]
        rows.append(f"| {body['name']} | {' | '.join(cells)} |")
    return rows


def _prose(plan: Plan) -> list[str]:
    return [
        f"Le {body['name'].lower()} rassemble {', '.join(body['members'])}. "
        f"Il se réunit {body['frequency']}. Il a pour missions de {' et de '.join(body['missions'])}."
        for body in plan["governance"]
    ]


def _dashes(plan: Plan) -> list[str]:
    return [
        f"- {body['name']} : {', '.join(body['members'])} ({body['frequency']})"
        for body in plan["governance"]
    ]


def _asked(plan: Plan) -> list[str]:
    lines = []
    for body in plan["governance"]:
        lines += [f"### {body['name']}", "Qui ?", *(f"- {text}" for text in body["members"]), "Quand ?"]
        lines += [body["frequency"], "Pour quoi faire ?", *(f"- {text}" for text in body["missions"]), ""]
    return lines


def _titled(plan: Plan) -> list[str]:
    lines = []
    for body in plan["governance"]:
        lines += [f"{body['name'].upper()} – {body['frequency']}", "Membres :"]
        lines += [*(f"- {text}" for text in body["members"]), "Rôle :"]
        lines += [*(f"- {text}" for text in body["missions"]), ""]
    return lines


def _posts(plan: Plan) -> list[str]:
    lines = []
    for role in plan["roles"]:
        lines += [f"FICHE MISSION : {role['title']}", "", "Principales missions :"]
        lines += [*(f"- {text}" for text in role["missions"]), ""]
    return lines


def _posts_in_a_table(plan: Plan) -> list[str]:
    lines = []
    for role in plan["roles"]:
        lines += [f"| Fiche mission | {role['title']} |", "|---|---|"]
        lines += [
            f"| Principales missions | {'<br>'.join(role['missions'])} |",
            "| Temps de travail | 80 % |",
            "",
        ]
    return lines


_MANNERS: dict[str, tuple[Told, Told, Told]] = {
    "tableau": (_rows_by_theme, _table_of_bodies, _posts_in_a_table),
    "points": (_points, _prose, _posts),
    "phrases": (_sentences, _dashes, _posts),
    "colonnes": (_columns, _titled, _posts_in_a_table),
    "genres": (_kind_first, _asked, _posts),
    "cases": (_boxes, _table_of_bodies, _posts),
}
MANNERS = tuple(_MANNERS)


def told(plan: Plan) -> Plan:
    """What these texts say of the plan: everything but the glossary, the kinds and the fiches' own titles."""
    for action in plan["actions"]:
        action["fiche_title"] = None
        for indicator in action["indicators"]:
            indicator["kind"] = None
        for step in action["steps"]:
            step["group"] = None
    return plan | {"glossary": []}
