"""Organisations, people and communes recognised in the words of a document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.intake.matching.names import COMMUNE, ORGANISATION, PERSON, Known, communes_in, find

BODIES = [
    Known("1", ORGANISATION, ("Caisse d’allocations familiales de la Brenne",)),
    Known("2", ORGANISATION, ("Association Les Petits Pas",)),
    Known("3", ORGANISATION, ("MSA",)),
    Known("4", ORGANISATION, ("Relais petite enfance du Val",)),
]
PEOPLE = [
    Known("7", PERSON, ("Hélène Castaing",), ("Élue petite enfance",)),
    Known("8", PERSON, ("Karim Belloc",), ("Responsable du RPE",)),
]
COMMUNES = [
    Known("1", COMMUNE, ("Saint-Orvel",)),
    Known("2", COMMUNE, ("Orvel",)),
    Known("3", COMMUNE, ("L’Étang-Vieux",)),
]


@pytest.mark.parametrize(
    ("text", "key", "sure"),
    [
        ("caisse d'allocations familiales de la brenne", "1", True),
        ("Les Petits Pas", "2", True),
        ("L’association Les Petits Pas de Saint-Orvel", "2", True),
        ("msa", "3", True),
        ("MSA Brenne", "3", False),
        ("Relais petite enfance (RPE) du Val d’Orvel", "4", False),
    ],
)
def test_an_organisation_is_recognised(text: str, key: str, sure: bool) -> None:
    found = find(text, BODIES)
    assert found is not None
    assert (found.known.key, found.sure) == (key, sure)


@pytest.mark.parametrize("text", ["La mairie", "CLIC", "", "Familles"])
def test_what_nobody_knows_stays_in_words(text: str) -> None:
    assert find(text, BODIES) is None


def test_an_acronym_is_resolved_by_its_letters_or_by_the_glossary_of_the_document() -> None:
    body = [Known("1", ORGANISATION, ("Caisse d’allocations familiales",))]
    by_letters = find("CAF", body)
    assert by_letters is not None
    assert by_letters.sure
    assert find("LPP", BODIES) is None
    by_glossary = find("LPP", BODIES, {"LPP": "Les Petits Pas"})
    assert by_glossary is not None
    assert by_glossary.known.key == "2"


@pytest.mark.parametrize(("text", "sure"), [("CAF", True), ("Caf de la Brenne", True), ("caf", False)])
def test_the_beginning_of_a_name_is_enough_when_it_is_the_only_one(text: str, sure: bool) -> None:
    body = Known("1", ORGANISATION, ("CAF de la Brenne",))
    found = find(text, [body, Known("2", ORGANISATION, ("Mairie d’Orvel",))])
    assert found is not None
    assert found.sure is sure
    assert find("CAF", [body, Known("2", ORGANISATION, ("CAF du Val",))]) is None


def test_two_that_are_as_likely_are_not_chosen_between() -> None:
    twins = [Known("1", ORGANISATION, ("Centre social",)), Known("2", ORGANISATION, ("Centre social",))]
    assert find("Centre social", twins) is None


@pytest.mark.parametrize(
    ("text", "key", "sure"),
    [
        ("Hélène CASTAING", "7", True),
        ("Mme Castaing", "7", False),
        ("Responsable du RPE", "8", True),
        ("Karim Belloc, responsable", "8", True),
    ],
)
def test_a_person_is_recognised_by_name_or_by_function(text: str, key: str, sure: bool) -> None:
    found = find(text, PEOPLE)
    assert found is not None
    assert (found.known.key, found.sure) == (key, sure)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Un lieu à Saint-Orvel", ["1"]),
        ("Un lieu à St Orvel et à Orvel", ["1", "2"]),
        ("Près de L'Étang-Vieux", ["3"]),
        ("un orvel en bois", []),
        ("La communauté de communes du Pays d’Orvel", []),
    ],
)
def test_a_commune_is_recognised_with_its_capital_and_whole(text: str, keys: list[str]) -> None:
    assert [one.key for one in communes_in(text, COMMUNES)] == keys


@given(st.text(max_size=80), st.text(max_size=40))
def test_any_words_have_an_answer(text: str, name: str) -> None:
    known = [Known("1", ORGANISATION, (name,)), *PEOPLE, *COMMUNES]
    assert find(text, known) == find(text, known)
    communes_in(text, [Known("1", COMMUNE, (name,))])
