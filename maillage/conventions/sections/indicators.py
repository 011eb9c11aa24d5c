"""Indicators and what they have to reach."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from maillage.conventions.enums import Frequency, IndicatorKind, MeasureType, TargetOp, TargetPeriod
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.models import Indicator
from maillage.conventions.sections.base import Json, Section, choice, mapping, rows, text
from maillage.conventions.sections.definitions import (
    ALONE,
    DETAILS,
    check_breakdowns,
    clean_details,
    details_of,
    without_target,
    written_number,
)
from maillage.conventions.sections.kept_values import bring_back, values_leaving
from maillage.conventions.sections.keys import adopt, key_in, keys_for, without_keys

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maillage.conventions.models import Action, Convention

_KEPT: dict[str, Json] = {**DETAILS, **ALONE}
_UNSAID: dict[str, Json] = {"measure": "", "frequency": "", "wish": False, **_KEPT}
_COLUMNS = [
    "position", "label", "kind", "measure", "frequency", "wish", "target_op", "target_value",
    "target_value_max", "target_unit", "target_per", "target_baseline", *DETAILS,
]  # fmt: skip


def _target(given: Json) -> dict[str, Json] | None:
    """A whole target or None; a range without its top is refused, one written backwards is turned."""
    if not given:
        return None
    value = mapping(given)
    operator = choice(value.get("op"), TargetOp, "op")
    if not operator:
        return None
    number = written_number(value.get("value"), "value")
    if number is None:
        raise InvalidValueError("Une cible attend un nombre. Écrivez-le ou retirez la comparaison.", "value")
    top = written_number(value.get("value_max"), "value_max") if operator == TargetOp.BETWEEN else None
    if operator == TargetOp.BETWEEN and top is None:
        raise InvalidValueError("« Entre » attend deux nombres.", "value_max")
    if top is not None and Decimal(top) < Decimal(number):
        number, top = top, number
    return {
        "op": operator,
        "value": number,
        "value_max": top,
        "unit": text(value.get("unit"), longest=200, field="unit"),
        "per": choice(value.get("per"), TargetPeriod, "per"),
        "baseline": written_number(value.get("baseline"), "baseline"),
    }


_FIELDS = {"breakdown": "breakdown_id"}


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def build_indicators(action: Action, value: Json) -> list[Indicator]:
    """The rows of a clean value, not saved."""
    built = []
    for index, row in enumerate(value):
        target = row["target"] or {name: row.get(name, default) for name, default in ALONE.items()}
        built.append(
            Indicator(
                action=action,
                convention_id=action.convention_id,
                key=row["key"],
                position=index,
                label=row["label"],
                kind=row["kind"],
                measure=row["measure"],
                frequency=row["frequency"],
                wish=row["wish"],
                target_op=target.get("op", ""),
                target_value=_decimal(target.get("value")),
                target_value_max=_decimal(target.get("value_max")),
                target_unit=target.get("unit", ""),
                target_per=target.get("per", ""),
                target_baseline=_decimal(target.get("baseline")),
                **{_FIELDS.get(name, name): row.get(name, default) for name, default in DETAILS.items()},
            )
        )
    return built


def _shown(indicator: Indicator) -> dict[str, Json]:
    target = {
        "op": indicator.target_op,
        "value": indicator.target_value,
        "value_max": indicator.target_value_max,
        "unit": indicator.target_unit,
        "per": indicator.target_per,
        "baseline": indicator.target_baseline,
    }
    return {
        "key": indicator.key,
        "label": indicator.label,
        "kind": indicator.kind,
        "target": _target(target),
        "measure": indicator.measure,
        "frequency": indicator.frequency,
        "wish": indicator.wish,
        **details_of(indicator),
        **without_target(indicator),
    }


def _cleaned(row: Mapping[str, Json]) -> dict[str, Json]:
    return {
        "key": key_in(row),
        "label": text(row.get("label"), longest=2000, field="label"),
        "kind": choice(row.get("kind"), IndicatorKind, "kind"),
        "target": _target(row.get("target")),
        "measure": choice(row.get("measure"), MeasureType, "measure"),
        "frequency": choice(row.get("frequency"), Frequency, "frequency"),
        "wish": row.get("wish") is True,
        **clean_details(row),
    }


@dataclass(frozen=True)
class IndicatorsSection(Section):
    """A list of ``{"key", "label", "kind", "target", "measure", "frequency", "wish"}`` and of ``DETAILS``.

    Numbers of a target are decimal strings; without one, the row itself has ``unit`` and ``baseline``.
    A row that leaves a detail out keeps the one in place.
    """

    def read(self, action: Action) -> Json:
        return [_shown(indicator) for indicator in action.indicators.all()]

    @staticmethod
    def shown(indicator: Indicator) -> dict[str, Json]:
        """One row, as ``read`` gives it."""
        return _shown(indicator)

    def clean(self, convention: Convention, value: Json) -> Json:
        cleaned = [_cleaned(row) for row in rows(value)]
        check_breakdowns(convention, cleaned)
        return [row for row in cleaned if row["label"]]

    def settle(self, before: Json, after: Json, *, trusted: bool = False) -> Json:
        keys = keys_for(before, [{**_UNSAID, **row} for row in after], "label", trusted=trusted)
        former = {row["key"]: row for row in before}
        return [
            {**_KEPT, **_details_in(former.get(key)), **row, **(ALONE if row["target"] else {}), "key": key}
            for row, key in zip(after, keys, strict=True)
        ]

    def said(self, value: Json) -> Json:
        return [{**_UNSAID, **row} for row in without_keys(value)]

    def write(self, action: Action, value: Json) -> None:
        built = build_indicators(action, value)
        new, kept = adopt(built, action.indicators.all())
        action.indicators.exclude(pk__in=[row.pk for row in kept]).delete()
        Indicator.objects.bulk_update(kept, _COLUMNS)
        Indicator.objects.bulk_create(new)

    def leaving(self, action: Action, value: Json) -> Json:
        return values_leaving(action, {row["key"] for row in value})

    def bring_back(self, action: Action, left: Json) -> None:
        bring_back(action, left)


def _details_in(row: Mapping[str, Json] | None) -> dict[str, Json]:
    """The details of the row in place; a target that goes leaves its unit and its start."""
    row = row or {}
    target = row.get("target") or {}
    kept = {name: value for name, value in row.items() if name in _KEPT}
    return kept | {name: target[name] for name in ALONE if name in target}
