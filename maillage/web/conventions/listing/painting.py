"""The rows of a list as HTML. Made here and not by a template: four hundred of them are shown at once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from maillage.conventions.listing.changes import CELLS
from maillage.conventions.listing.columns import COLUMNS, Column, filled_of
from maillage.conventions.selectors.filters import is_late, is_silent
from maillage.kernel.french import typeset
from maillage.web.components import states
from maillage.web.components.templatetags.maillage import MISSING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from maillage.conventions.listing.rows import Row

LONGEST = 160
NOTHING = SafeString("")


@lru_cache(maxsize=16)
def _state(status: str) -> SafeString:
    return format_html(
        '<span class="state {}"><span class="shape" aria-hidden="true"></span>{}</span>',
        states.CSS[status],
        states.WORD[status],
    )


@lru_cache(maxsize=512)
def _meter(filled: int, rubrics: int) -> SafeString:
    return format_html(
        '<span class="metered"><progress class="meter" value="{0}" max="{1}" aria-hidden="true"></progress>'
        '<span class="num small">{0}/{1}</span></span>',
        filled,
        max(rubrics, 1),
    )


def _words(column: Column, row: Row) -> SafeString:
    words = column.text(row)
    if not words:
        return MISSING
    if len(words) > LONGEST:
        return format_html('<span title="{}">{}…</span>', words, typeset(words[:LONGEST]).rstrip())
    return format_html("{}", typeset(words))


_PAINTED: dict[str, Callable[[Row], SafeString]] = {
    "etat": lambda row: _state(row.status),
    "remplie": lambda row: _meter(filled_of(row), len(row.rubrics)),
}


def flag_of(row: Row) -> str:
    """What deserves a look, in a few words."""
    said = ["échéance passée"] if is_late(row) else []
    said += ["sans nouvelles depuis six mois"] if is_silent(row) else []
    return ", ".join(said).capitalize()


class Painter:
    """Makes the rows of one answer. ``editable``: the fiches that the person may write, or None for all.

    ``base``: the address of a fiche before its number. ``picks``: whether rows have a box to tick;
    ``plain``: whether the cells that can be written are links, for who has no script.
    """

    def __init__(
        self,
        columns: Iterable[str],
        base: str,
        *,
        editable: Collection[int] | None,
        picks: bool,
        plain: bool = False,
        query: str = "",
    ) -> None:
        self.columns = [COLUMNS[key] for key in columns]
        self.base = base
        self.editable = editable
        self.picks = picks
        self.plain = plain
        self.query = query
        self._seen: dict[int, int] = {}

    def rows(self, rows: Iterable[Row]) -> SafeString:
        """Rows of a group, one after the other."""
        return format_html_join("", "{}", ((self.row(row),) for row in rows))

    def row(self, row: Row, name: str = "", opened: str = "", editor: SafeString = NOTHING) -> SafeString:
        """One row; ``editor`` takes the place of the cell of ``opened``."""
        may_edit = self.editable is None or row.pk in self.editable
        cells = ((self._cell(column, row, may_edit, opened, editor),) for column in self.columns)
        return format_html(
            '<tr class="act" id="{}">{}{}{}</tr>',
            name or self._name(row),
            self._box(row),
            self._head(row, may_edit, opened, editor),
            format_html_join("", "{}", cells),
        )

    def _name(self, row: Row) -> str:
        """A row of several groups is there several times, each under its own name."""
        self._seen[row.pk] = times = self._seen.get(row.pk, 0) + 1
        return f"a{row.pk}" if times == 1 else f"a{row.pk}-{times}"

    def _box(self, row: Row) -> SafeString:
        if not self.picks:
            return NOTHING
        return format_html(
            '<td class="box"><input type="checkbox" class="form-check-input" name="pick" value="{}.{}" '
            'form="choix" aria-label="Choisir {}"></td>',
            row.pk,
            row.version,
            str(row),
        )

    def _head(self, row: Row, may_edit: bool, opened: str, editor: SafeString) -> SafeString:
        if opened == "action":
            return format_html(
                '<th scope="row" data-cell data-edit="{}">{}</th>', self._edit(row, "action"), editor
            )
        flag = flag_of(row)
        return format_html(
            '<th scope="row" data-cell{}><span class="t"><span class="ref">{}</span>'
            '<a href="{}{}/">{}</a>{}</span></th>',
            format_html(' data-rename="{}"', self._edit(row, "action")) if may_edit else NOTHING,
            row.ref,
            self.base,
            row.pk,
            typeset(row.title),
            format_html('<small class="flag">{}</small>', flag) if flag else NOTHING,
        )

    def _cell(self, column: Column, row: Row, may_edit: bool, opened: str, editor: SafeString) -> SafeString:
        css = SafeString(' class="n"') if column.figure and column.key != "remplie" else NOTHING
        if not may_edit or column.key not in CELLS:
            return format_html("<td data-cell{}>{}</td>", css, self._painted(column, row))
        address = self._edit(row, column.key)
        shown = editor if opened == column.key else self._painted(column, row)
        if self.plain and opened != column.key:
            shown = format_html(
                '<a href="{}">{}<span class="visually-hidden">, modifier {}</span></a>',
                address,
                shown,
                column.label,
            )
        return format_html('<td data-cell data-edit="{}"{}>{}</td>', address, css, shown)

    def _edit(self, row: Row, key: str) -> str:
        """From the page of the list, on which addresses without a slash are told."""
        return f"actions/{row.pk}/{key}/{self.query}"

    @staticmethod
    def _painted(column: Column, row: Row) -> SafeString:
        painted = _PAINTED.get(column.key)
        return painted(row) if painted else _words(column, row)
