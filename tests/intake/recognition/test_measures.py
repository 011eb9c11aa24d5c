"""How an indicator could be measured, from its words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.intake.recognition.items.measures import Measure, measure_of

TARGETS = st.none() | st.fixed_dictionaries(
    {},
    optional={
        "op": st.sampled_from([">=", "between", "change", ""]),
        "value": st.none() | st.floats() | st.integers(),
        "unit": st.none() | st.text(max_size=20),
        "per": st.none() | st.sampled_from(["an", "mois", "siècle"]),
    },
)


def _target(value: float, unit: str = "places", per: str | None = None) -> dict[str, Any]:
    return {"op": ">=", "value": value, "value_max": None, "unit": unit, "per": per, "baseline": None}


@pytest.mark.parametrize(
    ("text", "type_", "frequency"),
    [
        ("Mise en place de la commission", "jalon", "une_fois"),
        ("La création d’un guichet unique", "jalon", "une_fois"),
        ("Signature de la charte", "jalon", "une_fois"),
        ("Nombre de familles reçues par an", "nombre", "an"),
        ("Nb d’enfants accueillis", "nombre", ""),
        ("L’évolution du nombre d’assistantes maternelles", "nombre", ""),
        ("Effectif des équipes chaque trimestre", "nombre", "trimestre"),
        ("Taux de remplissage", "taux", ""),
        ("Part des familles satisfaites", "taux", ""),
        ("Satisfaction des parents", "appreciation", ""),
        ("Évolution de la perception du quartier", "appreciation", ""),
        ("Témoignages de familles", "verbatim", ""),
        ("Retours des familles après la fête", "verbatim", ""),
    ],
)
def test_the_beginning_of_the_words_tells(text: str, type_: str, frequency: str) -> None:
    found = measure_of(text)
    assert (found.type, found.frequency, found.sure) == (type_, frequency, True)


@pytest.mark.parametrize(
    ("text", "target", "type_"),
    [
        ("Création de 12 places", _target(12), "nombre"),
        ("Création d’un lieu", _target(1, "lieu"), "jalon"),
        ("Une réunion par mois", _target(1, "réunion", "mois"), "nombre"),
        ("Au moins 50 % des acteurs mobilisés", _target(50, "% des acteurs"), "taux"),
    ],
)
def test_a_target_tells_what_is_counted(text: str, target: dict[str, Any], type_: str) -> None:
    assert (measure_of(text, target).type, measure_of(text, target).sure) == (type_, True)


def test_a_word_inside_is_only_a_guess() -> None:
    found = measure_of("Enfants, leur satisfaction")
    assert (found.type, found.sure, found.reason) == (
        "appreciation",
        False,
        "contient «\u00a0satisfaction\u00a0»",
    )


def test_the_reason_quotes_the_words_as_they_are_written() -> None:
    assert measure_of("NOMBRE DE  places").reason == "commence par «\u00a0NOMBRE DE\u00a0»"


def test_words_that_tell_nothing_propose_nothing() -> None:
    assert measure_of("Lien social") == Measure()
    assert measure_of("") == Measure()


@given(st.text(max_size=300), TARGETS)
def test_any_words_have_an_answer_and_always_the_same(text: str, target: dict[str, Any] | None) -> None:
    found = measure_of(text, target)
    assert found == measure_of(text, target)
    assert found.type in {"", "jalon", "nombre", "taux", "appreciation", "verbatim"}
    assert found.frequency in {"", "an", "semestre", "trimestre", "mois", "une_fois"}
    assert found.reason
