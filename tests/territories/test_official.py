"""The real package, when ``make setup`` installed it: counts, search."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from maillage.territories.models import Commune, Intercommunality
from maillage.territories.operations import load_geography
from maillage.territories.selectors import population_of, search

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db

FOLDER = Path(settings.BASE_DIR, "node_modules", "@etalab", "decoupage-administratif")
MOST_QUERIES = 8
QUERIES = ("s", "saint", "St Denis", "communauté de communes du pays", "75", "69001", "2A004", "denis saint")


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the official geography is not installed")
def test_the_whole_country_loads_and_is_found_in_few_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    loaded = load_geography(folder=FOLDER)
    assert (loaded.regions, loaded.departments) == (18, 101)
    assert (loaded.intercommunalities, loaded.communes) == (1255, 34969)
    assert Commune.objects.filter(department=None).count() == 94
    assert population_of(Intercommunality.objects.get(siren="200046977")).total > 1_400_000
    for query in QUERIES:
        with django_assert_max_num_queries(MOST_QUERIES):
            search(query)
    for commune in Commune.objects.order_by("population", "code")[::150]:
        assert commune.code in [match.code for match in search(commune.name)]
