"""The values of indicators that a fiche loses: the journal keeps them, undo brings them back."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from maillage.accounts.models import User
from maillage.conventions.models import Indicator, IndicatorValue

if TYPE_CHECKING:
    from collections.abc import Collection

    from maillage.conventions.models import Action
    from maillage.conventions.sections.base import Json

_NUMBERS = ("number", "numerator", "denominator")
_PLAIN = ("period", "category", "status", "words", "comment", "source", "entered_by_id", "entered_name")


def values_leaving(action: Action, keys: Collection[str]) -> Json:
    """The values of the indicators of ``action`` that are not in ``keys``: ``{key: [value, …]}``."""
    gone = Indicator.objects.filter(action=action).exclude(key__in=keys)
    left: dict[str, list[dict[str, Json]]] = {}
    for value in IndicatorValue.objects.filter(indicator__in=gone).select_related("indicator"):
        left.setdefault(value.indicator.key, []).append(_plain(value))
    return left


def _plain(value: IndicatorValue) -> dict[str, Json]:
    numbers = {name: getattr(value, name) for name in _NUMBERS}
    written = {name: None if one is None else f"{one.normalize() + 0:f}" for name, one in numbers.items()}
    return {**{name: getattr(value, name) for name in _PLAIN}, **written}


def bring_back(action: Action, left: Json) -> None:
    """Write the values of ``left`` again on the indicators that have come back and have none."""
    if not left:
        return
    back = Indicator.objects.filter(action=action, key__in=left, values=None)
    people = set(User.objects.values_list("pk", flat=True).filter(pk__in=_people(left)))
    IndicatorValue.objects.bulk_create(
        _built(indicator, one, people) for indicator in back for one in left[indicator.key]
    )


def _people(left: Json) -> set[int]:
    return {one["entered_by_id"] for rows in left.values() for one in rows if one["entered_by_id"]}


def _built(indicator: Indicator, one: dict[str, Json], people: Collection[int]) -> IndicatorValue:
    numbers = {name: None if one[name] is None else Decimal(one[name]) for name in _NUMBERS}
    author = one["entered_by_id"] if one["entered_by_id"] in people else None
    plain = {name: one[name] for name in _PLAIN if name != "entered_by_id"}
    return IndicatorValue(
        convention_id=indicator.convention_id, indicator=indicator, entered_by_id=author, **plain, **numbers
    )
