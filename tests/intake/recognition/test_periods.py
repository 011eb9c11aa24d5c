"""When an action runs, from the phrases of its calendar."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from maillage.conventions.enums import Precision
from maillage.intake.proposal.sections import _calendar
from maillage.intake.recognition.document import Item
from maillage.intake.recognition.items.dates import schedule_of
from maillage.intake.recognition.periods import moments_in, span_of
from maillage.intake.recognition.quantities.phrase import Phrase
from maillage.kernel import fuzzy

WORDS = [
    "rentrée 2024",
    "T3 2023",
    "2e semestre 2024",
    "printemps 2025",
    "été 2025",
    "automne 2026",
    "début 2024",
    "fin 2021",
    "12/03/2025",
    "septembre 2023",
    "2024",
]


def _told(phrase: str) -> tuple[str | None, str | None]:
    span = span_of(phrase)
    return (
        f"{span.start.first} {span.start.precision}" if span.start else None,
        f"{span.end.last} {span.end.precision}" if span.end else None,
    )


@pytest.mark.parametrize(
    ("phrase", "start", "end"),
    [
        ("Rentrée 2024", "2024-09-01 saison", None),
        ("Dès fin 2021 pour la rencontre", "2021-12-01 saison", None),
        ("Ouverture à l’automne 2026", "2026-10-01 saison", None),
        ("2e semestre 2024", "2024-07-01 semestre", None),
        ("3ème trimestre 2024", "2024-07-01 trimestre", None),
        ("2023-T2", "2023-04-01 trimestre", None),
        ("courant 2025", "2025-01-01 annee", None),
        ("2024-2026", "2024-01-01 annee", "2026-12-31 annee"),
        ("2024-26", "2024-01-01 annee", "2026-12-31 annee"),
        ("Année scolaire 2023/2024", "2023-09-01 saison", "2024-07-31 saison"),
        ("septembre 2023 à juin 2024", "2023-09-01 mois", "2024-06-30 mois"),
        ("septembre à décembre 2024", "2024-09-01 mois", "2024-12-31 mois"),
        ("octobre à mars 2025", "2024-10-01 mois", "2025-03-31 mois"),
        ("oct. 2024 à déc. 2025", "2024-10-01 mois", "2025-12-31 mois"),
        ("du 12 mars 2025 au 4 avril 2025", "2025-03-12 jour", "2025-04-04 jour"),
        ("1er septembre 2024", "2024-09-01 jour", None),
        ("jusqu’à fin 2026", None, "2026-12-31 saison"),
        ("D’ici 2026", None, "2026-12-31 annee"),
        ("Début 2024 : relance ; rentrée 2024 : reprise", "2024-01-01 saison", None),
        ("En cours", None, None),
        ("Accompagner la fin de vie", None, None),
        ("Accueils d’été", None, None),
        ("Le 31/02/2025", "2025-02-01 mois", None),
    ],
)
def test_a_phrase_is_read_no_more_precisely_than_it_says(
    phrase: str, start: str | None, end: str | None
) -> None:
    assert _told(phrase) == (start, end)


@pytest.mark.parametrize("phrase", WORDS)
def test_a_moment_has_the_days_that_the_plan_gives_it(phrase: str) -> None:
    known = fuzzy.parse(phrase)
    moment = moments_in(Phrase.of(phrase))[0]
    assert known is not None
    assert (moment.first, moment.precision) == (known.on, known.precision)
    assert moment.precision in Precision.values


@pytest.mark.parametrize(
    ("phrase", "continuous", "open_ended"),
    [
        ("Au fil de l’eau", True, False),
        ("Sur toute la durée de la convention", True, False),
        ("Toute l’année", True, False),
        ("2025 et après", False, True),
        ("Dès 2022 pour les années suivantes", False, True),
        ("À partir de septembre 2025", False, True),
        ("Fin 2024 et après : réponse aux besoins", False, True),
        ("2024-2026", False, False),
        ("Mars 2025", False, False),
    ],
)
def test_what_has_no_end_is_told_from_what_goes_on(phrase: str, continuous: bool, open_ended: bool) -> None:
    span = span_of(phrase)
    assert (span.continuous, span.open_ended) == (continuous, open_ended)


@pytest.mark.parametrize(
    ("phrase", "words"),
    [("À l’automne", "automne"), ("Au 2e trimestre", "2e trimestre"), ("En juin", "juin")],
)
def test_a_moment_without_year_is_kept_in_its_words(phrase: str, words: str) -> None:
    span = span_of(phrase)
    assert span.undated == (words,)
    assert (span.start, span.end) == (None, None)


def test_an_autumn_reaches_the_plan_as_an_autumn() -> None:
    schedule = schedule_of([Item("Ouverture à l’automne 2026")])
    assert schedule.start is not None
    told = {"start_year": 2026, "start": {"on": schedule.start.on, "precision": schedule.start.precision}}
    assert _calendar([], told)["start"] == {"on": "2026-10-01", "precision": "saison"}


def test_a_day_that_disagrees_with_the_year_read_gives_way_to_it() -> None:
    told = {"start_year": 2025, "start": {"on": "2026-10-01", "precision": "saison"}}
    assert _calendar([], told)["start"] == {"on": "2025-01-01", "precision": "annee"}


@settings(deadline=None)
@given(st.one_of(st.text(max_size=60), st.text(alphabet="0123456789/-. tsàaéfinjuet", max_size=60)))
@example("99/99/2025")
@example("31 fév. 2024 à 4e trimestre 2024")
def test_any_text_is_read_without_error_and_ends_after_it_starts(text: str) -> None:
    schedule = schedule_of([Item(text)])
    if schedule.start and schedule.end:
        assert schedule.start.on <= schedule.end.on


@settings(deadline=None)
@given(st.sampled_from([*WORDS, "septembre 2023 à juin 2024", "2025 et après"]))
def test_capitals_and_blanks_change_nothing(phrase: str) -> None:
    told = _told(phrase)
    assert _told(phrase.upper()) == told
    assert _told(phrase.replace(" ", "\u00a0")) == told


@pytest.mark.parametrize("piece", ["2024 ", "mars ", "à l'été ", "12/03/2025 - "])
def test_the_time_grows_with_the_length(piece: str) -> None:
    def seconds(times: int) -> float:
        started = time.process_time()
        span_of(piece * times)
        return time.process_time() - started

    seconds(50)
    assert seconds(1_000) < 40 * max(seconds(100), 0.002)
