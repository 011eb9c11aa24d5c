"""What actions may be tied to: findings, schemes, other actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import factory

from maillage.conventions.models import Scheme
from maillage.diagnosis.enums import FindingKind
from maillage.diagnosis.models import Finding
from tests.factories.conventions import ActionFactory, section_values

if TYPE_CHECKING:
    from maillage.conventions.models import Convention

FindingBase = factory.django.DjangoModelFactory[Finding]
SchemeBase = factory.django.DjangoModelFactory[Scheme]


class FindingFactory(FindingBase):
    """A weakness, without theme."""

    class Meta:
        model = Finding

    kind = FindingKind.WEAKNESS
    text = factory.Sequence(lambda n: f"Un besoin sans réponse {n}")
    position = factory.Sequence(lambda n: n)


class SchemeFactory(SchemeBase):
    """A scheme that actions also serve."""

    class Meta:
        model = Scheme

    name = factory.Sequence(lambda n: f"Schéma {n}")


def link_values(convention: Convention) -> dict[str, Any]:
    """The links of an action to another one, a scheme and a finding, all new."""
    return {
        "actions": [{"action": ActionFactory.create(convention=convention).pk, "kind": "apres"}],
        "schemes": [SchemeFactory.create(convention=convention).pk],
        "findings": [FindingFactory.create(workspace=convention.workspace).pk],
    }


def every_value(convention: Convention) -> dict[str, Any]:
    """A filled value for each section, links included."""
    return {**section_values(), "links": link_values(convention)}
