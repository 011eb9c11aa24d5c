"""Invented series, one for each thing that a chart must be able to say, for ``/composants/``."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from maillage.web.components.charts.series import Point, Series, Sign, Target

END = date(2028, 12, 31)


def _year(year: int, value: str = "", sign: Sign = Sign.OBSERVED) -> Point:
    return Point(str(year), Decimal(value) if value else None, sign, date(year, 12, 31))


OVER_TIME = (
    Series(
        "en-exercice",
        "Assistantes maternelles en exercice",
        (_year(2021, "79"), _year(2022, "77"), _year(2023, "74"), _year(2024, "71"), _year(2025, "69")),
        target=Target(Decimal(80), at=END, label="2028"),
        baseline=Decimal(74),
        baseline_label="2023",
    ),
    Series(
        "trous",
        "Ce qui manque, ce qui est estimé, ce qui est secret",
        (
            _year(2021, "12"),
            _year(2022, "14", Sign.ESTIMATED),
            _year(2023),
            _year(2024, sign=Sign.MASKED),
            _year(2025, sign=Sign.UNAVAILABLE),
        ),
        target=Target(Decimal(18), at=END, label="2028"),
    ),
    Series(
        "fourchette",
        "Entre deux valeurs",
        (_year(2023, "10"), _year(2024, "30"), _year(2025, "45")),
        unit="%",
        target=Target(Decimal(40), Decimal(60), END, "2028"),
    ),
)
BY_PLACE = Series(
    "par-commune",
    "Par commune",
    (
        Point("Ételon-sur-Luze", Decimal(12)),
        Point("Pontigan", None, Sign.MASKED),
        Point("Les Hautes-Brennes", Decimal(5), Sign.ESTIMATED),
        Point("Montfréjac"),
    ),
    first="Commune",
)
