"""The values of indicators as plain JSON: what the journal keeps of them, and how they come back."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from maillage.accounts.models import User
from maillage.conventions.models import Indicator, IndicatorValue

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from maillage.conventions.models import Action
    from maillage.conventions.sections.base import Json

_NUMBERS = ("number", "numerator", "denominator")
_PLAIN = ("period", "category", "status", "words", "comment", "source", "entered_by_id", "entered_name")


def plain_value(value: IndicatorValue) -> dict[str, Json]:
    """All that a value says, numbers as decimal strings."""
    numbers = {name: getattr(value, name) for name in _NUMBERS}
    written = {name: None if one is None else f"{one.normalize() + 0:f}" for name, one in numbers.items()}
    return {**{name: getattr(value, name) for name in _PLAIN}, **written}


def fill_value(value: IndicatorValue, plain: dict[str, Json], people: Collection[int]) -> IndicatorValue:
    """Make ``value`` say what ``plain`` says; an author who is not in ``people`` keeps only a name."""
    for name in _PLAIN:
        setattr(value, name, plain[name])
    for name in _NUMBERS:
        setattr(value, name, None if plain[name] is None else Decimal(plain[name]))
    if value.entered_by_id not in people:
        value.entered_by_id = None
    return value


def people_of(plain: Iterable[dict[str, Json]]) -> set[int]:
    """Those who entered the values and still have an account (one query at most)."""
    wanted = {one["entered_by_id"] for one in plain} - {None}
    return set(User.objects.filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()


def values_leaving(action: Action, keys: Collection[str]) -> Json:
    """The values of the indicators of ``action`` that are not in ``keys``: ``{key: [value, …]}``."""
    gone = Indicator.objects.filter(action=action).exclude(key__in=keys)
    left: dict[str, list[dict[str, Json]]] = {}
    for value in IndicatorValue.objects.filter(indicator__in=gone).select_related("indicator"):
        left.setdefault(value.indicator.key, []).append(plain_value(value))
    return left


def bring_back(action: Action, left: Json) -> None:
    """Write the values of ``left`` again on the indicators that have come back and have none."""
    if not left:
        return
    back = Indicator.objects.filter(action=action, key__in=left, values=None)
    people = people_of(one for rows in left.values() for one in rows)
    IndicatorValue.objects.bulk_create(
        fill_value(IndicatorValue(convention_id=action.convention_id, indicator=indicator), one, people)
        for indicator in back
        for one in left[indicator.key]
    )
