"""The communes that a convention covers: those that it names, and those of the EPCI that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from maillage.conventions.models import ConventionTerritory
from maillage.territories.models import Commune

if TYPE_CHECKING:
    from django.db.models import QuerySet


def communes_covered(convention_id: int) -> QuerySet[Commune]:
    """Each once, by name. Two lists looked up by their indexes: a join would read the whole country."""
    named = ConventionTerritory.objects.filter(convention_id=convention_id, commune__isnull=False)
    by_group = Commune.objects.filter(intercommunality__conventionterritory__convention_id=convention_id)
    return Commune.objects.filter(
        pk__in=named.values("commune_id").union(by_group.order_by().values("pk"), all=True)
    )


def list_covered(convention_id: int) -> list[Commune]:
    """The same, unordered, by name only; a convention that names no territory costs one light query."""
    rows = ConventionTerritory.objects.filter(convention_id=convention_id).order_by()
    places = list(rows.values_list("commune_id", "intercommunality_id"))
    if not places:
        return []
    direct, groups = ([one for one in column if one is not None] for column in zip(*places, strict=True))
    found = Commune.objects.filter(Q(pk__in=direct) | Q(intercommunality_id__in=groups))
    return list(found.only("name").order_by())
