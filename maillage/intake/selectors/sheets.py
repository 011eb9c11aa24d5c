"""The source as images of its pages, each place on them tied to what was understood."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Sum

from maillage.intake.enums import PagesState
from maillage.intake.models import ImportPage
from maillage.intake.selectors.lines import labels_of
from maillage.intake.selectors.review import page_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from maillage.intake.models import Import
    from maillage.intake.proposal.parts import Proposal

#: A sheet is this wide in its own units, whatever its image.
WIDTH = 1000
#: Room around the words of a place.
_MARGIN = 3
_PAGE = re.compile(r"Page (\d+)\b")


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle of the sheet, in its units."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """Its right edge."""
        return self.x + self.width


@dataclass(frozen=True, slots=True)
class SheetLine:
    """The place of a line, and what was made of it.

    ``fiche`` is a key, with ``label`` the name of the part; ``told`` is true for the first line of a part.
    """

    number: int
    rects: tuple[Rect, ...]
    fiche: str = ""
    label: str = ""
    told: bool = False


@dataclass(frozen=True, slots=True)
class SheetDoubt:
    """The place of an open doubt."""

    number: int
    rects: tuple[Rect, ...]

    @property
    def tag(self) -> Rect:
        """The tag that carries its number, at the end of the last rectangle and within the sheet."""
        last = self.rects[-1]
        width = 24 + 13 * len(str(self.number))
        return Rect(min(last.right + 3, WIDTH - width), last.y - 4, width, 30)


@dataclass(slots=True)
class Sheet:
    """One page: its image and the places on it. ``height`` in the units of the sheet."""

    number: int
    image_id: int
    pixels: tuple[int, int]
    height: int
    total: int
    previous: int = 0
    following: int = 0
    lines: list[SheetLine] = field(default_factory=list)
    doubts: list[SheetDoubt] = field(default_factory=list)


def sheet_at(import_: Import, proposal: Proposal, *, page: int = 0, line: int = 0) -> Sheet | None:
    """The sheet of ``page``, else the one where ``line`` stands, else the first; None without images."""
    if import_.pages_state != PagesState.READY:
        return None
    pages = list(ImportPage.objects.filter(source=import_).order_by("number"))
    if not pages:
        return None
    wanted = page or _page_near(import_, line)
    at = max((n for n, each in enumerate(pages) if each.number <= wanted), default=0)
    sheet = _blank(pages, at)
    _fill(sheet, import_, proposal)
    return sheet


def stored_bytes(import_: Import) -> int:
    """What an import takes in the store: its file, and the images of its pages."""
    images = ImportPage.objects.filter(source=import_).aggregate(total=Sum("image__size"))["total"] or 0
    return images + (import_.size if import_.file_id else 0)


def _blank(pages: Sequence[ImportPage], at: int) -> Sheet:
    page = pages[at]
    return Sheet(
        number=page.number,
        image_id=page.pk,
        pixels=(page.width, page.height),
        height=round(WIDTH * page.height / max(1, page.width)),
        total=pages[-1].number,
        previous=pages[at - 1].number if at else 0,
        following=pages[at + 1].number if at + 1 < len(pages) else 0,
    )


def _page_near(import_: Import, line: int) -> int:
    """The page of ``line``: by its place, by the reading, or by the last line before it that has a place."""
    placed = import_.marks.get("lines", {})
    known = page_of(placed, line) or read_page(import_, line)
    if known:
        return known
    near = (page_of(placed, number) for number in range(line, 0, -1))
    return next((page for page in near if page), 1)


def read_page(import_: Import, line: int) -> int:
    """The page of ``line`` as it was read, which is the printed one in a PDF; 0 when it had none."""
    holding = (leaf for leaf in import_.leaves if leaf["first"] <= line <= leaf["last"])
    named = (_PAGE.match(leaf["label"]) for leaf in holding)
    return next((int(match[1]) for match in named if match), 0)


def _fill(sheet: Sheet, import_: Import, proposal: Proposal) -> None:
    labels = labels_of(proposal)
    named = ("", "")
    for number, rects in _placed(sheet, import_.marks.get("lines", {}).items()):
        label, fiche = labels.get(number, ("", ""))
        told = bool(label) and (label, fiche) != named
        named = (label, fiche) if label else named
        sheet.lines.append(SheetLine(number, rects, fiche, label, told))
    quoted = {str(each.origin): each for each in proposal.open_questions}
    kept = ((key, boxes) for key, boxes in import_.marks.get("doubts", {}).items() if key in quoted)
    doubts = [SheetDoubt(quoted[str(key)].number, rects) for key, rects in _placed(sheet, kept)]
    sheet.doubts = sorted(doubts, key=lambda doubt: doubt.number)


def _placed(
    sheet: Sheet, marks: Iterable[tuple[str, list[list[int]]]]
) -> Iterable[tuple[int, tuple[Rect, ...]]]:
    """Those of ``marks`` that have a place on ``sheet``, in the order of their numbers."""
    for key, boxes in sorted(marks, key=lambda mark: int(mark[0])):
        here = tuple(_rect(box, sheet.height) for box in boxes if box[0] == sheet.number)
        if here:
            yield int(key), here


def _rect(box: list[int], height: int) -> Rect:
    _, left, top, right, bottom = box
    y, below = round(top * height / 1000), round(bottom * height / 1000)
    return Rect(left - _MARGIN, y - _MARGIN, right - left + 2 * _MARGIN, below - y + 2 * _MARGIN)
