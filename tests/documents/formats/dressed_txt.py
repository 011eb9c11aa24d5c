"""One plan as a text in six dresses: each names the sections and sets them in its own way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Plan = dict[str, Any]
Section = tuple[str, list[str]]

_FIELDS = (
    "context",
    "objectives",
    "steps",
    "pilots",
    "partners",
    "resources",
    "success_conditions",
    "calendar",
    "indicators",
)
_LABELS = {
    "besoins": "Constats et besoins identifiés|Objectifs opérationnels|Descriptif de l'action|"
    "Structure porteuse|Partenaires techniques et financiers|Coût et financements|"
    "Leviers et freins|Temporalité|Modalités d'évaluation",
    "effets": "Problématique|Effets recherchés|Actions concrètes|Maître d'ouvrage|Acteurs mobilisés|"
    "Budget et plan de financement|Points d'attention|Planning de réalisation|"
    "Outils de mesure",
    "questions": "D'où partons-nous ?|Que voulons-nous ?|Que ferons-nous ?|Qui s'en charge ?|"
    "Qui nous aide ?|Combien cela coûte-t-il ?|À quoi faire attention ?|Pour quand ?|"
    "Comment saurons-nous si cela marche ?",
    "visees": "État des lieux|Visée|Contenu|Animateur de l'action|Coopérations|Ressources|Prérequis|"
    "Phasage|Suivi",
    "preuves": "Justification de l'action|Plus-value attendue|Sous-actions|Responsabilité|"
    "Contributeurs|Enveloppe|Conditions nécessaires|Jalons|Preuves de réussite",
    "pratique": "Besoins repérés|Ambition de l'action|Mise en pratique|Service référent|"
    "Réseau à mobiliser|Estimation financière|Freins possibles|Délais|"
    "Ce que nous mesurerons",
}


def dressed(dress: str) -> Callable[[Plan], bytes]:
    """The function that types a plan in ``dress``, one of :data:`DRESSES`."""
    return lambda plan: _typed(plan, dress).encode("utf-8")


def _typed(plan: Plan, dress: str) -> str:
    cover = [plan["territory"], plan["title"], "2025-2028", "Juin 2025", ""]
    return "\n".join([*cover, *fiches(plan, dress)]) + "\n"


def fiches(plan: Plan, dress: str) -> list[str]:
    """The levels and the fiches of ``plan``, line by line."""
    return fiches_with(plan, lambda action: sections_of(action, dress, dress), _MARKS[dress])


def fiches_with(
    plan: Plan, told: Callable[[Plan], list[str]], marks: tuple[str, str] = ("{}", "{}")
) -> list[str]:
    """The levels, and each fiche as ``told`` tells it."""
    lines: list[str] = []
    actions = {action["ref"]: action for action in plan["actions"]}

    def tell(node: Plan) -> None:
        level = node["level"] if node["children"] else plan["levels"][-1]
        title = f"{level} {node['ref']} : {node['title']}"
        if node["children"]:
            lines.extend(["", marks[0].format(title), ""])
        else:
            lines.extend([marks[1].format(title), "", *told(actions[node["ref"]])])
        for child in node["children"]:
            tell(child)

    for node in plan["tree"]:
        tell(node)
    return lines


def sections_of(action: Plan, names: str, setting: str) -> list[str]:
    """The sections of a fiche, with the names of one dress set in the way of another."""
    labels = zip(_LABELS[names].split("|"), _FIELDS, strict=True)
    return _SET[setting]([(label, _texts(action, field)) for label, field in labels])


def _texts(action: Plan, name: str) -> list[str]:
    if name == "steps":
        return [
            text for step in action["steps"] for text in (step["text"], *(f"  {s}" for s in step["substeps"]))
        ]
    if name == "indicators":
        return [each["text"] for each in action["indicators"]]
    if name == "partners":
        return [", ".join(action["partners"])]
    return list(action[name])


def _markdown(sections: list[Section]) -> list[str]:
    return [line for label, texts in sections for line in (f"#### {label}", "", *_bullets(texts, "-"), "")]


def _capitals(sections: list[Section]) -> list[str]:
    return [line for label, texts in sections for line in (label.upper(), *_bullets(texts, "•"), "")]


def _plain(sections: list[Section]) -> list[str]:
    return [line for label, texts in sections for line in (label, *_bullets(texts, "-"))] + [""]


def _bold(sections: list[Section]) -> list[str]:
    return [line for label, texts in sections for line in (f"**{label} :**", *_bullets(texts, "-"), "")]


def _table(sections: list[Section]) -> list[str]:
    rows = [f"| {label} | {'<br>'.join(_bullets(texts, '-'))} |" for label, texts in sections]
    return [rows[0], "|---|---|", *rows[1:], ""]


def _bullets(texts: list[str], sign: str) -> list[str]:
    if len(texts) == 1:
        return texts
    return [f"    {sign} {text.strip()}" if text.startswith("  ") else f"{sign} {text}" for text in texts]


_SET: dict[str, Callable[[list[Section]], list[str]]] = {
    "besoins": _markdown,
    "effets": _capitals,
    "questions": _plain,
    "visees": _bold,
    "preuves": _table,
    "pratique": _markdown,
}
_MARKS = {
    "besoins": ("# {}", "## {}"),
    "effets": ("{}", "{}"),
    "questions": ("{}", "{}"),
    "visees": ("**{}**", "**{}**"),
    "preuves": ("## {}", "### {}"),
    "pratique": ("## {}", "### {}"),
}
DRESSES = tuple(_LABELS)
