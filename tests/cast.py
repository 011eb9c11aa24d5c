"""A cast of people with fixed rights, for every test that asks « who may? ».

All but ``etrangere`` and ``admin`` are members of ``convention``, which has two actions: ``action``
is piloted by ``pilote``, ``other_action`` by ``autre_pilote``. ``etrangere`` coordinates
``elsewhere``, which has one action, ``foreign_action``. ``admin`` administers the platform.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import pytest

from maillage.accounts.enums import Role
from maillage.accounts.models import Membership, User
from maillage.conventions.models import Action, Convention, Node, Pilot
from tests.factories.accounts import MembershipFactory, UserFactory, WorkspaceFactory


@dataclass(frozen=True)
class Cast:
    """See the module."""

    coordinatrice: User
    pilote: User
    autre_pilote: User
    contributrice: User
    elue: User
    conseillere: User
    lecteur: User
    etrangere: User
    admin: User
    convention: Convention
    elsewhere: Convention
    node: Node
    action: Action
    other_action: Action
    foreign_action: Action

    def membership(self, user: User) -> Membership:
        """The membership of ``user``, who has one only."""
        return Membership.objects.get(user=user)

    @property
    def people(self) -> list[User]:
        """Everyone."""
        return [value for field in fields(self) if isinstance(value := getattr(self, field.name), User)]


ROLES = {
    "coordinatrice": ("Inès Morvan", Role.COORDINATION),
    "pilote": ("Karim Belloc", Role.PILOT),
    "autre_pilote": ("Maud Thévenard", Role.PILOT),
    "contributrice": ("Solène Aubry", Role.CONTRIBUTION),
    "elue": ("Hélène Castaing", Role.ELECTED),
    "conseillere": ("Nadège Ferrand", Role.ADVICE),
    "lecteur": ("Bruno Salvy", Role.READING),
}


def convention_named(name: str) -> Convention:
    """A convention with nobody in it."""
    return Convention.objects.create(
        workspace=WorkspaceFactory.create(), name=name, start_year=2024, end_year=2028
    )


def person(key: str, name: str) -> User:
    """Somebody at ``<key>@exemple.fr``."""
    return UserFactory.create(email=f"{key.replace('_', '.')}@exemple.fr", full_name=name)


def action_of(convention: Convention, node: Node | None, position: int, pilot: User | None) -> Action:
    """An action, piloted by ``pilot``."""
    action = Action.objects.create(
        convention=convention, node=node, position=position, title=f"Action {position}"
    )
    if pilot:
        member = Membership.objects.get(user=pilot, workspace=convention.pk)
        Pilot.objects.create(
            convention=convention, action=action, position=1, label=pilot.full_name, member=member
        )
    return action


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 - asks for the database
    """The cast, on stage."""
    convention, elsewhere = convention_named("Pays d’Orvelle"), convention_named("Val de Brenne")
    people = {key: person(key, name) for key, (name, _) in ROLES.items()}
    for key, (_, role) in ROLES.items():
        MembershipFactory.create(workspace=convention.workspace, user=people[key], role=role)
    people["etrangere"] = person("etrangere", "Lise Garin")
    MembershipFactory.create(workspace=elsewhere.workspace, user=people["etrangere"], role=Role.COORDINATION)
    people["admin"] = UserFactory.create(email="admin@exemple.fr", full_name="Ada Perrot", is_admin=True)
    node = Node.objects.create(convention=convention, depth=0, position=1, ref="1", title="Petite enfance")
    return Cast(
        **people,
        convention=convention,
        elsewhere=elsewhere,
        node=node,
        action=action_of(convention, node, 1, people["pilote"]),
        other_action=action_of(convention, node, 2, people["autre_pilote"]),
        foreign_action=action_of(elsewhere, None, 1, None),
    )
