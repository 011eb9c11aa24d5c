"""A4 report turned into text: every fiche is a table of bars whose cells hold lists, stamps in between."""

from __future__ import annotations

from collections.abc import Iterator

from tests.documents.builders import Plan, axes, indicator_texts

_STAMP = """
Envoyé en préfecture le 04/04/2023

Reçu en préfecture le 04/04/2023

Publié le

ID : 000-200000001-20230330-D2023_031-DE
"""
_PUBLIC = ("Familles avec jeunes enfants", "Enfants et jeunes", "Tous les habitants", "Acteurs du territoire")
_INTRO = """
Préambule

La convention territoriale globale est un contrat d'engagement politique entre la communauté de communes,
la Caf et la MSA. Elle succède au contrat enfance jeunesse et concerne l'ensemble des dix-neuf communes.

Le présent document est annexé à la délibération du conseil communautaire du 30 mars 2023.
"""
_SIGNS = {"force": "Atouts", "faiblesse": "Fragilités"}


def build(plan: Plan) -> bytes:
    """The report as a converter gives it."""
    lines = [plan["territory"].upper(), "", plan["title"].upper(), "", "2023 – 2026", "", "Mars 2023", _STAMP]
    lines += ["SOMMAIRE", "", *_contents(plan), _INTRO, "", *_diagnosis(plan), _STAMP, *_governance(plan)]
    page = 9
    for axis, groups in axes(plan):
        lines += ["", f"# AXE STRATÉGIQUE {axis['ref']}", "", f"## {axis['title']}", ""]
        for _, actions in groups:
            for action in actions:
                lines += [*_fiche(action, _PUBLIC[int(axis["ref"]) - 1]), "", f"{page}", ""]
                page += 1
                if page % 3 == 0:
                    lines.append(_STAMP)
    lines += [*_recap(plan), "", *_glossary(plan)]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _contents(plan: Plan) -> Iterator[str]:
    yield "Préambule ........................................ 3"
    yield "Synthèse du diagnostic ........................... 4"
    yield "Gouvernance ...................................... 6"
    page = 9
    for axis, groups in axes(plan):
        yield f"Axe stratégique {axis['ref']} – {axis['title']} ........ {page}"
        for _, actions in groups:
            for action in actions:
                yield f"   Fiche action {action['ref']} – {action['title']} ............ {page}"
                page += 1


def _diagnosis(plan: Plan) -> Iterator[str]:
    yield "Synthèse du diagnostic"
    theme = kind = ""
    for finding in plan["diagnosis"]:
        if finding["theme"] != theme:
            theme, kind = finding["theme"], ""
            yield from ("", theme)
        if finding["kind"] != kind:
            kind = finding["kind"]
            yield from ("", _SIGNS[kind], "")
        yield f"• {finding['text']}"


def _governance(plan: Plan) -> Iterator[str]:
    yield "Gouvernance"
    yield ""
    yield "| Instance | Composition | Rôle | Fréquence |"
    yield "|--|--|--|--|"
    for body in plan["governance"]:
        cells = (body["name"], ", ".join(body["members"]), body["missions"][0], body["frequency"])
        yield f"| {' | '.join(cells)} |"


def _fiche(action: Plan, public: str) -> Iterator[str]:
    title = action["fiche_title"] or action["title"]
    yield f"| **Fiche action {action['ref']}** | **{title}** |"
    yield "|---|---|"
    yield f"| **Contexte / diagnostic** | {_list(action['context'])} |"
    yield f"| **Objectifs visés** | {_list(action['objectives'])} |"
    yield f"| **Public cible** | {public} |"
    yield f"| **Description de l'action** | {_steps(action)} |"
    yield from _who(action)
    if action["success_conditions"]:
        yield f"| **Points de vigilance** | {_list(action['success_conditions'])} |"
    yield f"| **Moyens nécessaires** | {'<br>'.join(action['resources']) or '/'} |"
    yield f"| **Échéancier** | {'<br>'.join(action['calendar'])} |"
    yield f"| **Indicateurs d'évaluation** | {_list(indicator_texts(action))} |"


def _who(action: Plan) -> Iterator[str]:
    """Pilots and partners: each on a row, both on one row on the second axis, after a stamp on the fourth."""
    pilots, partners = "<br>".join(action["pilots"]), ", ".join(action["partners"])
    if action["ref"].startswith("2."):
        yield f"| **Porteur de l'action :** {pilots} | **Partenaires :** {partners} |"
        return
    if action["ref"].startswith("4."):
        yield _STAMP
        yield "| | |"
        yield "|---|---|"
    yield f"| **Porteur de l'action** | {pilots} |"
    yield f"| **Partenaires** | {partners} |"


def _list(texts: list[str]) -> str:
    if len(texts) == 1:
        return texts[0]
    return "<ul>" + "".join(f"<li>{text}</li>" for text in texts) + "</ul>"


def _steps(action: Plan) -> str:
    parts, group = [], None
    for number, step in enumerate(action["steps"], start=1):
        if step["group"] != group:
            group = step["group"]
            parts.append(f"<b>{group}</b>")
        parts.append(f"{number}. {step['text']}")
    return "<br>".join(parts)


def _recap(plan: Plan) -> Iterator[str]:
    yield from ("", "Tableau récapitulatif", "", "| Axe | N° | Action | Porteur |", "|--|--|--|--|")
    for axis, groups in axes(plan):
        first = f"Axe {axis['ref']}"
        for _, actions in groups:
            for action in actions:
                yield f"| {first} | {action['ref']} | {action['title']} | {action['pilots'][0]} |"
                first = ""


def _glossary(plan: Plan) -> Iterator[str]:
    yield from ("Sigles utilisés", "")
    for entry in plan["glossary"]:
        yield f"{entry['acronym']} : {entry['meaning']}"
