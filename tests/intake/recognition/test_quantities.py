"""What an indicator has to reach, from the phrase alone."""

from __future__ import annotations

import time
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from maillage.intake.recognition.document import Target
from maillage.intake.recognition.quantities import target_of
from maillage.intake.recognition.quantities.grammar import quantities_in
from tests.intake.recognition.spelling import in_words

THINGS = st.sampled_from(["places", "familles", "ateliers", "nouveaux bénévoles", "séances de jeu"])
COUNTS = st.integers(min_value=1, max_value=900)
NUMBERS = st.integers(min_value=2, max_value=2_000_000)

PHRASES: list[tuple[str, str, float, float | None, str | None, float | None]] = [
    ("au moins 12 ateliers", ">=", 12, None, None, None),
    ("a minima 3 rencontres par trimestre", ">=", 3, None, "trimestre", None),
    ("6 spectacles au minimum", ">=", 6, None, None, None),
    ("pas moins de 4 sorties", ">=", 4, None, None, None),
    ("20 familles et plus", ">=", 20, None, None, None),
    ("supérieur ou égal à 15 %", ">=", 15, None, None, None),
    ("Taux d'occupation au-dessus de 80 %", ">=", 80, None, None, None),
    ("au plus 5 refus par an", "<=", 5, None, "an", None),
    ("moins de 10 % d'abandons", "<=", 10, None, None, None),
    ("pas plus de 8 enfants par groupe", "<=", 8, None, None, None),
    ("sans dépasser 12 personnes", "<=", 12, None, None, None),
    ("dans la limite de 25 places", "<=", 25, None, None, None),
    ("Délai d'attente inférieur à 3 mois", "<=", 3, None, None, None),
    ("entre 5 et 10 familles", "between", 5, 10, None, None),
    ("de 2 à 3 réunions par mois", "between", 2, 3, "mois", None),
    ("2/3 rencontres par an", "between", 2, 3, "an", None),
    ("un à deux ateliers par an", "between", 1, 2, "an", None),
    ("minimum 3-4 acteurs", ">=", 3, None, None, None),
    ("passer de 20 à 32 places", "=", 32, None, None, 20),
    ("passer de vingt à trente-deux places", "=", 32, None, None, 20),
    ("faire évoluer le taux de couverture de 40 % à 55 %", "=", 55, None, None, 40),
    ("12 → 20 places", "=", 20, None, None, 12),
    ("40 places au lieu de 28", "=", 40, None, None, 28),
    ("40 places contre 28 en 2021", "=", 40, None, None, 28),
    ("40 places (28 actuellement)", "=", 40, None, None, 28),
    ("40 places (actuellement 28)", "=", 40, None, None, 28),
    ("doubler le nombre de visites", "change", 100, None, None, None),
    ("tripler la fréquentation", "change", 200, None, None, None),
    ("multiplier par 1,5 les prêts", "change", 50, None, None, None),
    ("diviser par deux les refus", "change", -50, None, None, None),
    ("réduire de moitié les refus", "change", -50, None, None, None),
    ("augmentation d'au moins 15 % des prêts", "change", 15, None, None, None),
    ("baisse de 10 % des refus", "change", -10, None, None, None),
    ("+ 8 % de fréquentation", "change", 8, None, None, None),
    ("une dizaine d'ateliers", "=", 10, None, None, None),
    ("une petite vingtaine de familles", "=", 20, None, None, None),
    ("deux centaines de visiteurs", "=", 200, None, None, None),
    ("la moitié des agents", "=", 50, None, None, None),
    ("Nombre de familles accompagnées (objectif 20)", "=", 20, None, None, None),
    ("Plus d'une dizaine de partenaires", ">=", 10, None, None, None),
    ("Moins d'un tiers des familles", "<=", 33.33, None, None, None),
    ("Baisse du taux de non-recours de 30 % à 20 %", "=", 20, None, None, 30),
    ("+ de 50 participants", ">=", 50, None, None, None),
    ("+ 3 places", "change", 3, None, None, None),
    ("Hausse du nombre d'inscrits (+10%)", "change", 10, None, None, None),
    ("Un quart de nouveaux habitants", "=", 25, None, None, None),
    ("Les 6 communes signataires", "=", 6, None, None, None),
    ("80 % des inscrits reviennent l'année suivante", "=", 80, None, None, None),
    ("12 visites dans l'année", "=", 12, None, "an", None),
    ("un tiers des familles", "=", 33.33, None, None, None),
    ("au moins deux tiers des agents", ">=", 66.67, None, None, None),
    ("2/3 des communes", "=", 66.67, None, None, None),
    ("les trois quarts des communes", "=", 75, None, None, None),
    ("une fois par an", "=", 1, None, "an", None),
    ("un par trimestre", "=", 1, None, "trimestre", None),
    ("une moyenne de 12 visites par an", "=", 12, None, "an", None),
    ("1 bilan annuel", "=", 1, None, "an", None),
    ("Deux séances par mois", "=", 2, None, "mois", None),
    ("d'ici 2026, 30 familles", "=", 30, None, None, None),
    ("75 % des acteurs présents", "=", 75, None, None, None),
    ("soixante-quinze pour cent des acteurs", "=", 75, None, None, None),
    ("vingt-cinq places", "=", 25, None, None, None),
    ("quatre-vingt-douze familles", "=", 92, None, None, None),
    ("neuf ateliers", "=", 9, None, None, None),
    ("1 500 visiteurs", "=", 1500, None, None, None),
    ("1.500 visiteurs", "=", 1500, None, None, None),
    ("2 millions d'euros", "=", 2_000_000, None, None, None),
    ("0,5 ETP", "=", 0.5, None, None, None),
    ("20 h de formation par agent", "=", 20, None, None, None),
    ("80 % des familles, 30 % des aînés", "=", 80, None, None, None),
    ("20 familles avec un QF inférieur à 700 €", "=", 20, None, None, None),
]

NONE = [
    "Nombre de familles reçues",
    "Un programme de rencontres",
    "Accueil des jeunes de 11 à 17 ans",
    "Accueil des moins de trois ans",
    "Les 65 ans et plus",
    "Bilan de la convention 2024-2028",
    "Obtention du 2ème agrément",
    "Ouverture d'un deuxième lieu",
    "Accord du CD99",
    "Plan sur 4 ans",
    "Un plan sur quatre ans",
    "Suite de la fiche 3",
    "Bilan remis le 12 mars",
    "Ouverture le 1er septembre 2025",
    "Avant le 31/12/2025",
    "Conformité à l'article L. 214-1 et à l'article R2324-17",
    "Application de la loi n° 2002-2",
    "Familles dont le QF est inférieur à 900 €",
    "Création d'un tiers-lieu",
    "Intervention d'un tiers de confiance",
    "Un quart d'heure de lecture",
    "Achat d'un véhicule neuf",
    "Reprise après la covid-19",
    "Accueil de 7 h à 19 h",
    "Une réunion tous les deux ans",
    "Fréquentation de l'Espace Quatre Saisons",
    "Ouverture dans les Deux-Vallées",
    "Une double compétence",
    "Quelques familles",
    "T3 2024",
    "Accueil dès 7 h 30",
    "Nombre d'enfants accueillis avant 7 h 30",
    "",
]


def _numbers(target: Target) -> tuple[object, ...]:
    return (target.op, target.value, target.value_max, target.per, target.baseline)


@pytest.mark.parametrize(("phrase", "op", "value", "value_max", "per", "baseline"), PHRASES)
def test_phrases_that_set_a_target(
    phrase: str, op: str, value: float, value_max: float | None, per: str | None, baseline: float | None
) -> None:
    target = target_of(phrase)
    assert target is not None
    assert _numbers(target) == (op, value, value_max, per, baseline)


@pytest.mark.parametrize("phrase", NONE)
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
        ("minimum 3-4 acteurs par secteur", "acteurs"),
        ("30 familles d'ici 2027", "familles"),
        ("15 agents formés chaque année", "agents formés"),
        ("deux Relais Jeunes", "Relais Jeunes"),
    ],
)
def test_the_unit_is_the_counted_thing(phrase: str, unit: str) -> None:
    target = target_of(phrase)
    assert target is not None
    assert target.unit == unit


@settings(deadline=None)
@given(NUMBERS, THINGS, st.booleans())
@example(80, "places", False)
@example(200, "places", False)
@example(71_000, "places", True)
def test_a_number_in_words_comes_back(number: int, thing: str, reformed: bool) -> None:
    target = target_of(f"{in_words(number, reformed=reformed)} {thing}")
    assert target is not None
    assert target.value == number


@settings(deadline=None)
@given(NUMBERS.filter(lambda number: not 1900 <= number <= 2099), THINGS, st.sampled_from(" \u00a0\u202f."))
def test_a_number_in_figures_comes_back(number: int, thing: str, blank: str) -> None:
    target = target_of(f"Au moins {f'{number:,}'.replace(',', blank)} {thing}")
    assert target is not None
    assert (target.op, target.value) == (">=", number)


@settings(deadline=None)
@given(st.integers(1, 9999), st.integers(1, 99), THINGS)
def test_a_decimal_number_comes_back(whole: int, cents: int, thing: str) -> None:
    target = target_of(f"{whole},{cents:02d} {thing}")
    assert target is not None
    assert target.value == pytest.approx(whole + cents / 100)


@settings(deadline=None)
@given(st.lists(st.sampled_from("réunir des familles avec leurs enfants pour un bilan et une fête".split())))
def test_a_phrase_without_quantity_sets_no_target(words: list[str]) -> None:
    assert target_of(" ".join(words)) is None


@settings(deadline=None)
@given(st.sampled_from([row[0] for row in PHRASES] + NONE), st.randoms(use_true_random=False))
def test_the_reading_does_not_depend_on_capitals_blanks_or_apostrophes(phrase: str, chance: Random) -> None:
    spaced = "".join(
        chance.choice(" \u00a0\u202f") if c == " " else chance.choice("'’") if c == "'" else c for c in phrase
    )
    read = [target_of(text) for text in (phrase, spaced, phrase.upper())]
    if phrase == "Fréquentation de l'Espace Quatre Saisons":
        read.pop()  # in capitals, nothing tells a name from a number
    assert len({_numbers(target) if target else None for target in read}) == 1


@settings(deadline=None)
@given(COUNTS, THINGS)
def test_a_lower_bound_is_read_before_or_after_the_number(count: int, thing: str) -> None:
    before, after = target_of(f"Au moins {count} {thing}"), target_of(f"{count} {thing} au moins")
    assert before is not None
    assert after is not None
    assert (before.op, before.value) == (after.op, after.value) == (">=", count)


@settings(deadline=None)
@given(COUNTS, COUNTS, THINGS)
def test_a_progress_keeps_where_it_starts(start: int, end: int, thing: str) -> None:
    target = target_of(f"passer de {start} à {end} {thing}")
    assert target is not None
    assert (target.op, target.value, target.baseline) == ("=", end, start)


@settings(deadline=None)
@given(st.integers(min_value=1, max_value=100), THINGS)
def test_a_fall_is_a_negative_change(percent: int, thing: str) -> None:
    target = target_of(f"diminution de {percent} % des {thing}")
    assert target is not None
    assert (target.op, target.value) == ("change", -percent)


@settings(deadline=None)
@given(st.one_of(st.text(max_size=80), st.text(alphabet="abé 0123456789%,.-/+'unceqtd", max_size=80)))
@example("9" * 400)
@example("multiplier par " + "9" * 400)
@example("million et un quatre-vingt cent mille mille")
def test_any_text_is_read_without_error_and_a_value_is_finite(text: str) -> None:
    target = target_of(text)
    assert target is None or abs(target.value) < 10**13
    assert quantities_in(text) >= 0


@settings(deadline=None)
@given(st.integers(min_value=1900, max_value=2099), THINGS)
def test_a_year_is_never_a_value(year: int, thing: str) -> None:
    assert target_of(f"Recensement des {thing} en {year}") is None


@pytest.mark.parametrize(
    "piece", ["les 4 communes et ", "deux cent ", "entre ", "au moins ", "1 2 3 ", "d'un "]
)
def test_the_time_grows_with_the_length(piece: str) -> None:
    def seconds(times: int) -> float:
        text = piece * times
        started = time.process_time()
        target_of(text)
        quantities_in(text)
        return time.process_time() - started

    seconds(100)
    assert seconds(4_000) < 24 * max(seconds(500), 0.002)
