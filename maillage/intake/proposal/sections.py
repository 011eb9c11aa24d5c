"""A fiche as proposed, as the values of the sections that it will have."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from maillage.intake.recognition.people import nature_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maillage.intake.proposal.parts import Fiche, Point

LONGEST_PILOT = 300
LONGEST_PARTNER = 500
LONGEST_GROUP = 500
LONGEST_INDICATOR = 2000
LONGEST_LINE = 4000
MOST_LINES = 200

_KINDS = {"realisation", "resultat", "impact"}
_OPERATORS = {">=", "<=", "=", "between", "change"}
_PERIODS = {"an", "trimestre", "mois"}
#: The kind of pilot for each nature that its words tell.
_PILOTS = {"elu": "elu", "technicien": "technique", "service": "technique"}
_TERMS = {"court", "moyen", "long", "prochaine"}


def cut(text: str, longest: int) -> str:
    """``text`` on one line, cut at ``longest`` characters with an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def sections_of(fiche: Fiche) -> dict[str, Any]:
    """The value of each section that has something to say."""
    fields = {key: field.points[:MOST_LINES] for key, field in fiche.fields.items()}
    sections: dict[str, Any] = {
        key: _lines(fields[key]) for key in ("context", "objectives", "success_conditions", "resources")
    }
    sections["residents"] = {"level": "", "lines": _lines(fields["residents"])}
    sections["steps"] = [_step(point) for point in fields["steps"]]
    sections["people"] = {
        "pilots": [_pilot(point) for point in fields["pilots"]],
        "partners": [_partner(point) for point in fields["partners"]],
        "communes": list(fiche.communes),
    }
    sections["indicators"] = [_indicator(point) for point in fields["indicators"]]
    sections["calendar"] = _calendar(fields["calendar"], fiche.schedule)
    return {key: value for key, value in sections.items() if _says_something(value)}


def _says_something(value: Any) -> bool:
    return any(value.values()) if isinstance(value, dict) else bool(value)


def _lines(points: Sequence[Point]) -> list[str]:
    return [cut(point.text, LONGEST_LINE) for point in points]


def _step(point: Point) -> dict[str, Any]:
    blank = {"status": "", "due": "", "who": ""}
    return {
        "group": cut(point.group, LONGEST_GROUP),
        "text": cut(point.text, LONGEST_LINE),
        **blank,
        "substeps": [{"text": cut(substep, LONGEST_LINE), **blank} for substep in point.substeps],
    }


def _pilot(point: Point) -> dict[str, Any]:
    return {
        "label": cut(point.text, LONGEST_PILOT),
        "kind": _PILOTS.get(nature_of(point.text), ""),
        "member": point.link,
    }


def _partner(point: Point) -> dict[str, Any]:
    return {"label": cut(point.text, LONGEST_PARTNER), "organisation": point.link}


def _indicator(point: Point) -> dict[str, Any]:
    kind = point.kind if point.kind in _KINDS else ""
    said = {"label": cut(point.text, LONGEST_INDICATOR), "kind": kind, "target": target_of_point(point)}
    return said | _measure(point.measure)


def _measure(decided: dict[str, Any] | None) -> dict[str, Any]:
    """What « Rendre mesurable » decided of an indicator; nothing while nobody did."""
    if decided is None:
        return {}
    if decided["state"] == "wish":
        return {"measure": "", "frequency": "", "wish": True}
    return {name: decided[name] for name in ("measure", "frequency", "target")}


def target_of_point(point: Point) -> dict[str, Any] | None:
    """A target that the plan can hold, or none: half a target says nothing."""
    target = point.target
    if not target or target.get("op") not in _OPERATORS or target.get("value") is None:
        return None
    between = target["op"] == "between"
    if between and target.get("value_max") is None:
        return None
    return {
        "op": target["op"],
        "value": _decimal(target["value"]),
        "value_max": _decimal(target.get("value_max")) if between else None,
        "unit": cut(target.get("unit") or "", 200),
        "per": target.get("per") if target.get("per") in _PERIODS else "",
        "baseline": _decimal(target.get("baseline")),
    }


def _decimal(value: float | None) -> str | None:
    return None if value is None else f"{Decimal(str(value)):f}"


def _calendar(points: Sequence[Point], schedule: dict[str, Any]) -> dict[str, Any]:
    start, end = schedule.get("start_year"), schedule.get("end_year")
    if start and end and end < start:
        end = None
    term = schedule.get("start_term") or ""
    return {
        "phrases": _lines(points),
        "start": _day(schedule.get("start"), start, "01-01"),
        "end": _day(schedule.get("end"), end, "12-31"),
        "term": term if term in _TERMS else "",
    }


def _day(told: dict[str, Any] | None, year: int | None, whole_year: str) -> dict[str, Any] | None:
    """The day as precisely as the document tells it, where it agrees with the year read."""
    if told and year in (None, int(told["on"][:4])):
        return {"on": told["on"], "precision": told["precision"]}
    return {"on": f"{year}-{whole_year}", "precision": "annee"} if year else None
