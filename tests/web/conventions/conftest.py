"""A coordinator at work on a small plan."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from maillage.accounts.models import User
from maillage.conventions.models import Action, Convention, Node
from maillage.conventions.operations import create_action, create_node, save_section
from tests.cast import Cast
from tests.web.testing import PageClient


@dataclass
class Plan:
    """An axis, an objective under it, a full fiche and a bare one."""

    convention: Convention
    by: User
    axis: Node
    objective: Node
    full: Action
    bare: Action

    def url(self, rest: str = "") -> str:
        """An address inside the convention."""
        return f"/c/{self.convention.pk}/{rest}"

    def fiche(self, action: Action | None = None) -> str:
        """The address of a fiche; the full one unless said."""
        return self.url(f"plan/actions/{(action or self.full).pk}/")

    def section(self, key: str, action: Action | None = None) -> str:
        """The address of a section's editor."""
        return f"{self.fiche(action)}rubriques/{key}/"


VALUES = {
    "context": ["Une commune sur deux n’a plus d’accueil.", "Les parents roulent 14 km."],
    "objectives": ["Ouvrir douze places."],
    "steps": [
        {
            "group": "Préparer",
            "text": "Trouver un terrain",
            "status": "realisee",
            "due": "mai 2025",
            "who": "La commune",
            "substeps": [{"text": "Visiter trois lieux", "status": "en_cours", "due": "", "who": ""}],
        }
    ],
    "people": {
        "pilots": [{"label": "Responsable du RPE", "kind": "technique"}],
        "partners": [{"label": "CAF"}],
    },
    "residents": {"level": "concertation", "lines": ["Six parents relisent le guide."]},
    "indicators": [
        {
            "label": "Places ouvertes",
            "kind": "realisation",
            "target": {"op": ">=", "value": "12", "unit": "places"},
        }
    ],
    "calendar": {
        "phrases": ["Dès le printemps"],
        "start": {"on": "2024-04-01", "precision": "saison"},
        "end": {"on": "2027-12-31", "precision": "annee"},
        "term": "moyen",
    },
}


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """In the convention of the cast, beside its own node."""
    convention, by = cast.convention, cast.coordinatrice
    axis = create_node(convention=convention, parent=None, title="Grandir", ref="2", by=by)
    objective = create_node(convention=convention, parent=axis, title="Garder", ref="2.A", by=by)
    full = create_action(convention=convention, node=objective, title="Ouvrir une crèche", ref="2.A.1", by=by)
    for key, value in VALUES.items():
        save_section(action=full, section=key, value=value, version=None, by=by)
    bare = create_action(convention=convention, node=objective, title="Écrire un guide", ref="2.A.2", by=by)
    return Plan(convention, by, axis, objective, full, bare)


@pytest.fixture
def coordinator(page: PageClient, plan: Plan) -> PageClient:
    """The coordinator, signed in."""
    page.force_login(plan.by)
    return page
