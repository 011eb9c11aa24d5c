"""What an indicator has to reach, from the phrase alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.intake.recognition.quantities import target_of
from maillage.intake.recognition.quantities.grammar import quantities_in

THINGS = st.sampled_from(["places", "familles", "ateliers", "nouveaux bénévoles"])
COUNTS = st.integers(min_value=1, max_value=900)


@pytest.mark.parametrize(
    ("phrase", "op", "value", "value_max", "per", "baseline"),
    [
        ("au moins 12 ateliers", ">=", 12, None, None, None),
        ("a minima 3 rencontres par trimestre", ">=", 3, None, "trimestre", None),
        ("6 spectacles au minimum", ">=", 6, None, None, None),
        ("au plus 5 refus par an", "<=", 5, None, "an", None),
        ("moins de 10 % d'abandons", "<=", 10, None, None, None),
        ("entre 5 et 10 familles", "between", 5, 10, None, None),
        ("de 2 à 3 réunions par mois", "between", 2, 3, "mois", None),
        ("minimum 3-4 acteurs", ">=", 3, None, None, None),
        ("passer de 20 à 32 places", "=", 32, None, None, 20),
        ("40 places au lieu de 28", "=", 40, None, None, 28),
        ("doubler le nombre de visites", "change", 100, None, None, None),
        ("augmentation d'au moins 15 % des prêts", "change", 15, None, None, None),
        ("baisse de 10 % des refus", "change", -10, None, None, None),
        ("+ 8 % de fréquentation", "change", 8, None, None, None),
        ("une dizaine d'ateliers", "=", 10, None, None, None),
        ("la moitié des agents", "=", 50, None, None, None),
        ("une fois par an", "=", 1, None, "an", None),
        ("1 bilan annuel", "=", 1, None, "an", None),
        ("Deux séances par mois", "=", 2, None, "mois", None),
        ("1 500 visiteurs", "=", 1500, None, None, None),
        ("0,5 ETP", "=", 0.5, None, None, None),
        ("80 % des familles, 30 % des aînés", "=", 80, None, None, None),
    ],
)
def test_phrases_that_set_a_target(
    phrase: str, op: str, value: float, value_max: float | None, per: str | None, baseline: float | None
) -> None:
    target = target_of(phrase)
    assert target is not None
    assert (target.op, target.value, target.value_max, target.per, target.baseline) == (
        op,
        value,
        value_max,
        per,
        baseline,
    )


@pytest.mark.parametrize(
    "phrase",
    [
        "Nombre de familles reçues",
        "Un programme de rencontres",
        "Accueil des jeunes de 11 à 17 ans",
        "Bilan de la convention 2024-2028",
        "Obtention du 2ème agrément",
        "Accord du CD99",
        "Plan sur 4 ans",
        "Suite de la fiche 3",
        "",
    ],
)
def test_phrases_that_set_none(phrase: str) -> None:
    assert target_of(phrase) is None


@pytest.mark.parametrize("phrase", ["réunir les 4 communes", "animer ces 3 groupes"])
def test_a_definite_number_counts_what_exists(phrase: str) -> None:
    assert target_of(phrase) is None


@pytest.mark.parametrize(
    ("phrase", "unit"),
    [
        ("au moins 6 places ouvertes par an", "places ouvertes"),
        ("75 % des agents", "%"),
        ("3 nouveaux partenariats de proximité", "nouveaux partenariats de proximité"),
    ],
)
def test_the_unit_is_the_counted_thing(phrase: str, unit: str) -> None:
    target = target_of(phrase)
    assert target is not None
    assert target.unit == unit


@given(COUNTS, THINGS)
def test_a_lower_bound_is_read_before_or_after_the_number(count: int, thing: str) -> None:
    before, after = target_of(f"Au moins {count} {thing}"), target_of(f"{count} {thing} au moins")
    assert before is not None
    assert after is not None
    assert (before.op, before.value) == (after.op, after.value) == (">=", count)


@given(COUNTS, COUNTS, THINGS)
def test_a_progress_keeps_where_it_starts(start: int, end: int, thing: str) -> None:
    target = target_of(f"passer de {start} à {end} {thing}")
    assert target is not None
    assert (target.op, target.value, target.baseline) == ("=", end, start)


@given(st.integers(min_value=1, max_value=100), THINGS)
def test_a_fall_is_a_negative_change(percent: int, thing: str) -> None:
    target = target_of(f"diminution de {percent} % des {thing}")
    assert target is not None
    assert (target.op, target.value) == ("change", -percent)


@given(st.text(alphabet="abé 0123456789%,.-/+'", max_size=60))
def test_any_text_is_read_without_error_and_a_value_is_finite(text: str) -> None:
    target = target_of(text)
    assert target is None or abs(target.value) < 10**61
    assert quantities_in(text) >= 0


@given(st.integers(min_value=1900, max_value=2099), THINGS)
def test_a_year_is_never_a_value(year: int, thing: str) -> None:
    assert target_of(f"Recensement des {thing} en {year}") is None
