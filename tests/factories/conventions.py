"""Conventions, their tree and fiches; values that every section accepts; whole plans to import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import factory
from factory.django import DjangoModelFactory

from maillage.accounts.enums import Role
from maillage.accounts.models import User
from maillage.conventions.draft import ActionDraft, NodeDraft, PlanDraft
from maillage.conventions.models import Action, Convention, Indicator, Node, Partner, Pilot, Step
from maillage.conventions.search import search_text
from maillage.conventions.sections.definitions import ALONE, DETAILS
from tests.factories.accounts import MembershipFactory, UserFactory, WorkspaceFactory

if TYPE_CHECKING:
    ConventionBase = DjangoModelFactory[Convention]
    NodeBase = DjangoModelFactory[Node]
    ActionBase = DjangoModelFactory[Action]
    PilotBase = DjangoModelFactory[Pilot]
    PartnerBase = DjangoModelFactory[Partner]
    StepBase = DjangoModelFactory[Step]
    IndicatorBase = DjangoModelFactory[Indicator]
else:
    ConventionBase = NodeBase = ActionBase = DjangoModelFactory
    PilotBase = PartnerBase = StepBase = IndicatorBase = DjangoModelFactory


class ConventionFactory(ConventionBase):
    """A convention of three levels with nobody in it."""

    class Meta:
        model = Convention

    workspace = factory.SubFactory(WorkspaceFactory)
    name = factory.Sequence(lambda n: f"CTG du Pays des Essais {n}")
    start_year = 2024
    end_year = 2028


class NodeFactory(NodeBase):
    """An axe; below ``parent`` when there is one."""

    class Meta:
        model = Node

    convention = factory.SubFactory(ConventionFactory)
    parent = None
    depth = factory.LazyAttribute(lambda node: node.parent.depth + 1 if node.parent else 0)
    position = factory.Sequence(lambda n: n)
    ref = ""
    title = factory.Sequence(lambda n: f"Axe {n}")


class ActionFactory(ActionBase):
    """An empty fiche on no node."""

    class Meta:
        model = Action

    convention = factory.SubFactory(ConventionFactory)
    node = None
    position = factory.Sequence(lambda n: n)
    title = factory.Sequence(lambda n: f"Action {n}")
    search = factory.LazyAttribute(lambda action: search_text(action.title))


class PilotFactory(PilotBase):
    """A pilot in words only."""

    class Meta:
        model = Pilot

    action = factory.SubFactory(ActionFactory)
    convention = factory.SelfAttribute("action.convention")
    position = factory.Sequence(lambda n: n)
    label = factory.Sequence(lambda n: f"Service {n}")


class PartnerFactory(PartnerBase):
    """A partner in words only."""

    class Meta:
        model = Partner

    action = factory.SubFactory(ActionFactory)
    convention = factory.SelfAttribute("action.convention")
    position = factory.Sequence(lambda n: n)
    label = factory.Sequence(lambda n: f"Organisme {n}")


class StepFactory(StepBase):
    """A step of no volet."""

    class Meta:
        model = Step

    action = factory.SubFactory(ActionFactory)
    convention = factory.SelfAttribute("action.convention")
    position = factory.Sequence(lambda n: n)
    text = factory.Sequence(lambda n: f"Étape {n}")


class IndicatorFactory(IndicatorBase):
    """An indicator without target."""

    class Meta:
        model = Indicator

    action = factory.SubFactory(ActionFactory)
    convention = factory.SelfAttribute("action.convention")
    position = factory.Sequence(lambda n: n)
    label = factory.Sequence(lambda n: f"Nombre de familles {n}")


def member(convention: Convention, role: Role, **fields: Any) -> User:
    """Somebody new with ``role`` in ``convention``."""
    user = UserFactory.create(**fields)
    MembershipFactory.create(workspace=convention.workspace, user=user, role=role)
    return user


def step_value(text: str, **fields: Any) -> dict[str, Any]:
    """A step as a section holds it."""
    blank = {"group": "", "status": "a_venir", "due": "", "who": "", "substeps": []}
    return {**blank, "text": text, **fields}


def substep_value(text: str, **fields: Any) -> dict[str, Any]:
    """A substep as a section holds it."""
    return {"text": text, "status": "a_venir", "due": "", "who": "", **fields}


def section_values() -> dict[str, Any]:
    """A filled value for each section but the links, in its normal form but for the keys of rows."""
    target = {
        "op": "between", "value": "10", "value_max": "45.5", "unit": "familles", "per": "an", "baseline": "4",
    }  # fmt: skip
    pilots = [{"label": "Direction de l’enfance", "kind": "technique", "member": None}]
    return {
        "identity": {
            "ref": "1.2", "title": "Ouvrir un relais petite enfance", "fiche_title": "Le relais",
            "transversal": False, "themes": [],
        },
        "state": {
            "status": "en_cours", "progress": 40, "news": "Le local est trouvé.",
            "difficulty": "recrutement", "difficulty_note": "Un poste vacant.",
            "help_needed": "Un appui de la CAF.", "next_step": "Ouvrir en mai.",
        },
        "context": ["Deux communes sans mode d’accueil.", "Des trajets longs."],
        "objectives": ["Accueillir vingt familles."],
        "publics": ["Les familles de moins de trois ans."],
        "competence": ["La communauté de communes."],
        "vigilance": ["Un loyer trop cher."],
        "steps": [
            step_value("Trouver le local", group="Bâtir", due="T2 2025", who="Mairie",
                       substeps=[substep_value("Visiter"), substep_value("Signer", status="realisee")]),
            step_value("Recruter", group="Bâtir", status="en_cours"),
        ],
        "people": {
            "pilots": pilots, "partners": [{"label": "Assistantes maternelles", "organisation": None}],
            "communes": [],
        },
        "success_conditions": ["Un local de plain-pied."],
        "resources": ["Un poste à mi-temps."],
        "residents": {"level": "concertation", "lines": ["Un comité de parents."]},
        "indicators": [
            {"label": "Familles accueillies", "kind": "resultat", "target": target, "measure": "nombre",
             "frequency": "an", "wish": False, **DETAILS, **ALONE, "direction": "hausse", "target_year": 2028,
             "targets": [{"year": 2026, "value": "8.5"}], "definition": "Chaque famille une fois.",
             "source": "Feuilles de présence", "responsible": "Le relais"},
            {"label": "Heures d’ouverture", "kind": "", "target": None, "measure": "", "frequency": "",
             "wish": True, **DETAILS, **ALONE, "unit": "heures", "baseline": "12"},
        ],
        "calendar": {
            "phrases": ["Dès le printemps."], "start": {"on": "2024-05-01", "precision": "saison"},
            "end": {"on": "2026-12-31", "precision": "annee"}, "term": "moyen",
        },
    }  # fmt: skip


def rich_draft(axes: int = 2, actions: int = 5) -> PlanDraft:
    """A plan whose fiches are all filled: ``axes`` nodes with ``actions`` fiches each."""
    sections = {key: value for key, value in section_values().items() if key != "identity"}
    nodes = [
        NodeDraft(
            title=f"Axe {a}",
            ref=str(a),
            actions=[
                ActionDraft(
                    title=f"Action {a}.{b}", ref=f"{a}.{b}", sections=sections, origin={"page": 10 * a + b}
                )
                for b in range(1, actions + 1)
            ],
        )
        for a in range(1, axes + 1)
    ]
    return PlanDraft(nodes=nodes)
