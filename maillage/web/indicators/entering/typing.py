"""The cells of a form: how they are named, and what was typed in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from maillage.conventions.operations.figures import Cell
from maillage.web.shell.requests import whole_number

if TYPE_CHECKING:
    from django.http import QueryDict

    from maillage.conventions.counting.periods import Period

_BEFORE = re.compile(
    r"a:(?P<period>[0-9]{4}(?:-[ST0-9][0-9])?):(?P<indicator>[0-9]{1,18})(?::(?P<category>.{1,40}))?",
    re.DOTALL,
)
_NAME = re.compile(r"v-(?P<indicator>[0-9]{1,18})(?:-(?P<category>.{1,40}))?", re.DOTALL)
LONGEST_TEXT = 4000


def cell_name(indicator: int, category: str = "") -> str:
    """« v-12 », « v-12-64445 »: the field of a value."""
    return f"v-{indicator}-{category}" if category else f"v-{indicator}"


def earlier_name(period: Period, indicator: int, category: str = "") -> str:
    """« a:2024:12 », « a:2024:12:64445 »: the field of a value of an earlier period."""
    return ":".join(part for part in ("a", period.code, str(indicator), category) if part)


def comment_name(indicator: int, category: str = "") -> str:
    """The field of its comment."""
    return f"n{cell_name(indicator, category)[1:]}"


def seen_field(versions: dict[str, int]) -> str:
    """The versions on screen, in one field: « v-12:3 v-14:0 »."""
    return " ".join(f"{name}:{version}" for name, version in versions.items())


def _seen(text: str) -> dict[str, int]:
    found = {}
    for part in text.split(" "):
        name, _, figures = part.rpartition(":")
        version = whole_number(figures)
        if name and version is not None:
            found[name] = version
    return found


def typed_cells(data: QueryDict, period: Period) -> list[Cell]:
    """Every cell of the form. A cell whose version nobody sent is not checked against a race."""
    seen = _seen(data.get("vu", "")[:200_000])
    cells = []
    for name in data:
        found = _NAME.fullmatch(name)
        earlier = None if found else _BEFORE.fullmatch(name)
        named = found or earlier
        if named is None:
            continue
        indicator, category = int(named["indicator"]), named["category"] or ""
        note = data.get(comment_name(indicator, category)) if found else None
        cells.append(
            Cell(
                indicator=indicator,
                period=earlier["period"] if earlier else period.code,
                text=data.get(name, "")[:LONGEST_TEXT],
                category=category,
                comment=None if note is None else note[:LONGEST_TEXT],
                version=seen.get(name),
            )
        )
    return cells
