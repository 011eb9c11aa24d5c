"""Cells read against the indicators and values of a plan: what each asks, or why it cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from maillage.conventions.counting.periods import cut, parse
from maillage.conventions.counting.values import Reading, read_value, show
from maillage.conventions.enums import Frequency
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.models import Action, Indicator, IndicatorValue
from maillage.conventions.selectors.followed import categories_of, gauge_of, is_followed, reading_of
from maillage.kernel.french import NBSP
from maillage.kernel.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maillage.accounts.models import User
    from maillage.conventions.enums import ValueSource
    from maillage.conventions.models import Convention
    from maillage.conventions.sections import Json

LONGEST_COMMENT = 2000


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as typed. An empty ``text`` erases the value; ``comment`` None leaves the comment as it is.

    ``version`` is the one that was on screen, 0 where there was no value; None does not check it.
    """

    indicator: int
    period: str
    text: str
    category: str = ""
    comment: str | None = None
    version: int | None = None

    @property
    def place(self) -> tuple[int, str, str]:
        """Where it is."""
        return self.indicator, self.period, self.category


@dataclass(slots=True)
class Write:
    """One change to make: ``value`` before, and what it is to say, None to erase it."""

    indicator: Indicator
    value: IndicatorValue | None
    plain: dict[str, Json] | None
    period: str
    category: str


class RaceError(InvalidValueError):
    """Somebody else wrote in the cell meanwhile."""

    def __init__(self, theirs: IndicatorValue | None, shown: str) -> None:
        who = theirs.entered_name if theirs else ""
        said = f"y a écrit «{NBSP}{shown}{NBSP}»" if theirs else "l’a effacée"
        super().__init__(f"{who or 'Quelqu’un'} {said} pendant votre saisie. Gardez l’une des deux.")
        self.theirs = theirs


class Sheet:
    """The indicators and values that cells speak of: two queries."""

    def __init__(
        self, convention: Convention, cells: Iterable[Cell], source: ValueSource, by: User | None, author: str
    ) -> None:
        self.cells = list({cell.place: cell for cell in cells}.values())
        living = Action.objects.filter(convention=convention)
        rows = Indicator.objects.filter(
            convention=convention, pk__in={cell.indicator for cell in self.cells}, action__in=living
        ).select_related("action", "breakdown")
        self.indicators = {row.pk: row for row in rows}
        values = IndicatorValue.objects.filter(indicator__in=list(self.indicators))
        self.values = {(one.indicator_id, one.period, one.category): one for one in values}
        self.stamp = {
            "source": source.value,
            "entered_by_id": by.pk if by else None,
            "entered_name": (author or (by.get_full_name() if by else ""))[:200],
        }

    def read(self, cell: Cell) -> Write | None:
        """What a cell asks; None when it says what stands there. Raises InvalidValueError."""
        indicator = self.indicators.get(cell.indicator)
        if indicator is None:
            raise InvalidValueError("Cet indicateur n’est plus dans le plan.")
        if not is_followed(indicator):
            raise InvalidValueError("Choisissez d’abord comment cet indicateur se mesure.")
        value = self.values.get(cell.place)
        gauge = gauge_of(indicator)
        reading = read_value(cell.text, gauge.asked)
        comment = self._comment(cell, value, reading)
        if reading == (reading_of(value) if value else None) and comment == (value.comment if value else ""):
            return None
        if cell.version is not None and cell.version != (value.version if value else 0):
            raise RaceError(value, show(reading_of(value), gauge.measure, gauge.unit) if value else "")
        if reading is None:
            return Write(indicator, value, None, cell.period, cell.category)
        if value is None:
            _check_place(indicator, cell)
        return Write(indicator, value, self._plain(cell, reading, comment), cell.period, cell.category)

    def _comment(self, cell: Cell, value: IndicatorValue | None, reading: Reading | None) -> str:
        if cell.comment is None:
            return value.comment if value and reading else ""
        comment = " ".join(printable(" ".join(cell.comment.split())).split())
        if len(comment) > LONGEST_COMMENT:
            raise InvalidValueError(f"Ce commentaire dépasse {LONGEST_COMMENT} caractères. Raccourcissez-le.")
        if comment and reading is None and (value is None or comment != value.comment):
            raise InvalidValueError(
                "Un commentaire va avec une valeur. Écrivez-la, ou nd si elle n’existe pas."
            )
        return comment if reading else ""

    def _plain(self, cell: Cell, reading: Reading, comment: str) -> dict[str, Json]:
        numbers = {name: getattr(reading, name) for name in ("number", "numerator", "denominator")}
        said = {name: None if one is None else f"{one:f}" for name, one in numbers.items()}
        words = {"words": reading.words, "comment": comment, "status": reading.status.value}
        return {"period": cell.period, "category": cell.category, **said, **words, **self.stamp}


def _check_place(indicator: Indicator, cell: Cell) -> None:
    """Refuse a new value where the indicator has none: a period of another length, a category it lacks."""
    period = parse(cell.period)
    if period is None:
        raise InvalidValueError(
            f"«{NBSP}{cell.period[:20]}{NBSP}» n’est pas une période. Écrivez 2026 ou 2026-T1."
        )
    if period.frequency != cut(indicator.frequency):
        often = Frequency(cut(indicator.frequency)).label
        raise InvalidValueError(f"Cet indicateur se note {often}, pas pour {period.label}.")
    if period.first > timezone.localdate():
        raise InvalidValueError(f"{period.label[0].upper()}{period.label[1:]} n’a pas commencé.")
    codes = {one.code for one in categories_of(indicator) if not one.retired}
    if cell.category and cell.category not in codes:
        raise InvalidValueError("Cette catégorie n’est plus dans la ventilation de l’indicateur.")
