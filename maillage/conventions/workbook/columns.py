"""A column: how a value is written in its cells, and how a cell changes the value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from maillage.conventions.workbook import cells
from maillage.conventions.workbook.cells import Written
from maillage.kernel import fuzzy
from maillage.kernel.text import fold

if TYPE_CHECKING:
    from maillage.conventions.sections import Json

Get = Callable[["Json"], Written]
Put = Callable[["Json", str], "Json"]

NARROW, USUAL, WIDE = 14, 26, 48


@dataclass(frozen=True)
class Column:
    """A column of a sheet.

    ``get`` writes a cell from a value and ``put`` gives the value that a cell asks for, raising
    CellError; on the sheet of the actions the value is that of ``section``, elsewhere it is a
    row. ``choices`` names the list that its cells choose from, ``field`` what a refusal of the
    section would name. ``locked`` columns are for the machine or for information.
    """

    key: str
    header: str
    get: Get
    put: Put
    section: str = ""
    field: str = ""
    width: int = USUAL
    choices: str = ""
    hint: str = ""
    locked: bool = False
    aliases: tuple[str, ...] = ()

    def text(self, value: Json) -> str:
        """What the cell of ``value`` says, made comparable."""
        return cells.canonical(cells.as_text(self.get(value)))


def _kept(value: Json, _text: str) -> Json:
    return value


def given(
    key: str, header: str, *, width: int = NARROW, hint: str = "", aliases: tuple[str, ...] = ()
) -> Column:
    """A column that says whose row it is: it changes nothing by itself."""
    return Column(key, header, lambda _: "", _kept, width=width, hint=hint, locked=True, aliases=aliases)


@dataclass(frozen=True)
class Builder:
    """Makes the columns of one section (none where values are rows)."""

    section: str = ""

    def text(self, key: str, header: str, **more: object) -> Column:
        """A line of text."""
        return self._column(
            key, header, lambda v: cells.fitted(v[key]), lambda v, t: {**v, key: " ".join(t.split())}, more
        )

    def lines(self, key: str, header: str, **more: object) -> Column:
        """A list of points, kept under ``key`` of the value."""
        return self._column(
            key, header, lambda v: cells.fitted("\n".join(v[key])),
            lambda v, t: {**v, key: cells.read_lines(t)}, {"width": WIDE, **more},
        )  # fmt: skip

    def points(self, key: str, header: str, **more: object) -> Column:
        """A section that is a list of points."""
        return self._column(
            key,
            header,
            lambda v: cells.fitted("\n".join(v)),
            lambda _, t: cells.read_lines(t),
            {"width": WIDE, **more},
        )

    def choice(
        self,
        key: str,
        header: str,
        labels: Mapping[str, str],
        choices: str,
        *,
        required: bool = False,
        **more: object,
    ) -> Column:
        """One of a list, written by its label; ``required`` refuses an empty cell."""

        def read(value: Json, text: str) -> Json:
            if required and not text.strip():
                advice = f"Écrivez {cells.named([*labels.values()])}."
                raise cells.CellError("cette case ne peut pas être vide", advice)
            return {**value, key: cells.read_choice(text, labels)}

        return self._column(
            key, header, lambda v: labels.get(v[key], "") if v[key] else "", read,
            {"choices": choices, "width": 18, **more},
        )  # fmt: skip

    def names(self, key: str, header: str, known: Mapping[Json, str], unknown: str, **more: object) -> Column:
        """Several of ``known``, one name a line; ``unknown`` is the reason of a refusal."""
        by_name = {fold(name): pk for pk, name in known.items()}

        def read(value: Json, text: str) -> Json:
            wanted = cells.read_list(text)
            strange = [name for name in wanted if fold(name) not in by_name]
            if strange:
                said = f"« {strange[0]} » : {unknown}"
                raise cells.CellError(said, f"Écrivez {cells.named(list(known.values()))}.")
            return {**value, key: sorted({by_name[fold(name)] for name in wanted})}

        def write(value: Json) -> Written:
            return "\n".join(sorted(known.get(pk, f"({pk})") for pk in value[key]))

        return self._column(key, header, write, read, more)

    def flag(self, key: str, header: str, **more: object) -> Column:
        """« oui », or nothing."""
        return self._column(
            key, header, lambda v: "oui" if v[key] else "", lambda v, t: {**v, key: cells.read_flag(t)},
            {"choices": "yes", "width": NARROW, **more},
        )  # fmt: skip

    def moment(self, key: str, header: str, *, end: bool = False, **more: object) -> Column:
        """A date in words, no more precise than what is known."""

        def write(value: Json) -> Written:
            moment = value[key]
            return fuzzy.show(date.fromisoformat(moment["on"]), moment["precision"]) if moment else ""

        return self._column(
            key, header, write, lambda v, t: {**v, key: cells.read_date(t, end=end)}, {"width": 18, **more}
        )

    def year(self, key: str, header: str, **more: object) -> Column:
        """A year in four figures."""
        return self._column(
            key, header, lambda v: "" if v[key] is None else v[key],
            lambda v, t: {**v, key: cells.read_year(t)}, {"width": NARROW, **more},
        )  # fmt: skip

    def percentage(self, key: str, header: str, **more: object) -> Column:
        """A whole number from 0 to 100."""
        return self._column(
            key, header, lambda v: "" if v[key] is None else v[key],
            lambda v, t: {**v, key: cells.read_percentage(t)}, {"width": NARROW, **more},
        )  # fmt: skip

    def _column(self, key: str, header: str, get: Get, put: Put, more: Mapping[str, object]) -> Column:
        options = {"section": self.section, "field": key, **more}
        return Column(key, header, get, put, **options)  # type: ignore[arg-type]  # the options of a column


def amount(value: str | None) -> Written:
    """A decimal of a section as a number of the sheet."""
    if value is None:
        return ""
    number = Decimal(value)
    return int(number) if number == number.to_integral_value() else float(number)
