"""Finding places as people type them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillage.territories.operations import index_places
from maillage.territories.selectors import EPCI, places, search
from maillage.territories.wording import searchable
from tests.factories.territories import CommuneFactory, IntercommunalityFactory, PostcodeFactory

pytestmark = pytest.mark.django_db

_SYLLABLES = [
    "É",
    "brum",
    "val",
    "œuf",
    "-sur-",
    " d’",
    "L'",
    "Saint-",
    "ïgor",
    "ÿ",
    "Ste-",
    "ombe",
    " (Canton)",
]
NAMES = st.lists(st.sampled_from(_SYLLABLES), min_size=1, max_size=5).map("".join)


def codes(query: str) -> list[str]:
    """What is found, in order."""
    return [match.code for match in search(query)]


@pytest.fixture(autouse=True)
def _country() -> None:
    valley = IntercommunalityFactory.create(siren="009000001", name="CC du Val de Brume")
    for code, name, population in (
        ("00101", "Saint-Étienne-de-Baïgue", 800),
        ("00102", "Ételon-sur-Luze", 5000),
        ("00103", "Brume", 40),
        ("00104", "Brumeval", 9000),
        ("00105", "L’Orée-aux-Étangs", 700),
    ):
        commune = CommuneFactory.create(code=code, name=name, population=population, intercommunality=valley)
        PostcodeFactory.create(commune=commune, code="00700" if population < 1000 else "00710")
    index_places()


@pytest.mark.parametrize(
    "query",
    [
        "Saint-Étienne-de-Baïgue",
        "saint etienne de baigue",
        "st-etienne",
        "ST ETIENNE DE B",
        "étienne",
        "baïgue",
        "baig saint",
        "00101",
        "baigue 00700",
    ],
)
def test_a_commune_is_found_however_its_name_is_typed(query: str) -> None:
    assert codes(query) == ["00101"]


def test_what_is_exactly_that_comes_before_what_is_larger() -> None:
    assert codes("brume") == ["00103", "009000001", "00104"]


def test_a_postcode_finds_all_its_communes_the_most_populated_first() -> None:
    assert codes("00710") == ["00104", "00102"]


def test_an_epci_is_found_by_its_short_or_full_kind_and_its_siren() -> None:
    for query in ("cc du val", "communauté de communes du Val de Brume", "Val de Brume", "009000001"):
        assert codes(query) == ["009000001"]


def test_an_epci_says_its_members_and_their_population() -> None:
    (match,) = search("Val de Brume")
    assert (match.kind, match.members, match.population.total) == (EPCI, 5, 15540)


def test_exact_answers_are_all_given_beyond_the_limit() -> None:
    for n in range(20):
        CommuneFactory.create(name="Sainte-Orme", population=n)
    index_places()
    assert len(search("Ste Orme", limit=12)) == 20
    assert len(search("Sainte-O", limit=12)) == 12


@pytest.mark.parametrize("query", ["", "  ", "'-", "%", "_", "\\", "'; drop", "0" * 300, "\x00", "é" * 500])
def test_a_query_that_means_nothing_finds_nothing(query: str) -> None:
    assert search(query) == []


def test_a_retired_place_is_found_by_neither_name_nor_code() -> None:
    commune = CommuneFactory.create(name="Vieilleroche", retired=True)
    index_places()
    assert search("Vieilleroche") == []
    assert search(commune.code) == []


def test_some_places_can_be_indexed_without_the_others() -> None:
    commune = CommuneFactory.create(name="Marvaux")
    CommuneFactory.create(name="Marvaux-le-Bas")
    index_places(communes=[commune.code])
    assert codes("marvaux") == [commune.code]
    assert codes("Brumeval") == ["00104"]


def test_chosen_places_come_back_in_order_and_unknown_codes_are_left_out() -> None:
    chosen = places(communes=["00104", "99999", "00102"], intercommunalities=["009000001"])
    assert [match.code for match in chosen] == ["009000001", "00104", "00102"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=NAMES)
def test_any_commune_is_found_by_its_exact_name(name: str) -> None:
    if not searchable(name):
        return
    commune = CommuneFactory.create(name=name)
    index_places(communes=[commune.code])
    assert commune.code in codes(name)
    commune.delete()
