"""Texts wrapped at a number of columns: their paragraphs on one line again."""

from __future__ import annotations

import re

_WIDTHS = range(48, 132)
_FEWEST_CUTS = 10
_MOSTLY = 0.6
#: What never goes on with the line above: a bullet, a number of a list, a heading, a row of a table.
_STARTS = re.compile(
    r"\s*(?:[^\w\s«\"“'’(\[%€+&/<]|[-–—+*•] ?\S?|o\s|\d{1,2}(?:[.)°]|\.\d)|[a-z][.)]\s|\[[ xX]?\]|\*\*|__)"
)
_ENDS = re.compile(r"[.;:!?]\W*$")
_PARTED = re.compile(r"\t|\||^\s*#|-{3,}|\.{4,}")


def unwrapped(lines: list[str], pages: list[int]) -> tuple[list[str], list[int]]:
    """``lines`` and the page of each; a line that the margin cut is whole again.

    A line was cut where the first word of the next one had no room left on it. A text is
    wrapped where that happens often, and mostly before words without capital.
    """
    width = max((len(line.rstrip()) for line in lines if not _PARTED.search(line)), default=0)
    if width not in _WIDTHS:
        return lines, pages
    cuts = [number for number in range(1, len(lines)) if _may_be_cut(lines, pages, number, width)]
    small = sum(_first_letter(lines[number]).islower() for number in cuts)
    if len(cuts) < _FEWEST_CUTS or small < _MOSTLY * len(cuts):
        return lines, pages
    joined: list[str] = []
    places: list[int] = []
    cut = set(cuts)
    for number, (line, page) in enumerate(zip(lines, pages, strict=True)):
        if number in cut and _goes_on(lines[number - 1], line, width):
            joined[-1] = f"{joined[-1].rstrip()} {line.strip()}"
        else:
            joined.append(line)
            places.append(page)
    return joined, places


def _may_be_cut(lines: list[str], pages: list[int], number: int, width: int) -> bool:
    above, line = lines[number - 1].rstrip(), lines[number]
    if not above.strip() or not line.strip() or pages[number] != pages[number - 1] or above.endswith("-"):
        return False
    if _PARTED.search(above) or _PARTED.search(line) or _STARTS.match(line):
        return False
    return len(above) + 1 + len(line.split(None, 1)[0]) > width


def _goes_on(above: str, line: str, width: int) -> bool:
    """Whether a line may be the rest of ``above``: with a capital, a short line may be a heading."""
    if not _first_letter(line).isupper():
        return True
    text = line.strip()
    return 2 * len(text) > width and not (
        _ENDS.search(above.rstrip()) or text.endswith(":") or text.isupper()
    )


def _first_letter(line: str) -> str:
    return next((character for character in line if character.isalnum()), "")
