"""Reading order: a page cut into columns wherever white runs between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median
from typing import Protocol, TypeVar

_MAX_DEPTH = 6
_GUTTER = 1.3
_NARROWEST_GUTTER = 9.0
_WIDEST_LEAST = 24.0
_BETWEEN_FRAMES = 4.0
_CLOSER = 2.0
_LONGEST_TAIL = 14
_PAGE_NUMBER = 4


class Unit(Protocol):
    """Anything that takes a rectangle of the page."""

    @property
    def x0(self) -> float: ...
    @property
    def x1(self) -> float: ...
    @property
    def top(self) -> float: ...
    @property
    def bottom(self) -> float: ...
    @property
    def framed(self) -> bool: ...


U = TypeVar("U", bound=Unit)
Span = tuple[float, float]


def reading_order(
    units: Sequence[U],
    as_rows: Callable[[Sequence[Sequence[U]]], U | None],
    depth: int = 0,
) -> list[list[U]]:
    """``units`` as flows, each read from top to bottom before the next one starts.

    ``as_rows`` is asked whether columns are in truth the rows of a table.

    The page is cut into bands where a white strip runs right across; bands that share
    a white gutter are read column by column.
    """
    if not units:
        return []
    if depth > _MAX_DEPTH:
        return [_downwards(units)]
    flows: list[list[U]] = []
    for region in _regions(units):
        columns = _split(region, _gutters(region))
        if len(columns) > 1 and not _is_one_row(region, columns):
            table = as_rows(columns)
            if table is not None:
                flows.append([table])
                continue
            for column in columns:
                flows.extend(reading_order(column, as_rows, depth + 1))
        elif flows and _aligned(flows[-1], region):
            flows[-1].extend(_downwards(region))
        else:
            flows.append(_downwards(region))
    return flows


def _downwards(units: Sequence[U]) -> list[U]:
    return sorted(units, key=lambda unit: (round(unit.top, 1), unit.x0))


def _aligned(flow: Sequence[U], region: Sequence[U]) -> bool:
    """Whether two regions of one column follow each other directly in one flow."""
    left, right = min(unit.x0 for unit in flow), max(unit.x1 for unit in flow)
    return min(unit.top for unit in region) >= max(unit.bottom for unit in flow) - 2 and (
        min(unit.x0 for unit in region) < right and max(unit.x1 for unit in region) > left
    )


def _strips(units: Sequence[U]) -> list[list[U]]:
    """Groups of units parted by white that runs right across."""
    strips: list[list[U]] = []
    low = float("-inf")
    for unit in sorted(units, key=lambda each: each.top):
        if unit.top >= low - 0.5:
            strips.append([])
        strips[-1].append(unit)
        low = max(low, unit.bottom)
    return strips


def _regions(units: Sequence[U]) -> list[list[U]]:
    """Strips put together as long as one gutter, or none, runs through them."""
    regions: list[list[U]] = []
    for strip in _strips(units):
        if regions and _same_region(regions[-1], strip):
            regions[-1].extend(strip)
        else:
            regions.append([*(_heading_of(regions[-1], strip) if regions else []), *strip])
    return regions


def _heading_of(region: list[U], strip: Sequence[U]) -> list[U]:
    """Take out of ``region`` the line at its end that stands closer to ``strip``, as its heading."""
    last = max(region, key=lambda unit: unit.bottom)
    rest = [unit for unit in region if unit is not last]
    if last.framed or not rest or not _gutters(region) or _gutters([last, *strip]):
        return []
    above = last.top - max(unit.bottom for unit in rest)
    below = min(unit.top for unit in strip) - last.bottom
    height = last.bottom - last.top
    if above < height or above < _CLOSER * below:
        return []
    region.remove(last)
    return [last]


def _same_region(region: Sequence[U], strip: Sequence[U]) -> bool:
    joined = [*region, *strip]
    apart = min(unit.top for unit in strip) - max(unit.bottom for unit in region)
    heights = median([unit.bottom - unit.top for unit in joined])
    if _gutters(region) or _gutters(strip):
        heading = len(strip) == 1 and strip[0].bottom - strip[0].top > 1.3 * heights
        return bool(_gutters(joined)) and apart < 4 * heights and not heading
    return not _gutters(joined)


def _gutters(units: Sequence[U]) -> list[Span]:
    """The white spans that run down between ``units``: wide between lines, narrow between two frames."""
    least = max(_NARROWEST_GUTTER, _GUTTER * median([unit.bottom - unit.top for unit in units]))
    least = min(least, _WIDEST_LEAST)
    spans: list[Span] = []
    right, walled = float("-inf"), False
    for unit in sorted(units, key=lambda each: each.x0):
        needed = _BETWEEN_FRAMES if walled and unit.framed else least
        if right > float("-inf") and unit.x0 - right >= needed:
            spans.append((right, unit.x0))
        if unit.x1 >= right:
            right, walled = unit.x1, unit.framed
    return spans


def _split(units: Sequence[U], gutters: Sequence[Span]) -> list[list[U]]:
    columns: list[list[U]] = [[] for _ in range(len(gutters) + 1)]
    for unit in units:
        columns[sum(1 for _, start in gutters if unit.x0 >= start - 0.1)].append(unit)
    return columns


def _is_one_row(region: Sequence[U], columns: Sequence[Sequence[U]]) -> bool:
    """Whether a region reads across: a single line, or lines with numbers at their right end."""
    if max(len(column) for column in columns) == 1 and len(_strips(region)) == 1:
        return all(unit.bottom - unit.top < 20 for unit in region)
    return len(columns) == 2 and _is_tail(columns[0], columns[1])


def _is_tail(column: Sequence[U], tail: Sequence[U]) -> bool:
    """Whether ``tail`` is not a column but what stands at the right end of some lines."""
    texts = [getattr(unit, "text", None) for unit in tail]
    if any(text is None or len(text) > _LONGEST_TAIL for text in texts):
        return False
    if all(text is not None and len(text) <= _PAGE_NUMBER for text in texts):
        return True
    if not all(text is not None and any(map(str.isdigit, text)) for text in texts):
        return False
    beside = [any(abs(unit.bottom - other.bottom) < 2 for other in column) for unit in tail]
    return all(beside) and 2 * len(tail) <= len(column)
