"""One plan as a text amid what stands beside it: a balance of the last one, a portrait, lists of services."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.documents.formats.dressed_txt import fiches

Plan = dict[str, Any]

_BALANCE = """BILAN DE LA CONVENTION 2021-2025

La première convention comptait neuf actions. Six ont été menées à leur terme.

| Axes | Actions | État | Observations |
|---|---|---|---|
| Axe 1 : Petite enfance | Action 1.1 : Ouvrir une crèche au bourg | Réalisée | 20 places depuis 2023 |
|  | Action 1.2 : Créer un réseau des assistantes maternelles | Réalisée | 4 rencontres par an |
|  | Action 1.3 : Étendre le relais petite enfance | Partielle | Un poste vacant |
| Axe 2 : Jeunesse | Action 2.1 : Recruter un animateur jeunesse | Réalisée | Poste pérennisé |
|  | Action 2.2 : Rénover le local des jeunes | Abandonnée | Coût trop élevé |
| Axe 3 : Droits | Action 3.1 : Ouvrir un espace France services | Réalisée | 3 100 visites par an |

Ce que les partenaires en retiennent : une dynamique réelle, un suivi trop lourd, des habitants peu associés.
"""
_PORTRAIT = """PORTRAIT DU TERRITOIRE

1.1 La population

La communauté compte 16 communes et 14 200 habitants. La population augmente de 0,4 % par an.

| Communes | Population 2015 | Population 2021 | Évolution |
|---|---|---|---|
| Marvelle | 4 210 | 4 388 | + 4,2 % |
| Les Coteaux | 1 902 | 1 877 | - 1,3 % |
| Saint-Auban | 988 | 1 041 | + 5,4 % |

1.2 Les familles

On dénombre 3 650 ménages avec enfants, dont 21 % de familles monoparentales.

Figure 3 : Part des familles monoparentales par commune
Source : Insee, recensement 2021

1.3 Les services

Le territoire dispose de sept structures d'accueil, d'un centre social et de deux espaces France services.
"""
_SERVICES = """ANNEXE 4 : LISTE DES ÉQUIPEMENTS ET SERVICES SOUTENUS

| Thématique | Équipement | Gestionnaire | Financements Caf |
|---|---|---|---|
| Petite enfance | Multi-accueil Les Coccinelles | Communauté de communes | PSU, bonus territoire |
| Petite enfance | Relais petite enfance | Communauté de communes | PS RPE |
| Enfance | Accueil de loisirs du Moulin | Familles rurales | PS ALSH |
| Vie sociale | Centre social | Association | PS animation globale |

ANNEXE 5 : SIGNATAIRES

Fait à Marvelle, en quatre exemplaires, le 18 décembre 2025

La présidente de la communauté de communes			La directrice de la Caf

ANNEXE 6 : DÉLIBÉRATIONS

Délibération n° 2025-114 du 11 décembre 2025
Le conseil communautaire, après en avoir délibéré, approuve la convention.
"""
_MANNERS = {"bilan": (_BALANCE, ""), "portrait": (_PORTRAIT, ""), "annexes": ("", _SERVICES)}
AMID = tuple(_MANNERS)


def amid(manner: str) -> Callable[[Plan], bytes]:
    """The function that types a plan with what :data:`AMID` names before or after it."""
    before, after = _MANNERS[manner]

    def build(plan: Plan) -> bytes:
        lines = [plan["territory"], *plan["title"].split(" Annexe 3 : "), "2026-2030", "Décembre 2025", ""]
        lines += [before, "LE PLAN D'ACTIONS 2026-2030", *fiches(plan, "effets"), "", after]
        return "\n".join(lines).encode("utf-8")

    return build
