"""The rows of a list as HTML. Made here and not by a template: four hundred of them are shown at once.

Pieces are plain strings, every word of which went through ``escape``; what leaves is marked as ready HTML.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

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
def _state(status: str) -> str:
    shape = '<span class="shape" aria-hidden="true"></span>'
    return f'<span class="state {states.CSS[status]}">{shape}{escape(states.WORD[status])}</span>'


@lru_cache(maxsize=512)
def _meter(filled: int, rubrics: int) -> str:
    gauge = f'<progress class="meter" value="{filled}" max="{max(rubrics, 1)}" aria-hidden="true"></progress>'
    return f'<span class="metered">{gauge}<span class="num small">{filled}/{rubrics}</span></span>'


def _words(column: Column, row: Row) -> str:
    words = column.text(row)
    if not words:
        return MISSING
    if len(words) > LONGEST:
        return f'<span title="{escape(words)}">{escape(typeset(words[:LONGEST])).rstrip()}…</span>'
    return escape(typeset(words))


_PAINTED: dict[str, Callable[[Row], str]] = {
    "etat": lambda row: _state(row.status),
    "remplie": lambda row: _meter(filled_of(row), len(row.rubrics)),
}


def flag_of(row: Row) -> str:
    """What deserves a look, in a few words."""
    said = ["échéance passée"] if is_late(row) else []
    said += ["sans nouvelles depuis six mois"] if is_silent(row) else []
    return ", ".join(said).capitalize()


def name_of(pk: int, times: int) -> str:
    """What a row is called the first time that it stands in a list, the second…"""
    return f"a{pk}" if times == 1 else f"a{pk}-{times}"


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
    ) -> None:
        self.columns = [COLUMNS[key] for key in columns]
        self.base = base
        self.editable = editable
        self.picks = picks
        self.plain = plain
        self._seen: dict[int, int] = {}

    def rows(self, rows: Iterable[Row]) -> SafeString:
        """Rows of a group, one after the other."""
        return _ready("".join(self._row(row, self._name(row)) for row in rows))

    def row(self, row: Row, name: str, opened: str = "", editor: str = "") -> SafeString:
        """One row; ``editor``, ready HTML, takes the place of the cell of ``opened``."""
        return _ready(self._row(row, name, opened, editor))

    def twins(self, row: Row, names: Iterable[str]) -> SafeString:
        """The same row under the ``names`` that it has in other groups, each to take its place there."""
        return _ready("".join(self._row(row, name, oob=True) for name in names))

    def _row(self, row: Row, name: str, opened: str = "", editor: str = "", *, oob: bool = False) -> str:
        may_edit = self.editable is None or row.pk in self.editable
        cells = "".join(self._cell(column, row, may_edit, opened, editor) for column in self.columns)
        box, head = self._box(row), self._head(row, may_edit, opened, editor)
        swap = ' hx-swap-oob="true"' if oob else ""
        return f'<tr class="act" id="{escape(name)}"{swap}>{box}{head}{cells}</tr>'

    def _name(self, row: Row) -> str:
        """A row of several groups is there several times, each under its own name."""
        self._seen[row.pk] = times = self._seen.get(row.pk, 0) + 1
        return name_of(row.pk, times)

    def _box(self, row: Row) -> str:
        if not self.picks:
            return ""
        said = f'form="choix" aria-label="Choisir {escape(str(row))}"'
        field = f'name="pick" value="{row.pk}.{row.version}" {said}'
        return f'<td class="box"><input type="checkbox" class="form-check-input" {field}></td>'

    def _head(self, row: Row, may_edit: bool, opened: str, editor: str) -> str:
        address = self._edit(row, "action")
        if opened == "action":
            return f'<th scope="row" data-cell data-edit="{address}">{editor}</th>'
        flag = flag_of(row)
        said = f'<small class="flag">{escape(flag)}</small>' if flag else ""
        link = f'<a href="{self.base}{row.pk}/">{escape(typeset(row.title))}</a>'
        rename = f' data-rename="{address}"' if may_edit else ""
        words = f'<span class="t"><span class="ref">{escape(row.ref)}</span>{link}{said}</span>'
        return f'<th scope="row" data-cell{rename}>{words}</th>'

    def _cell(self, column: Column, row: Row, may_edit: bool, opened: str, editor: str) -> str:
        css = ' class="n"' if column.figure and column.key != "remplie" else ""
        painted = _PAINTED.get(column.key)
        shown = painted(row) if painted else _words(column, row)
        if not may_edit or column.key not in CELLS:
            return f"<td data-cell{css}>{shown}</td>"
        address = self._edit(row, column.key)
        if opened == column.key:
            shown = editor
        elif self.plain:
            said = f'<span class="visually-hidden">, modifier {escape(column.label)}</span>'
            shown = f'<a href="{address}">{shown}{said}</a>'
        return f'<td data-cell data-edit="{address}"{css}>{shown}</td>'

    @staticmethod
    def _edit(row: Row, key: str) -> str:
        """From the page of the list, where addresses without a slash are told."""
        return f"actions/{row.pk}/{key}/"


def _ready(html: str) -> SafeString:
    return SafeString(html)
