"""The diagnosis as territories lay it out: a table of themes, headings of the trade, one line a kind."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from maillage.intake.recognition.document import PlanDocument

Read = Callable[[str], PlanDocument]

PLAN = "\n\nPLAN D'ACTIONS\n\nAxe 1 : Grandir\n\nAction 1 : Ouvrir un café\n\nObjectifs :\n- Un but\n\n"
PLAN += "Action 2 : Créer un jardin\n\nObjectifs :\n- Un but\n"

TABLE = """| Thématiques | Atouts | Faiblesses | Menaces |
|---|---|---|---|
| Jeunesse | Un local ouvert<br>Une équipe stable | Peu de filles | |
| Droits | Deux guichets | | La fermeture d'une agence |
"""
HEADINGS = """**Jeunesse**

Points d'appui

- Un local ouvert
- Une équipe stable

Points de fragilité

- Peu de filles

**Droits**

Points d'appui

- Deux guichets

Risques

- La fermeture d'une agence
"""
LINES = """Jeunesse
Atouts : Un local ouvert ; Une équipe stable.
Faiblesses : Peu de filles.

Droits
Atouts : Deux guichets.
Menaces : La fermeture d'une agence.
"""
KINDS = """### Atouts – Ce qui fonctionne bien

Jeunesse :
- Un local ouvert
- Une équipe stable

Droits :
- Deux guichets

### Faiblesses – Ce qui manque

Jeunesse :
- Peu de filles

### Menaces – Ce qui inquiète

Droits :
- La fermeture d'une agence
"""
FOUND = {
    ("Jeunesse", "force", "Un local ouvert"),
    ("Jeunesse", "force", "Une équipe stable"),
    ("Jeunesse", "faiblesse", "Peu de filles"),
    ("Droits", "force", "Deux guichets"),
    ("Droits", "menace", "La fermeture d'une agence"),
}


@pytest.mark.parametrize("written", [TABLE, HEADINGS, LINES, KINDS])
def test_findings_keep_their_theme_and_their_kind(plan_of: Read, written: str) -> None:
    plan = plan_of("SYNTHÈSE DU DIAGNOSTIC PARTAGÉ\n\n" + written + PLAN)
    assert {(found.theme, found.kind, found.text) for found in plan.diagnosis} == FOUND
    assert [action.ref for action in plan.actions] == ["1", "2"]
