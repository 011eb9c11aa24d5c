"""The fill of a bar: one shape a state, so that no state is told by its colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

from maillage.conventions.enums import Status
from maillage.web.components import states

if TYPE_CHECKING:
    from collections.abc import Iterable

_PATTERNS = {Status.BLOCKED: "g-hachures", Status.PAUSED: "g-barres"}
_WORDS = {Status.RUNNING: "en cours : plein jusqu’à ce jour, clair ensuite"}


def fill(status: str, x: str, width: str, done: str, y: int, height: int) -> SafeString:
    """The rectangles of a bar, from places that are ours: nothing here was typed by anybody."""
    place = f'x="{x}" y="{y}" width="{width}" height="{height}" rx="3"'
    if status in _PATTERNS:
        drawn = f'<rect class="g-line" {place} fill="url(#{_PATTERNS[Status(status)]})" />'
    elif status == Status.DONE:
        drawn = f'<rect class="g-full" {place} />'
    else:
        drawn = f'<rect class="g-rest" {place} />'
        if done:
            drawn += f'<rect class="g-full" x="{x}" y="{y}" width="{done}" height="{height}" rx="3" />'
    return mark_safe(drawn)  # noqa: S308 - figures and the two names above


def legend(shown: Iterable[str]) -> list[tuple[str, SafeString, str]]:
    """Class, drawing and words of the states that are on screen."""
    present = set(shown)
    return [
        (
            states.CSS[status],
            fill(status, "1", "28", "14" if status == Status.RUNNING else "", 1, 12),
            _WORDS.get(status, states.CAPTIONS[status][0]),
        )
        for status in states.ORDER
        if status in present
    ]
