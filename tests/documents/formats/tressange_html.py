"""A page of the territory's site: a menu, fiches folded in details, lists inside lists, a definition list."""

from __future__ import annotations

from html import escape
from typing import Any

Plan = dict[str, Any]

_HEAD = """<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>Le projet social | Pays de Tressange</title>
<style>body { font-family: sans-serif }</style><script>window.visites = 1;</script></head>
<body><header><nav><ul><li><a href="/">Accueil</a></li><li><a href="/agenda">Agenda</a></li></ul></nav>
</header><main>
"""
_FOOT = """</main><footer><p>Mentions légales</p><p>Maison de pays, 1 place de la Halle</p></footer>
</body></html>
"""
_KINDS = {"realisation": "Indicateurs de réalisation", "resultat": "Indicateurs de résultat"}


def build(plan: Plan) -> bytes:
    """The page as a browser saves it."""
    out = [_HEAD, f"<h1>{escape(plan['title'])}</h1><p>{escape(plan['territory'])}</p><p>2023-2027</p>"]
    out.append("<p>Publié en novembre 2023</p><h2>Le plan en un coup d'œil</h2><ul>")
    for orientation in plan["tree"]:
        out.append(f"<li><b>Orientation stratégique {_name(orientation)}</b><ul>")
        for objective in orientation["children"]:
            leaves = "".join(f"<li>Fiche {_name(leaf)}</li>" for leaf in objective["children"])
            out.append(f"<li>Objectif opérationnel {_name(objective)}<ul>{leaves}</ul></li>")
        out.append("</ul></li>")
    out.append("</ul>")
    actions = {action["ref"]: action for action in plan["actions"]}
    for orientation in plan["tree"]:
        out.append(f"<h2>Orientation stratégique {_name(orientation)}</h2>")
        for objective in orientation["children"]:
            out.append(f"<h3>Objectif opérationnel {_name(objective)}</h3>")
            out += [_fiche(actions[leaf["ref"]]) for leaf in objective["children"]]
    return "\n".join([*out, _FOOT]).encode("utf-8")


def _name(node: Plan) -> str:
    return f"{node['ref']} : {escape(node['title'])}"


def _list(texts: list[str], tag: str = "ul") -> str:
    return f"<{tag}>{''.join(f'<li>{escape(text)}</li>' for text in texts)}</{tag}>"


def _fiche(action: Plan) -> str:
    steps = "".join(
        f"<li>{escape(step['text'])}{_list(step['substeps']) if step['substeps'] else ''}</li>"
        for step in action["steps"]
    )
    people = [
        ("Pilotes", "<br>".join(map(escape, action["pilots"]))),
        ("Partenaires", escape(", ".join(action["partners"]))),
        ("Moyens", _list(action["resources"])),
        ("Calendrier", "<br>".join(map(escape, action["calendar"]))),
        ("Points de vigilance", _list(action["success_conditions"])),
        ("Place des habitants", _list(action["residents"]) if action["residents"] else ""),
    ]
    definitions = "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in people)
    return (
        f"<details><summary>Fiche {_name(action)}</summary>"
        f"<h4>Éléments de contexte</h4>{_list(action['context'])}"
        f"<h4>Objectifs poursuivis</h4>{_list(action['objectives'])}"
        f"<h4>Étapes de réalisation</h4><ol>{steps}</ol>"
        f"<dl>{definitions}</dl>{_evaluation(action)}</details>"
    )


def _evaluation(action: Plan) -> str:
    rows = ""
    for kind, label in [*_KINDS.items(), ("impact", "Indicateurs d'impact")]:
        texts = [each["text"] for each in action["indicators"] if each["kind"] == kind]
        for number, text in enumerate(texts):
            head = f'<th rowspan="{len(texts)}">{label}</th>' if number == 0 else ""
            rows += f"<tr>{head}<td>{escape(text)}</td></tr>"
    return f"<table>{rows}</table>"
