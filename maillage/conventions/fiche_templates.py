"""Five shapes of fiche, ready: which rubriques, under which names, in which order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from maillage.conventions.sections import RUBRICS
from maillage.conventions.sections.shown import OPTIONAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class FicheTemplate:
    """``order``: the rubriques that the fiche has; ``labels``: the names that differ from the usual ones."""

    key: str
    name: str
    about: str
    order: tuple[str, ...]
    labels: Mapping[str, str] = field(default_factory=dict)

    def values(self, kept: Iterable[str] = ()) -> dict[str, Any]:
        """What ``update_convention`` takes. ``kept``: rubriques shown besides, after the others."""
        shown = [*self.order, *(key for key in RUBRICS if key in set(kept) and key not in self.order)]
        return {
            "section_order": shown,
            "section_labels": dict(self.labels),
            "hidden_sections": [key for key in RUBRICS if key not in shown and key not in OPTIONAL],
        }


_ALL = (
    FicheTemplate(
        "volets",
        "Fiche complète par volets",
        "Du diagnostic aux indicateurs, les étapes rangées par volet.",
        (
            "context", "objectives", "steps", "people", "success_conditions", "calendar", "resources",
            "indicators", "links",
        ),
        {
            "context": "Éléments de diagnostic",
            "objectives": "Objectifs poursuivis",
            "steps": "Modalités et étapes",
        },
    ),
    FicheTemplate(
        "natures",
        "Fiche à trois natures d’indicateurs et place des habitants",
        "Réalisation, résultat, impact ; ce que les habitants y font ; les fiches qui se répondent.",
        (
            "context", "objectives", "steps", "resources", "people", "residents", "indicators", "calendar",
            "links",
        ),
        {
            "context": "Éléments de contexte",
            "objectives": "Résultats attendus",
            "steps": "Déroulement et étapes",
            "resources": "Ressources mobilisables",
            "people": "Référents, pilotes et partenaires",
            "indicators": "Indicateurs de réalisation, de résultat et d’impact",
        },
    ),
    FicheTemplate(
        "courte",
        "Fiche courte : pilotage, étapes, partenaires",
        "Ce qu’il faut pour lancer l’action, sur une page.",
        ("people", "steps", "competence", "success_conditions", "calendar"),
        {
            "people": "Pilotage et partenaires",
            "steps": "Étapes de travail",
            "success_conditions": "Conditions de réussite et moyens",
        },
    ),
    FicheTemplate(
        "base",
        "Objectifs et base de travail",
        "Quand le plan s’écrit encore : des objectifs, des pistes, les constats dont ils partent.",
        ("objectives", "steps", "context", "links", "people"),
        {"steps": "Base de travail", "links": "Constats dont l’action part"},
    ),
    FicheTemplate(
        "points",
        "Titre et points",
        "Une liste courte sous chaque titre, pour un plan qui tient en peu de pages.",
        ("steps", "people", "indicators"),
        {"steps": "Points de l’action", "indicators": "Critères"},
    ),
)  # fmt: skip

TEMPLATES: dict[str, FicheTemplate] = {template.key: template for template in _ALL}


def template_of(shown: Sequence[str]) -> FicheTemplate | None:
    """The one that a fiche follows: its rubriques, in its order, then others; None for one of its own."""
    followed = (template for template in _ALL if tuple(shown[: len(template.order)]) == template.order)
    return next(followed, None)


def nearest_template(filled: Mapping[str, float]) -> FicheTemplate:
    """The one whose rubriques are the most like those of a plan.

    ``filled``: the share of the fiches that fill each rubrique, from 0 to 1.
    """

    def likeness(template: FicheTemplate) -> float:
        asked = dict.fromkeys(template.order, 1.0)
        pairs = [(asked.get(key, 0.0), filled.get(key, 0.0)) for key in {*asked, *filled}]
        return sum(map(min, pairs)) / sum(map(max, pairs))

    return max(_ALL, key=likeness)
