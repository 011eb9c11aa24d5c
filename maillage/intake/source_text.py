"""A line of the source as people read it: bold and superscript instead of the marks that stand for them."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: « 2^{ème} », « **mot** », and the few tags that exports leave in a text.
_MARKS = re.compile(
    r"\^\{(?P<sup>[^{}]{1,20})\}|(?P<bold>\*\*|</?(?:b|strong)>)|</?(?:i|em|u|sup|sub|span)\b[^<>]{0,80}>|"
    r"(?P<cut></?(?:br|ul|ol|li|p|div)\b[^<>]{0,80}>)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one style."""

    text: str
    bold: bool = False
    raised: bool = False


def runs_of(line: str) -> list[Run]:
    """``line`` in runs, without its marks. A bold mark without its pair holds to the end that it opens on."""
    runs: list[Run] = []
    marks = list(_MARKS.finditer(line))
    bold = _starts_bold(line, marks)
    at = 0
    for mark in marks:
        runs.append(Run(line[at : mark.start()], bold))
        at = mark.end()
        if mark["sup"]:
            runs.append(Run(mark["sup"], bold, raised=True))
        elif mark["bold"]:
            bold = not bold
        elif mark["cut"]:
            runs.append(Run(" ", bold))
    runs.append(Run(line[at:], bold))
    return [run for run in runs if run.text]


def _starts_bold(line: str, marks: list[re.Match[str]]) -> bool:
    """Whether the only mark of the line closes what an earlier one opened: all the words stand before."""
    bolds = [mark for mark in marks if mark["bold"]]
    return len(bolds) == 1 and bool(line[: bolds[0].start()].strip()) and not line[bolds[0].end() :].strip()


def plain(line: str) -> str:
    """The words of ``line``, without its marks."""
    return "".join(run.text for run in runs_of(line))


def cut_runs(runs: list[Run], start: int, end: int) -> tuple[Run, ...]:
    """The part of ``runs`` from character ``start`` to ``end`` of their words."""
    cut: list[Run] = []
    at = 0
    for run in runs:
        text = run.text[max(0, start - at) : max(0, end - at)]
        at += len(run.text)
        if text:
            cut.append(Run(text, run.bold, run.raised))
    return tuple(cut)
