"""The source cut into leaves: what the review shows at once, beside what was understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from maillage.intake.readers.blocks import Source

#: Lines of a leaf where the file has no pages, and the most that a page may show at once.
LEAF_LINES = 80
LONGEST_LEAF = 160


class Leaf(TypedDict):
    """Lines ``first`` to ``last`` of the source, both counted from 1 and included."""

    label: str
    first: int
    last: int


def cut_leaves(source: Source) -> list[Leaf]:
    """The leaves of ``source``, in order, together covering every line once."""
    total = len(source.lines)
    starts = _page_starts(source)
    if len(starts) < 2:
        return list(_plain_leaves(source.lines))
    leaves: list[Leaf] = []
    following = [start for _, start in starts[1:]] + [total + 1]
    for (label, start), end in zip(starts, following, strict=True):
        leaves.extend(_split(label, start, end - 1))
    return leaves


def _page_starts(source: Source) -> list[tuple[str, int]]:
    """Each page, slide or sheet with its first line; the first page starts at line 1."""
    starts: list[tuple[str, int]] = []
    seen = 0
    for block in source.blocks:
        page = block.place.page
        if page is None or page <= seen:
            continue
        label = f"Feuille {block.place.sheet}" if block.place.sheet else f"Page {page}"
        starts.append((label, block.place.line if starts else 1))
        seen = page
    return starts


def _split(label: str, first: int, last: int) -> Iterator[Leaf]:
    if last - first < LONGEST_LEAF:
        if last >= first:
            yield {"label": label, "first": first, "last": last}
        return
    for part, start in enumerate(range(first, last + 1, LEAF_LINES), 1):
        end = min(start + LEAF_LINES - 1, last)
        yield {"label": f"{label} ({part})", "first": start, "last": end}


def _plain_leaves(lines: Sequence[str]) -> Iterator[Leaf]:
    """Leaves of about eighty lines, cut at an empty line where there is one near."""
    first, total = 1, len(lines)
    while first <= total:
        last = min(first + LEAF_LINES - 1, total)
        if last < total:
            near = range(last, max(first, last - LEAF_LINES // 4), -1)
            last = next((number for number in near if not lines[number - 1].strip()), last)
        yield {"label": f"Lignes {first} à {last}", "first": first, "last": last}
        first = last + 1
