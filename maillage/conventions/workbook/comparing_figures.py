"""The sheet « Valeurs » against the values in place: changes, conflicts, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from maillage.conventions.counting import values
from maillage.conventions.counting.periods import cut, of_year, parse
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.models import IndicatorValue
from maillage.conventions.operations.figures import Cell
from maillage.conventions.sections.kept_values import fill_value
from maillage.conventions.selectors.followed import reading_of
from maillage.conventions.workbook import cells
from maillage.conventions.workbook.changes import Change, Problem
from maillage.conventions.workbook.figures import SECTION, parts_of, text_of
from maillage.journal.models import Entry
from maillage.kernel.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from maillage.conventions.models import Convention
    from maillage.conventions.selectors.followed import Followed
    from maillage.conventions.workbook.changes import FicheChange
    from maillage.conventions.workbook.columns import Column
    from maillage.conventions.workbook.tables import Given, Row, Table


@dataclass
class FiguresRows:
    """The sheet against the values in place. ``since``: when the workbook was made, None when unknown."""

    followed: Sequence[Followed]
    convention: Convention
    since: datetime | None
    problems: list[Problem]
    by_key: dict[str, Followed] = field(init=False)
    former: dict[tuple[str, str, str], IndicatorValue | None] = field(init=False)

    def __post_init__(self) -> None:
        self.by_key = {one.indicator.key: one for one in self.followed}
        self.former = self._before()

    def _before(self) -> dict[tuple[str, str, str], IndicatorValue | None]:
        """What each value changed since was when the workbook was made (one query)."""
        found: dict[tuple[str, str, str], IndicatorValue | None] = {}
        if self.since is None:
            return found
        entries = Entry.objects.filter(
            convention_id=self.convention.pk, verb="indicator.values", at__gt=self.since
        )
        for entry in entries.order_by("pk"):
            for row in entry.details.get("values", ()):
                plain = row["before"]
                was = fill_value(IndicatorValue(), plain, ()) if plain else None
                found.setdefault((row["indicator"], row["period"], row["category"]), was)
        return found

    def take(self, table: Table, fiche_of: Callable[[Followed, Row], FicheChange]) -> None:
        """Every row of the sheet; changes go to the fiche of their indicator."""
        for row in table.rows:
            one = self.by_key.get(row.text("key"))
            if one is None:
                self._strange(row)
                continue
            category = self._category(one, row)
            if category is None:
                continue
            for column in table.columns.values():
                if column.field == SECTION:
                    change = self._compare(one, category, column, row.cells[column.key])
                    if change is not None:
                        fiche_of(one, row).changes.append(change)

    def _strange(self, row: Row) -> None:
        says = [one for key, one in row.cells.items() if parse(key) and (one.text.strip() or one.broken)]
        if not says:
            return
        key = row.cells.get("key")
        advice = "Reprenez la ligne d’un classeur de cette convention. Un indicateur s’ajoute dans sa fiche."
        place, value = (key.place, cells.excerpt(key.text)) if key else (row.place, "")
        self.problems.append(Problem(place, "Ligne", value, "cet indicateur n’est pas suivi ici", advice))

    def _category(self, one: Followed, row: Row) -> str | None:
        """The code of the category that a row names; None when it has none such."""
        named = fold(row.text("category"))
        code = next((code for code, label in parts_of(one) if fold(label) == named), None)
        if code is None:
            place = row.cells["category"].place
            reason = "cet indicateur n’a pas cette catégorie"
            self.problems.append(Problem(place, "Catégorie", row.text("category"), reason, "Videz la case."))
        return code

    def _compare(self, one: Followed, category: str, column: Column, cell: Given) -> Change | None:
        indicator = one.indicator
        value = one.rows.get((column.key, category))
        asked, present = cells.canonical(cell.text), text_of(one, value)
        place = (indicator.key, column.key, category)
        former = text_of(one, self.former[place]) if place in self.former else present
        if not cell.broken and asked in {present, former}:
            return None
        try:
            reading = self._read(one, column, cell)
        except (cells.CellError, InvalidValueError) as error:
            reason, advice = _told(error)
            self.problems.append(Problem(cell.place, column.header, cells.excerpt(cell.text), reason, advice))
            return None
        if reading == (reading_of(value) if value else None):
            return None
        label = f"{indicator.label[:120]}, {column.header}"
        figure = Cell(indicator.pk, column.key, cell.text, category)
        return Change(
            ":".join((str(indicator.action_id), SECTION, *place)), cell.place, SECTION, label,
            former, asked, lambda kept: kept, theirs=None if former == present else present or "rien",
            figure=figure,
        )  # fmt: skip

    def _read(self, one: Followed, column: Column, cell: Given) -> values.Reading | None:
        if cell.broken:
            raise cells.CellError(cell.broken, "Écrivez la valeur elle-même.")
        cells.refuse_errors(cell.text)
        reading = values.read_value(cell.text, one.gauge.asked)
        period = parse(column.key)
        if reading is not None and period is not None and cut(one.indicator.frequency) != period.frequency:
            usual = of_year(period.year, one.indicator.frequency)[0].code
            raise cells.CellError("cet indicateur se note à un autre rythme", f"Prenez la colonne {usual}.")
        return reading


def cells_of(changes: Iterable[Change]) -> list[Cell]:
    """The cells of the changes that somebody agreed to."""
    found: dict[tuple[int, str, str], Cell] = {}
    for change in changes:
        if change.figure is not None:
            found[change.figure.place] = change.figure
    return list(found.values())


def _told(error: cells.CellError | InvalidValueError) -> tuple[str, str]:
    """Why a value is refused, and what to write: the last sentence of what the grid says."""
    if isinstance(error, cells.CellError):
        return error.reason, error.advice
    reason, _, advice = str(error).rpartition(". ")
    return (reason, advice) if reason else (advice.rstrip("."), "")
