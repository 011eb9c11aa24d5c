"""Making places searchable: the terms that find each commune and each EPCI."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q, Sum

from maillage.territories.models import Commune, Intercommunality, Postcode, SearchTerm
from maillage.territories.wording import beginnings, searchable, spelled_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import QuerySet

_BATCH = 2000


@transaction.atomic
def index_places(*, communes: Iterable[str] | None = None, intercommunalities: Iterable[str] = ()) -> int:
    """Write again the terms that find places, and return how many.

    Without ``communes``, all places; otherwise those communes (codes) and ``intercommunalities``
    (SIREN) only. Retired places are found no more.
    """
    terms, rows = SearchTerm.objects.all(), Commune.objects.filter(retired=False)
    groups = Intercommunality.objects.filter(retired=False)
    if communes is not None:
        codes, sirens = list(communes), list(intercommunalities)
        terms = terms.filter(Q(commune__in=codes) | Q(intercommunality__in=sirens))
        rows, groups = rows.filter(code__in=codes), groups.filter(siren__in=sirens)
    terms.delete()
    made = [*_commune_terms(rows), *_intercommunality_terms(groups)]
    SearchTerm.objects.bulk_create(made, batch_size=_BATCH)
    return len(made)


def _terms(names: Iterable[str], wholes: Iterable[str], **place: Any) -> Iterator[SearchTerm]:
    """One term a distinct spelling of ``place``; those in ``wholes`` are complete."""
    complete = set(wholes)
    for term in complete.union(names):
        yield SearchTerm(term=term, whole=term in complete, **place)


def _commune_terms(communes: QuerySet[Commune]) -> Iterator[SearchTerm]:
    postcodes: dict[str, list[str]] = {}
    for code, commune in Postcode.objects.filter(commune__in=communes).values_list("code", "commune_id"):
        postcodes.setdefault(commune, []).append(code)
    for code, name, population in communes.order_by("code").values_list("code", "name", "population"):
        wholes = [searchable(name), code.lower(), *postcodes.get(code, ())]
        yield from _terms(beginnings(name), wholes, commune_id=code, rank=population or 0)


def _intercommunality_terms(groups: QuerySet[Intercommunality]) -> Iterator[SearchTerm]:
    populated = groups.annotate(total=Sum("communes__population")).order_by("siren")
    for siren, name, total in populated.values_list("siren", "name", "total"):
        wholes = [term for term in (searchable(name), spelled_out(name), siren) if term]
        yield from _terms(beginnings(name), wholes, intercommunality_id=siren, rank=total or 0)
