"""The communes that a convention covers: those that it names, and those of the EPCI that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
