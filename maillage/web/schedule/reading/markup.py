"""The lines of the échéancier as HTML, and the rows of its table twin.

Hundreds of them stand on a page: a template looks every value up by its name, which takes ten times as
long as writing them out. What people typed goes through ``escape``; the rest is figures and names of ours.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from maillage.web.components.periods.bars import Bar
    from maillage.web.schedule.reading.arrows import Arrow
    from maillage.web.schedule.reading.lines import Line


def lines_html(lines: Iterable[Line], today: str, sheets: Mapping[int, SafeString]) -> SafeString:
    """The list items of an axis; ``today`` is the place of today on the axis, or nothing.

    ``sheets``: the heads of printed sheets, each by the line that it stands before.
    """
    now = f'<line class="today gantt-mini" x1="{today}" x2="{today}" y1="0" y2="100%" />' if today else ""
    drawn = (
        f"<li>{sheets[line.pk]}</li>{_line(line, line.bar, now)}"
        if line.pk in sheets
        else _line(line, line.bar, now)
        for line in lines
        if line.bar
    )
    return mark_safe("".join(drawn))  # noqa: S308 - above


def _line(line: Line, bar: Bar, now: str) -> str:
    name, said = escape(line.name), escape(line.said)
    mask = f' mask="url(#{bar.fade.key})"' if bar.fade.key else ""
    drawn = f"<g{mask}>{line.fill}</g>"
    words = f"{line.word}, {said}" if said else line.word
    after = f". Suppose d’abord {escape(line.after)}" if line.after else ""
    if line.move_url:
        role = ""
        drawn = (
            f'<a class="gantt-bar" id="barre-{line.pk}" href="{line.move_url}" data-start="{line.start}" '
            f'data-end="{line.end}" data-version="{line.version}">'
            f"<title>{name} : {words}{after}. Déplacer</title>{drawn}</a>"
        )
    else:
        role = f' role="img" aria-label="{words}"'
    side = 'dx="-8" text-anchor="end"' if bar.late_inside else 'dx="8"'
    late = f'<text class="gantt-late" x="{bar.late_x}" {side} y="15.5">échéance passée</text>'
    return (
        f'<li class="gantt-line {line.css}" id="ligne-{line.pk}">'
        f'<a class="gantt-name" href="{line.url}" title="{name}"><span class="ref">{escape(line.ref)}</span>'
        f'<span class="gantt-title">{escape(line.title)}</span></a>'
        f'<svg class="gantt-track"{role}>{drawn}{_dots(bar)}{late if bar.late_x else ""}{now}</svg>'
        f'<span class="gantt-words"><span class="shape" aria-hidden="true"></span> {words}{after}</span></li>'
    )


def _dots(bar: Bar) -> str:
    """The dated steps, each with its words."""
    return "".join(
        f'<circle class="gantt-dot{" gantt-dot-done" if dot.done else ""}" cx="{dot.x}" cy="11" r="3.5">'
        f"<title>{escape(dot.said)}</title></circle>"
        for dot in bar.dots
    )


def arrows_html(arrows: Iterable[Arrow]) -> SafeString:
    """What depends on what; every figure is ours."""
    return mark_safe("".join(map(_arrow, arrows)))  # noqa: S308 - above


def _arrow(arrow: Arrow) -> str:
    along = f'<line x1="{arrow.x1}" x2="{arrow.x2}" y1="{arrow.y2}" y2="{arrow.y2}" />' if arrow.along else ""
    head = (
        f'<svg class="gantt-at" x="{arrow.x2}" y="{arrow.y2}"><path d="{arrow.head}" /></svg>'
        if arrow.head
        else ""
    )
    wrong = ' class="gantt-wrong"' if arrow.wrong else ""
    drop = f'<svg class="gantt-at" x="{arrow.x1}" y="{arrow.y1}"><path d="{arrow.drop}" /></svg>'
    return f"<g{wrong}>{drop}{along}{head}</g>"


def sheet_html(arrows: Iterable[Arrow], axis: tuple[str, str] | None) -> SafeString:
    """The head of a printed sheet: the years again, and the name of the ``axis`` that goes on."""
    name = ""
    if axis:
        mark = f'<span class="gantt-no">{escape(axis[0])}</span>' if axis[0] else ""
        name = f'<p class="gantt-axis">{mark}<span>{escape(axis[1])} (suite)</span></p>'
    return mark_safe(  # noqa: S308 - above
        '<div class="gantt-sheet" aria-hidden="true"><div class="gantt-head"><span></span>'
        '<svg><use href="#gantt-tete" /></svg></div>'
        f'<svg class="gantt-over gantt-arrow">{arrows_html(arrows)}</svg>{name}</div>'
    )


def twin_html(lines: Iterable[Line]) -> SafeString:
    """The rows of the table: action, period, state, what it supposes."""
    rows = (
        f'<tr><th scope="row"><span class="ref">{escape(line.ref)}</span> {escape(line.title)}</th>'
        f"<td>{escape(line.said)}</td><td>{line.word}</td><td>{escape(line.after)}</td></tr>"
        for line in lines
    )
    return mark_safe("".join(rows))  # noqa: S308 - see the module
