"""Tables drawn with bars: escaped bars, and rows of several lines between drawn rules."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

_RULE = re.compile(r"^\s*\+(?:[-=:]+\+)+\s*$")
_BAR = re.compile(r"(?<!\\)\|")
_FEWEST_RULES = 3


def cells_of(line: str) -> list[str]:
    """The cells of a line that bars part; an escaped bar is one of its characters."""
    return [cell.replace("\\|", "|") for cell in _BAR.split(line)]


def drawn_rows(lines: Sequence[str]) -> dict[int, str]:
    """For each line of a table drawn with rules, what to read instead.

    A row that takes several lines is read on its first, its lines parted as a cell parts them;
    the others are rules.
    """
    told: dict[int, str] = {}
    for first, end in _tables(lines):
        rules = [index for index in range(first, end) if _RULE.match(lines[index])]
        rule = f"|{'---|' * (lines[first].count('+') - 1)}"
        told.update(dict.fromkeys(range(first, end), rule))
        for above, below in itertools.pairwise(rules):
            whole = range(above + 1, below)
            # With a rule under the header only, each line is a row.
            single = len(rules) == _FEWEST_RULES and below == rules[-1]
            for row in ([index] for index in whole) if single else (list(whole),):
                if row:
                    told[row[0]] = _joined([lines[index] for index in row])
    return told


def _tables(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    index = 0
    while index < len(lines):
        if not _RULE.match(lines[index]):
            index += 1
            continue
        end = index + 1
        while end < len(lines) and (lines[end].lstrip().startswith("|") or _RULE.match(lines[end])):
            end += 1
        if sum(bool(_RULE.match(line)) for line in lines[index:end]) >= 2:
            yield index, end
        index = end


def _joined(lines: Sequence[str]) -> str:
    columns: list[list[str]] = []
    for line in lines:
        for number, cell in enumerate(_BAR.split(line.strip().strip("|"))):
            columns.extend([] for _ in range(number + 1 - len(columns)))
            columns[number].append(cell.strip())
    return f"| {' | '.join('<br>'.join(filter(None, column)) for column in columns)} |"
