"""Sums over conventions in words: the figure, who is in it, and why the others are not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from maillage.conventions.counting.values import show
from maillage.conventions.enums import MeasureType
from maillage.conventions.selectors.together import Aside
from maillage.kernel.french import NBSP, number, plural
from maillage.web.components.figures.drawing import unit_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maillage.conventions.counting.standard import Standard
    from maillage.conventions.selectors.together import Part, Together

_WHY: dict[Aside, str] = {
    Aside.NOTHING: "pas de valeur pour cette année",
    Aside.MASKED: "sans nombre à additionner",
    Aside.HALF: "les deux nombres du taux manquent",
    Aside.OTHERWISE: "mesuré autrement que la définition",
    Aside.SINCE_START: "cumulé depuis le début, les autres par année",
    Aside.RHYTHM: "relevé en cours d’année, sans chiffre de l’année",
    Aside.DIFFERS: "deux fiches de ce territoire se contredisent",
    Aside.TWICE: "comptée une fois, avec l’autre fiche",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator. ``total`` is empty where nothing could be added up; ``over``: who is in it."""

    standard: Standard
    total: str
    ratio: str
    over: str
    is_partial: bool


@dataclass(frozen=True, slots=True)
class Line:
    """What one fiche says. ``why`` is empty when its figure is in the sum."""

    convention: str
    fiche: str
    url: str
    said: str
    secret: bool
    why: str


def read_rows(found: Iterable[Together]) -> list[Row]:
    """One line an indicator."""
    return [row_of(one) for one in found]


def row_of(one: Together) -> Row:
    """« 412 familles », « 3 conventions sur 4 »."""
    reading, over = one.total.reading, ""
    if reading is not None and reading.numerator is not None and reading.denominator is not None:
        over = f"{number(reading.numerator)} sur {number(reading.denominator)}"
    total = ""
    if reading is not None and one.standard.measure == MeasureType.MILESTONE:
        total = f"{number(reading.number or 0)}{NBSP}oui"
    elif reading is not None:
        total = show(reading, one.standard.measure, unit_of(one.standard.gauge))
    return Row(one.standard, total, over, _over(one), one.answered < one.conventions)


def _over(one: Together) -> str:
    """« 3 conventions sur 4 qui le suivent, 1 sous secret »."""
    if not one.standard.gauge.adds_up:
        return f"{plural(one.conventions, 'convention')}{NBSP}: ces valeurs ne s’additionnent pas"
    follow = "le suivent" if one.conventions > 1 else "le suit"
    parts = [f"{plural(one.answered, 'convention')} sur {number(one.conventions)} qui {follow}"]
    parts += [f"{one.total.secret}{NBSP}sous secret"] if one.total.secret else []
    return ", ".join(parts)


def read_lines(one: Together) -> list[Line]:
    """One line a fiche that follows it, by convention."""
    return [_line(part, adds_up=one.standard.gauge.adds_up) for part in one.parts]


def _line(part: Part, *, adds_up: bool) -> Line:
    indicator, gauge = part.indicator, part.followed.gauge
    masked = part.aside is Aside.MASKED and part.reading is not None
    said = show(part.reading, gauge.measure, unit_of(gauge)) if part.reading else ""
    if part.reading and part.reading.numerator is not None and part.reading.denominator is not None:
        parts = f"{number(part.reading.numerator)} sur {number(part.reading.denominator)}"
        said = f"{parts}, soit {said}"
    return Line(
        convention=indicator.convention.name,
        fiche=str(indicator.action),
        url=reverse("indicators:one", args=[indicator.convention_id, indicator.pk]),
        said=said,
        secret=masked and said == "secret",
        why=_WHY[part.aside] if part.aside is not None and (adds_up or part.reading is None) else "",
    )
