"""Making places searchable: the terms that find each commune and each EPCI."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, Sum

from maillage.territories.models import Commune, Intercommunality, SearchTerm
from maillage.territories.wording import beginnings, searchable, spelled_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import QuerySet

    Row = tuple[str, bool, int, str | None, str | None]

_BATCH = 2000
_FIELDS = ("term", "whole", "rank", "commune_id", "intercommunality_id")


@transaction.atomic
def index_places(*, communes: Iterable[str] | None = None, intercommunalities: Iterable[str] = ()) -> int:
    """Bring the terms that find places up to date, and return how many there are.

    Without ``communes``, for all places; otherwise for those communes (codes) and
    ``intercommunalities`` (SIREN) only. Retired places are found no more.
    """
    terms, rows = SearchTerm.objects.all(), Commune.objects.filter(retired=False)
    groups = Intercommunality.objects.filter(retired=False)
    if communes is not None:
        codes, sirens = list(communes), list(intercommunalities)
        terms = terms.filter(Q(commune__in=codes) | Q(intercommunality__in=sirens))
        rows, groups = rows.filter(code__in=codes), groups.filter(siren__in=sirens)
    wanted = {*_commune_terms(rows), *_intercommunality_terms(groups)}
    known = {(*row,): pk for pk, *row in terms.values_list("pk", *_FIELDS)}
    SearchTerm.objects.filter(pk__in=[pk for row, pk in known.items() if row not in wanted]).delete()
    made = [
        SearchTerm(**dict(zip(_FIELDS, row, strict=True)))
        for row in sorted(wanted - known.keys(), key=lambda row: row[0])
    ]
    SearchTerm.objects.bulk_create(made, batch_size=_BATCH)
    return len(wanted)


def _commune_terms(communes: QuerySet[Commune]) -> Iterator[Row]:
    for code, name, population in communes.order_by().values_list("code", "name", "population"):
        whole = searchable(name)
        for term in beginnings(name):
            yield term, term == whole, population or 0, code, None


def _intercommunality_terms(groups: QuerySet[Intercommunality]) -> Iterator[Row]:
    populated = groups.order_by().annotate(total=Sum("communes__population"))
    for siren, name, total in populated.values_list("siren", "name", "total"):
        wholes = {searchable(name), spelled_out(name)} - {""}
        for term in wholes.union(beginnings(name)):
            yield term, term in wholes, total or 0, None, siren
