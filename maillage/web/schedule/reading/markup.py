"""The lines of the échéancier as HTML, and the rows of its table twin.

Hundreds of them stand on a page: a template looks every value up by its name, which takes ten times as
long as writing them out. What people typed goes through ``escape``; the rest is figures and names of ours.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maillage.web.schedule.reading.bars import Bar
    from maillage.web.schedule.reading.lines import Line


def lines_html(lines: Iterable[Line], today: str) -> SafeString:
    """The list items of an axis; ``today`` is the place of today on the axis, or nothing."""
    now = f'<line class="today gantt-mini" x1="{today}" x2="{today}" y1="0" y2="100%" />' if today else ""
    return mark_safe("".join(_line(line, line.bar, now) for line in lines if line.bar))  # noqa: S308 - above


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
    late = f'<text class="gantt-late" x="{bar.late_x}" dx="8" y="15.5">échéance passée</text>'
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


def twin_html(lines: Iterable[Line]) -> SafeString:
    """The rows of the table: action, period, state, what it supposes."""
    rows = (
        f'<tr><th scope="row"><span class="ref">{escape(line.ref)}</span> {escape(line.title)}</th>'
        f"<td>{escape(line.said)}</td><td>{line.word}</td><td>{escape(line.after)}</td></tr>"
        for line in lines
    )
    return mark_safe("".join(rows))  # noqa: S308 - see the module
