"""A convention, who coordinates it, and a small plan."""

from __future__ import annotations

import pytest

from maillage.accounts.enums import Role
from maillage.accounts.models import User
from maillage.conventions.models import Action, Convention, Node
from tests.factories.conventions import ActionFactory, ConventionFactory, NodeFactory, member


@pytest.fixture
def convention(db: None) -> Convention:  # noqa: ARG001 - asks for the database
    """Axe, Objectif, Action; 2024-2028."""
    return ConventionFactory.create()


@pytest.fixture
def coordinator(convention: Convention) -> User:
    """Coordinates ``convention``."""
    return member(convention, Role.COORDINATION, full_name="Inès Morvan")


@pytest.fixture
def node(convention: Convention) -> Node:
    """The first axe of ``convention``."""
    return NodeFactory.create(convention=convention, title="Petite enfance", position=0)


@pytest.fixture
def action(node: Node) -> Action:
    """A fiche of ``node``."""
    return ActionFactory.create(convention=node.convention, node=node, title="Ouvrir un relais", position=0)
