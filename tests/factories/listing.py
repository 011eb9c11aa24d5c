"""A plan to list: fiches that differ in what they say, and those that say nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from maillage.accounts.enums import Role
from maillage.conventions.enums import PilotKind, Status, Term
from maillage.conventions.models import Action, Convention
from tests.factories.conventions import (
    ActionFactory,
    ConventionFactory,
    IndicatorFactory,
    NodeFactory,
    PartnerFactory,
    PilotFactory,
    StepFactory,
    member,
)

if TYPE_CHECKING:
    from maillage.accounts.models import User


@dataclass
class Listed:
    """``creche`` says much, ``guide`` little, ``blocked`` is late; ``aside`` hangs from no axis."""

    convention: Convention
    by: User
    creche: Action
    guide: Action
    blocked: Action
    aside: Action


def listed_plan() -> Listed:
    """Four fiches under two axes, and whoever coordinates them."""
    convention = ConventionFactory.create()
    by = member(convention, Role.COORDINATION, full_name="Inès Morvan")
    first = NodeFactory.create(convention=convention, title="Grandir", ref="1", position=0)
    second = NodeFactory.create(convention=convention, title="Vivre", ref="2", position=1)
    creche = _creche(convention, first)
    guide = ActionFactory.create(
        convention=convention, node=first, position=1, title="Écrire un guide", ref="1.2"
    )
    blocked = ActionFactory.create(
        convention=convention, node=second, position=0, title="Éclairer le stade", ref="2.1",
        status=Status.BLOCKED, end_on=date(2024, 6, 30), end_precision="mois",
    )  # fmt: skip
    long_ago = timezone.now() - timedelta(days=400)
    Action.objects.filter(pk=blocked.pk).update(updated_at=long_ago)
    PilotFactory.create(action=blocked, label="Mairie d’Orvelle")
    aside = ActionFactory.create(
        convention=convention, position=0, title="Coordonner", transversal=True, term=Term.NEXT
    )
    return Listed(convention, by, creche, guide, blocked, aside)


def _creche(convention: Convention, node: object) -> Action:
    creche = ActionFactory.create(
        convention=convention, node=node, position=0, title="Ouvrir une crèche", ref="1.1",
        status=Status.RUNNING, progress=40, told_at=timezone.now(), news="Le local est trouvé.",
        publics="Jeunes parents\nAssistantes maternelles", start_on=date(2025, 1, 1), start_precision="annee",
        end_on=date(2099, 12, 31), end_precision="annee", help_needed="Un appui de la CAF",
    )  # fmt: skip
    PilotFactory.create(action=creche, label="Vice-présidente", kind=PilotKind.ELECTED)
    PilotFactory.create(action=creche, label="Responsable du RPE")
    PartnerFactory.create(action=creche, label="CAF")
    StepFactory.create(action=creche, text="Visiter", status=Status.DONE)
    StepFactory.create(action=creche, text="Signer")
    IndicatorFactory.create(
        action=creche, measure="nombre", kind="realisation", target_op=">=", target_value=12
    )
    creche.themes.add(convention.themes.create(name="Petite enfance"))
    creche.schemes.add(convention.schemes.create(name="PEDT"))
    return creche
