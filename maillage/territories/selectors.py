"""Finding communes and EPCI; how many people live there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, Min, Q, Sum
from django.db.models.functions import Coalesce

from maillage.territories.models import Commune, Intercommunality, Postcode, SearchTerm
from maillage.territories.querysets import starts
from maillage.territories.wording import searchable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from maillage.territories.querysets import SearchTermQuerySet

    Key = tuple[str, str]

COMMUNE, EPCI = "commune", "epci"
_CODE = re.compile(r"\d[\dab]\d*|\d")
_SPARE = 4
"""A place may answer by several of its terms: that many are read for each one wanted."""


@dataclass(frozen=True, slots=True)
class Population:
    """People counted (population municipale). ``years``: first and last census year of the sum.

    ``unknown``: communes without a figure, which the sum leaves out.
    """

    total: int
    years: tuple[int, int] | None
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """A place found. ``kind``: ``commune`` or ``epci``; ``code``: INSEE code or SIREN.

    ``where``: the département of a commune; ``members``: how many communes an EPCI has.
    """

    kind: str
    code: str
    name: str
    where: str
    postcodes: tuple[str, ...]
    population: Population
    members: int = 0


def population_of(intercommunality: Intercommunality) -> Population:
    """The sum over its communes: populations published for EPCI are of another year."""
    return _sum(intercommunality.communes.aggregate(**_SUMS))


_SUMS = {
    "total": Sum("population"),
    "first": Min("population_year"),
    "last": Max("population_year"),
    "unknown": Count("pk", filter=Q(population=None)),
}
_SUMS_OF_MEMBERS = {
    "total": Sum("communes__population"),
    "first": Min("communes__population_year"),
    "last": Max("communes__population_year"),
    "unknown": Count("communes", filter=Q(communes__population=None)),
}


def _sum(row: Mapping[str, Any]) -> Population:
    first, last = row["first"], row["last"]
    years = (first, last) if first and last else None
    return Population(row["total"] or 0, years, row["unknown"] or 0)


def search(query: str, *, limit: int = 12) -> list[Match]:
    """Communes and EPCI for what a person types: a name or its beginning, a postcode, a code.

    Accents, capitals, hyphens and « St » do not matter; words may come in any order. What is
    exactly that comes first, then the most populated. ``limit`` bounds what is found by a part of
    its name or code; exact answers (homonyms, communes of one postcode) are all given.
    """
    words = searchable(query).split()
    codes = [word for word in words if _CODE.fullmatch(word)]
    names = [word for word in words if word not in codes]
    if names:
        keys = _by_name(names, codes, limit)
    elif codes:
        keys = _by_code("".join(codes), limit)
    else:
        keys = []
    return _matches(keys)


def _by_name(names: list[str], codes: list[str], limit: int) -> list[Key]:
    terms = SearchTerm.objects.all()
    for code in codes:
        with_postcode = Postcode.objects.filter(starts("code", code)).values("commune_id")
        terms = terms.filter(Q(commune__in=with_postcode) | starts("commune__code", code.upper()))
    text = " ".join(names)
    exact = _places(terms.named(text))
    found = _places(terms.starting_with(text), limit * _SPARE)
    if len(found) < limit and len(names) > 1:
        found += _places(terms.with_words(names), limit * _SPARE)
    return list(dict.fromkeys([*exact, *found]))[: max(limit, len(set(exact)))]


def _places(terms: SearchTermQuerySet, limit: int | None = None) -> list[Key]:
    """Their places, the most populated first; a place may come twice."""
    rows = terms.order_by("-rank", "term", "pk").values_list("commune_id", "intercommunality_id")
    return [(COMMUNE, commune) if commune else (EPCI, siren or "") for commune, siren in rows[:limit]]


def _by_code(code: str, limit: int) -> list[Key]:
    """Postcodes and INSEE codes, then SIREN; nothing is known of a code but how it starts."""
    exact = _communes(Q(code=code.upper()), Q(postcodes__code=code))
    keys = [(COMMUNE, found) for found in exact]
    if len(keys) < limit and len(code) > 1:
        partly = _communes(starts("code", code.upper()), starts("postcodes__code", code), limit=limit)
        keys += [(COMMUNE, found) for found in partly]
    groups = Intercommunality.objects.filter(starts("siren", code), retired=False).order_by("siren")
    keys += [(EPCI, siren) for siren in groups.values_list("siren", flat=True)[:limit]]
    return list(dict.fromkeys(keys))[: max(limit, len(exact))]


def _communes(*conditions: Q, limit: int | None = None) -> list[str]:
    """Codes of communes that meet one of ``conditions``, the most populated first.

    One query a condition: each reads its own index, which a condition made of both would not.
    """
    found: set[tuple[int, str]] = set()
    for condition in conditions:
        communes = Commune.objects.filter(condition, retired=False).distinct()
        rows = communes.annotate(rank=Coalesce("population", 0)).order_by("-rank", "code")
        found.update((-rank, code) for rank, code in rows.values_list("rank", "code")[:limit])
    return [code for _, code in sorted(found)][:limit]


def places(*, communes: Iterable[str] = (), intercommunalities: Iterable[str] = ()) -> list[Match]:
    """The places of these codes and SIREN, EPCI first; unknown codes are left out."""
    keys = [(EPCI, siren) for siren in intercommunalities] + [(COMMUNE, code) for code in communes]
    return _matches(list(dict.fromkeys(keys)))


def _matches(keys: list[Key]) -> list[Match]:
    """The places themselves, in the order of ``keys``: at most three queries."""
    found: dict[Key, Match] = {}
    codes = [code for kind, code in keys if kind == COMMUNE]
    communes = Commune.objects.select_related("department").prefetch_related("postcodes")
    for commune in communes.filter(code__in=codes) if codes else ():
        found[COMMUNE, commune.code] = _commune_match(commune)
    sirens = [code for kind, code in keys if kind == EPCI]
    groups = Intercommunality.objects.filter(siren__in=sirens).order_by()
    for row in (
        groups.values("siren", "name", members=Count("communes"), **_SUMS_OF_MEMBERS) if sirens else ()
    ):
        found[EPCI, row["siren"]] = Match(
            EPCI, row["siren"], row["name"], "", (), _sum(row), members=row["members"]
        )
    return [found[key] for key in keys if key in found]


def _commune_match(commune: Commune) -> Match:
    year = commune.population_year
    population = Population(
        commune.population or 0, (year, year) if year else None, int(commune.population is None)
    )
    postcodes = tuple(sorted(row.code for row in commune.postcodes.all()))
    return Match(COMMUNE, commune.code, commune.name, str(commune.department or ""), postcodes, population)
