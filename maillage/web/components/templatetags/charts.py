"""Charts in every template. Each tag takes a ``Series``; ``/composants/`` shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from maillage.web.components.charts.bars import draw_bars
from maillage.web.components.charts.bullet import draw_bullet
from maillage.web.components.charts.folded import folded
from maillage.web.components.charts.line import LARGE, SMALL, draw_line
from maillage.web.components.charts.twin import twin_of

if TYPE_CHECKING:
    from maillage.web.components.charts.series import Series

register = template.Library()

MOST_BEADS = 20


@register.simple_tag
def line_chart(series: Series, *, large: bool = False) -> SafeString:
    """A line through time, its target, its starting level; ``large=True`` fills a page, small on a phone."""
    if not large:
        return draw_line(series)
    return format_html(
        '<div class="chart-large">{}</div><div class="chart-small">{}</div>',
        draw_line(series, LARGE),
        draw_line(series, SMALL),
    )


@register.simple_tag
def bullet_chart(series: Series) -> SafeString:
    """The newest value on the way to its target."""
    return draw_bullet(series)


@register.simple_tag
def bar_chart(series: Series) -> SafeString:
    """One bar per category."""
    return draw_bars(series)


@register.simple_tag
def count_beads(done: int, total: int, label: str) -> SafeString:
    """``done`` full beads out of ``total``, for a milestone or a small count; nothing beyond twenty."""
    if not 0 < total <= MOST_BEADS:
        return SafeString("")
    full = SafeString('<li class="bead is-faite"><span class="shape" aria-hidden="true"></span></li>')
    hollow = SafeString('<li class="bead is-venir"><span class="shape" aria-hidden="true"></span></li>')
    knots = SafeString(full * min(done, total) + hollow * max(total - done, 0))
    return format_html('<ul class="beads" aria-label="{}">{}</ul>', label, knots)


@register.simple_tag
def chart_data(series: Series, *, opened: bool = False) -> SafeString:
    """« données »: the table twin, folded; ``opened=True`` shows it at once."""
    return folded(twin_of(series), opened=opened)
