"""Where an indicator stands, in a sentence: « 69 en 2025, pour une cible de 80. S’éloigne : 5 de moins… »"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from maillage.conventions.counting.achievement import achieve_over, aim_of
from maillage.conventions.counting.values import quantity
from maillage.conventions.enums import Direction, Frequency, MeasureType, ValueStatus
from maillage.kernel.french import NBSP, number
from maillage.web.components.figures.drawing import unit_of

if TYPE_CHECKING:
    from decimal import Decimal

    from maillage.conventions.counting.achievement import Achievement
    from maillage.conventions.counting.gauge import Gauge, Series
    from maillage.conventions.counting.periods import Period
    from maillage.conventions.counting.values import Reading

_LONGEST_UNIT = 22
_YEAR = 12
_AWAY = "s’éloigne, "


@dataclass(frozen=True, slots=True)
class Sentence:
    """``lead`` stands in bold; ``rest`` may be empty."""

    lead: str
    rest: str = ""


def when(period: Period) -> str:
    """« en 2025 », « au 1er semestre 2025 », « en avril 2025 »."""
    short = period.frequency in {Frequency.HALF, Frequency.QUARTER}
    return f"{'au' if short else 'en'} {period.label}"


def stand(series: Series) -> Sentence:
    """Where it stands now; what is missing, secret or in words is said so."""
    gauge, latest = series.gauge, series.latest
    if latest is None:
        return Sentence("Aucune valeur encore.", _aim_words(gauge))
    reading, at = latest.reading, when(latest.period)
    if reading.is_masked:
        return Sentence(f"{reading.status.label} {at}.", _aim_words(gauge))
    if reading.number is None:
        return Sentence(f"« {reading.words} »", f"Noté {at}.")
    if gauge.measure == MeasureType.MILESTONE:
        return Sentence(f"Fait {when(_reached(series))}." if reading.number else f"Pas encore fait {at}.")
    aim, step = _aim(gauge), _step(gauge, latest.period)
    step = f", pour une étape à {step}" if step else ""
    joined = " et une" if step else ", pour une"
    lead = f"{_value(gauge, reading, reading.number)} {at}{step}{f'{joined} cible de {aim}' if aim else ''}."
    return Sentence(_capital(lead), _rest(gauge, achieve_over(series, latest.period)))


def _step(gauge: Gauge, period: Period) -> str:
    """The target of that year, where it is not the final one."""
    final = max(gauge.by_year, default=None) if gauge.target is None else None
    value = gauge.by_year.get(period.year) if period.months == _YEAR else None
    return "" if value is None or period.year == final else quantity(value, gauge.measure, _bare_unit(gauge))


def _bare_unit(gauge: Gauge) -> str:
    """A unit short enough to stand beside a target."""
    unit = unit_of(gauge)
    return unit if gauge.measure == MeasureType.RATE or len(unit) <= 2 else ""


def _reached(series: Series) -> Period:
    """The first of the periods that all say yes up to the last one."""
    known = [point for point in series.points if point.reading.is_known]
    yes = list(takewhile(lambda point: point.reading.number, reversed(known)))
    return yes[-1].period


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _value(gauge: Gauge, reading: Reading, known: Decimal) -> str:
    """The value; a rate with its two numbers when they are known."""
    said = _said(gauge, known)
    if reading.numerator is not None and reading.denominator is not None:
        said = f"{number(reading.numerator)} sur {number(reading.denominator)}, soit {said}"
    return f"environ {said}" if reading.status == ValueStatus.ESTIMATED else said


def _said(gauge: Gauge, value: Decimal) -> str:
    if gauge.measure == MeasureType.APPRECIATION:
        return quantity(value, gauge.measure)
    unit = unit_of(gauge)
    return quantity(value, gauge.measure, unit if len(unit) <= _LONGEST_UNIT else "")


def _aim(gauge: Gauge) -> str:
    """« 80 », « 20 au plus », « 40 à 60 % »; nothing without a target."""
    aim = aim_of(gauge)
    if aim is None:
        return ""
    bare = _bare_unit(gauge)
    if aim.low != aim.high:
        return f"{number(aim.low)} à {quantity(aim.high, gauge.measure, bare)}"
    words = quantity(aim.low, gauge.measure, bare)
    return f"{words} au plus" if aim.way == Direction.DOWN else words


def _aim_words(gauge: Gauge) -> str:
    aim = _aim(gauge)
    return f"Cible{NBSP}: {aim}." if aim else ""


def _rest(gauge: Gauge, found: Achievement) -> str:
    """How far it is, from where."""
    words = found.words
    if found.away and words.startswith(_AWAY):
        year = f" de {gauge.baseline_year}" if gauge.baseline_year else ""
        words = f"S’éloigne{NBSP}: {words.removeprefix(_AWAY)} que la référence{year}"
    elif found.share is not None and not found.reached and gauge.baseline is not None:
        words = f"{words} depuis {_start(gauge, gauge.baseline)}"
    if found.over:
        words = f"{words}, sur {found.over}"
    return f"{_capital(words)}."


def _start(gauge: Gauge, baseline: Decimal) -> str:
    year = f" de {gauge.baseline_year}" if gauge.baseline_year else ""
    return f"la référence{year} ({_said(gauge, baseline)})"
