"""What an indicator is, besides its words and target: definition, source, direction, targets by year…"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from maillage.conventions.counting.standard import LIBRARY
from maillage.conventions.enums import Direction
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.models import Breakdown
from maillage.conventions.sections.base import Json, choice, excerpt, identifier, text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from maillage.conventions.models import Convention, Indicator

DETAILS: dict[str, Json] = {
    "direction": "",
    "target_year": None,
    "targets": [],
    "baseline_year": None,
    "cumulative": False,
    "definition": "",
    "numerator_label": "",
    "denominator_label": "",
    "source": "",
    "method": "",
    "responsible": "",
    "breakdown": None,
    "standard": "",
}
"""The details of an indicator, each with what says nothing; ``breakdown`` is an id."""

ALONE: dict[str, Json] = {"unit": "", "baseline": None}
"""What a target holds besides its numbers, kept by the row itself while there is no target."""

FIRST_YEAR, LAST_YEAR = 1990, 2100
MOST_TARGETS = 20
_LARGEST = Decimal(10) ** 10
_STEP = Decimal("0.0001")


def written_number(value: Json, field: str) -> str | None:
    """A number as a plain decimal string; French commas and spaces are read too. None for nothing."""
    if value is None or value == "":
        return None
    written = "".join(str(value).split()).replace(",", ".")
    try:
        number = Decimal(written)
        kept = number.quantize(_STEP) if abs(number) < _LARGEST else number
    except InvalidOperation:
        number = kept = Decimal("NaN")
    if not number.is_finite() or abs(kept) >= _LARGEST:
        raise InvalidValueError(f"« {excerpt(value)} » n’est pas un nombre. Écrivez 12 ou 45,5.", field)
    # adding zero drops the sign of « -0 », which the database does not keep
    return f"{kept.normalize() + 0:f}"


def written_year(value: Json, field: str) -> int | None:
    """A year in a number or its figures; None for nothing."""
    if value is None or value == "":
        return None
    figures = str(value).strip() if isinstance(value, int | str) and not isinstance(value, bool) else ""
    if not (figures.isascii() and figures.isdigit() and len(figures) == 4):
        raise InvalidValueError(f"« {excerpt(value)} » n’est pas une année. Écrivez 2026.", field)
    if not FIRST_YEAR <= int(figures) <= LAST_YEAR:
        raise InvalidValueError(f"« {figures} » n’est pas une année de {FIRST_YEAR} à {LAST_YEAR}.", field)
    return int(figures)


def _line(longest: int) -> Callable[[Json, str], Json]:
    return lambda value, field: text(value, longest=longest, field=field)


def _targets(value: Json, field: str) -> list[dict[str, Json]]:
    """``[{"year": 2026, "value": "12"}]``, one a year, in order; a year without a number is left out."""
    if not isinstance(value or [], list) or any(not isinstance(one, dict) for one in value or []):
        raise InvalidValueError("Les cibles par année sont une liste.", field)
    found: dict[int, str] = {}
    for one in (value or [])[:MOST_TARGETS]:
        year, number = written_year(one.get("year"), field), written_number(one.get("value"), field)
        if year is None and number is not None:
            raise InvalidValueError("Une cible par année attend son année.", field)
        if year in found:
            raise InvalidValueError(f"L’année {year} a deux cibles. Gardez-en une.", field)
        if year is not None and number is not None:
            found[year] = number
    return [{"year": year, "value": found[year]} for year in sorted(found)]


def _standard(value: Json, field: str) -> str:
    code = text(value, longest=40, field=field)
    if code and code not in LIBRARY:
        raise InvalidValueError(f"« {excerpt(code)} » n’est pas un indicateur de référence.", field)
    return code


_CLEAN: dict[str, Callable[[Json, str], Json]] = {
    "direction": lambda value, field: choice(value, Direction, field),
    "target_year": written_year,
    "targets": _targets,
    "baseline_year": written_year,
    "cumulative": lambda value, _field: value is True,
    "definition": _line(4000),
    "numerator_label": _line(200),
    "denominator_label": _line(200),
    "source": _line(300),
    "method": _line(4000),
    "responsible": _line(200),
    "breakdown": identifier,
    "standard": _standard,
    "unit": _line(200),
    "baseline": written_number,
}


def clean_details(row: Mapping[str, Json]) -> dict[str, Json]:
    """Those of ``DETAILS`` and ``ALONE`` that ``row`` gives, in their normal form.

    Raises InvalidValueError.
    """
    return {name: clean(row[name], name) for name, clean in _CLEAN.items() if name in row}


def without_target(indicator: Indicator) -> dict[str, Json]:
    """The unit and start of an indicator that has no target; nothing of one that has."""
    if indicator.target_op:
        return dict(ALONE)
    return {"unit": indicator.target_unit, "baseline": written_number(indicator.target_baseline, "baseline")}


def check_breakdowns(convention: Convention, rows: Sequence[Mapping[str, Json]]) -> None:
    """Refuse a breakdown that is not of ``convention``; no query when none is given."""
    wanted = {row["breakdown"] for row in rows if row.get("breakdown") is not None}
    if wanted and Breakdown.objects.filter(convention=convention, pk__in=wanted).count() < len(wanted):
        raise InvalidValueError("Cette ventilation n’est plus dans la liste.", "breakdown")


def details_of(indicator: Indicator) -> dict[str, Json]:
    """The details of an indicator, as its section holds them."""
    found = {name: getattr(indicator, name) for name in DETAILS if name != "breakdown"}
    return {**found, "breakdown": indicator.breakdown_id}
