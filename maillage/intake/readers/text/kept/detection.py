"""Whether a text keeps the layout of its pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from maillage.intake.readers.text.kept.runs import Run, runs_of

_GAP = 3
_ABOVE = 4
_FEWEST = 6
_SHARE = 0.08
_FAR_IN = 24
_PAGE_NUMBER = 8


def keeps_layout(lines: Sequence[str]) -> bool:
    """Whether runs of spaces hold columns: the runs of many lines start below each other.

    Two spaces after a full stop, tables of bars or tabs, letters spaced out and page numbers
    at the end of a line are no columns.
    """
    written = [line for line in lines if line.strip()]
    aligned = 0
    above: list[set[int]] = []
    for starts in map(set, map(_columns, written)):
        near = {start + shift for row in above for start in row for shift in (-1, 0, 1)}
        aligned += bool(starts & near)
        above = [*above[1 - _ABOVE :], starts]
    if aligned >= _FEWEST:
        return aligned >= _SHARE * len(written)
    return aligned >= _FEWEST / 2 and aligned >= len(written) / 2


def _columns(line: str) -> Iterator[int]:
    """Where the columns of a line start, the first one left out unless it stands far in."""
    if "\t" in line.rstrip() or line.count("|") >= 2:
        return
    runs = runs_of(line)
    if _is_spaced_out(runs):
        return
    end = 0
    for run in runs:
        is_number = len(run.text) <= _PAGE_NUMBER and not any(map(str.isalpha, run.text))
        wide = run.start >= _FAR_IN if end == 0 else run.start - end >= _GAP
        if wide and not is_number:
            yield run.start
        end = run.end


def _is_spaced_out(runs: Sequence[Run]) -> bool:
    words = [word for run in runs for word in run.text.split()]
    return len(words) > 3 and 2 * sum(len(word) == 1 for word in words) > len(words)
