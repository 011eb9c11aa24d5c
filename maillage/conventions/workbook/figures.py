"""The sheet « Valeurs »: a row an indicator, or a category of it, and a column a period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from maillage.conventions.counting import values
from maillage.conventions.counting.periods import Period, parse, sequence, years_of
from maillage.conventions.enums import MeasureType, ValueStatus
from maillage.conventions.selectors.followed import reading_of
from maillage.conventions.workbook import cells
from maillage.conventions.workbook.actions import FICHE, IDENTIFIER
from maillage.conventions.workbook.columns import NARROW, WIDE, Column, given

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maillage.conventions.models import Convention, IndicatorValue
    from maillage.conventions.selectors.followed import Followed
    from maillage.conventions.workbook.cells import Written

NAME = "Valeurs"
SECTION = "values"
KEY = given("key", "Ligne", hint="Ne pas modifier.")
LABEL = given("label", "Indicateur", width=WIDE, hint="Pour vous repérer.")
UNIT = given("unit", "Unité", width=18, hint="Pour vous repérer.")
CATEGORY = given("category", "Catégorie", width=18, hint="Pour vous repérer ; vide pour l’ensemble.")
HINT = "Un nombre, ~38500 pour une estimation, 36/69 pour un taux, oui ou non, secret, nd."
_HEAD = (IDENTIFIER, FICHE, KEY, LABEL, UNIT, CATEGORY)


def period_columns(followed: Sequence[Followed], convention: Convention) -> tuple[Column, ...]:
    """A column for each period that has begun, or that has a value."""
    today = timezone.localdate()
    first, last = years_of(convention.start_year, convention.end_year, today)
    asked = {one.indicator.frequency for one in followed}
    told = {code for one in followed for code, _ in one.rows}
    found = {each for rhythm in asked for each in sequence(rhythm, first, last) if each.first <= today}
    found |= {period for code in told if (period := parse(code))}
    return tuple(_column(period) for period in sorted(found, key=lambda one: one.order))


def _column(period: Period) -> Column:
    return Column(
        period.code,
        period.code,
        lambda _: "",
        lambda value, _text: value,
        width=NARROW,
        hint=HINT,
        field=SECTION,
    )


def columns_of(followed: Sequence[Followed], convention: Convention) -> tuple[Column, ...]:
    """The columns of the sheet."""
    return (*_HEAD, *period_columns(followed, convention))


def rows_of(followed: Sequence[Followed], columns: Sequence[Column]) -> list[list[Written]]:
    """The rows of the sheet: each indicator, then its categories."""
    return [
        [_known(one, category, label).get(column.key, "") for column in columns]
        for one in followed
        for category, label in parts_of(one)
    ]


def parts_of(one: Followed) -> list[tuple[str, str]]:
    """The code and name of each row of an indicator: the whole, then its categories."""
    return [("", ""), *((each.code, each.label) for each in one.categories)]


def _known(one: Followed, category: str, label: str) -> dict[str, Written]:
    indicator = one.indicator
    head: dict[str, Written] = {
        "id": indicator.action_id,
        "fiche": str(indicator.action),
        "key": indicator.key,
        "label": cells.fitted(indicator.label),
        "unit": one.gauge.unit,
        "category": label,
    }
    said = {period: _written(one, value) for (period, code), value in one.rows.items() if code == category}
    return head | said


def _written(one: Followed, value: IndicatorValue) -> Written:
    """A plain number as a number of the sheet, anything else as it is typed."""
    reading = reading_of(value)
    plain = one.gauge.measure in {MeasureType.NUMBER, MeasureType.RATE} and reading.numerator is None
    if plain and reading.number is not None and reading.status == ValueStatus.OBSERVED:
        whole = reading.number == reading.number.to_integral_value()
        return int(reading.number) if whole else float(reading.number)
    return cells.fitted(values.typed(reading, one.gauge.measure))


def text_of(one: Followed, value: IndicatorValue | None) -> str:
    """What the cell of a value says, made comparable."""
    return cells.canonical(cells.as_text(_written(one, value))) if value else ""
