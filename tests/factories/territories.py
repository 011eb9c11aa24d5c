"""Invented places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import factory
from factory.django import DjangoModelFactory

from maillage.territories.models import Commune, Department, Intercommunality, Postcode, Region

if TYPE_CHECKING:
    RegionBase = DjangoModelFactory[Region]
    DepartmentBase = DjangoModelFactory[Department]
    IntercommunalityBase = DjangoModelFactory[Intercommunality]
    CommuneBase = DjangoModelFactory[Commune]
    PostcodeBase = DjangoModelFactory[Postcode]
else:
    RegionBase = DepartmentBase = IntercommunalityBase = CommuneBase = PostcodeBase = DjangoModelFactory


_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def invented_code(n: int) -> str:
    """A commune's code that no official one, and no test that writes digits, can have."""
    tens, last = divmod(n, 26)
    first, second = divmod(tens, 26)
    return "00" + "".join(_SIGNS[i % 26] for i in (first, second, last))


class RegionFactory(RegionBase):
    """A région."""

    class Meta:
        model = Region
        django_get_or_create = ("code",)

    code = "00"
    name = "Région des Essais"


class DepartmentFactory(DepartmentBase):
    """A département of it."""

    class Meta:
        model = Department
        django_get_or_create = ("code",)

    code = "00"
    name = "Luze"
    region = factory.SubFactory(RegionFactory)


class IntercommunalityFactory(IntercommunalityBase):
    """An EPCI without members."""

    class Meta:
        model = Intercommunality

    siren = factory.Sequence(lambda n: f"00{n:07}")
    name = factory.Sequence(lambda n: f"CC des Essais {n}")
    kind = "CC"
    perimeter_year = 2025


class CommuneFactory(CommuneBase):
    """A commune of the département, in no EPCI."""

    class Meta:
        model = Commune

    code = factory.Sequence(invented_code)
    name = factory.Sequence(lambda n: f"Essai-sur-Luze {n}")
    department = factory.SubFactory(DepartmentFactory)
    population = 1200
    population_year = 2023


class PostcodeFactory(PostcodeBase):
    """A postcode of a new commune."""

    class Meta:
        model = Postcode

    code = "00100"
    commune = factory.SubFactory(CommuneFactory)
