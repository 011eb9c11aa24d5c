"""What there is to enter for one period: the followed indicators by action, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.utils import timezone

from maillage.conventions.counting.expecting import is_expected
from maillage.conventions.counting.periods import Period, cut, parse, sequence, years_of
from maillage.conventions.enums import Frequency
from maillage.conventions.models import Node
from maillage.conventions.permissions import actions_with_values
from maillage.conventions.selectors.fiche import piloted_by, top_in
from maillage.conventions.selectors.followed import followed

if TYPE_CHECKING:
    from datetime import date

    from maillage.conventions.models import Action, Convention
    from maillage.conventions.querysets import Viewer
    from maillage.conventions.selectors.followed import Followed

ASIDE = "hors"
MOST_EARLIER = 6
"""As many periods before the one chosen can be filled in beside it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks: a period, an axis (the id of a node, or ``ASIDE``), narrower looks.

    ``several``: the periods before it too, to fill in as well.
    """

    period: str = ""
    axis: str = ""
    mine: bool = False
    missing: bool = False
    several: bool = False


@dataclass(slots=True)
class Axis:
    """A top node of the plan, None for what hangs from none, and how many indicators it has."""

    key: str
    node: Node | None
    count: int = 0


@dataclass(slots=True)
class Group:
    """An action with its indicators of the period; ``enters``: whether the person fills them in."""

    action: Action
    enters: bool
    lines: list[Followed] = field(default_factory=list)


@dataclass(slots=True)
class EntrySheet:
    """The sheet of a period. ``expected`` and ``entered`` count within the axis asked, before the looks.

    ``periods`` are those that can be chosen; ``others``: how many followed indicators are noted for
    periods of another length; ``unexpected``: how many within the axis are not waited for; ``followed``:
    how many there are in the plan. ``can_enter``: whether the person fills any action in.
    """

    period: Period
    periods: list[Period]
    axes: list[Axis]
    groups: list[Group]
    wanted: Wanted
    expected: int
    entered: int
    mine: int
    others: int
    unexpected: int
    followed: int
    can_enter: bool

    @property
    def earlier(self) -> list[Period]:
        """The periods of the same length that come before it, the oldest first."""
        same = [one for one in self.periods if one.frequency == self.period.frequency]
        before = sorted((one for one in same if one.last < self.period.first), key=lambda one: one.order)
        return before[-MOST_EARLIER:]

    @property
    def missing(self) -> int:
        """How many expected values nobody entered."""
        return self.expected - self.entered


def entry_sheet(convention: Convention, user: Viewer, wanted: Wanted) -> EntrySheet:
    """The sheet of a convention for ``user``: a constant number of queries."""
    every = followed(convention, user)
    today = timezone.localdate()
    first, last = years_of(convention.start_year, convention.end_year, today)
    periods = _periods(every, first, last, today)
    period = _chosen(wanted.period, periods, today)
    roots = _roots(convention)
    allowed, own = actions_with_values(user, convention), piloted_by(convention, user)
    of_period = [one for one in every if cut(one.indicator.frequency) == period.frequency]
    axes = _axes(of_period, roots)
    if wanted.axis not in {axis.key for axis in axes}:
        wanted = replace(wanted, axis="")
    here = [one for one in of_period if wanted.axis in {"", _axis_of(one, roots)}]
    expected = [
        one for one in here if is_expected(one.series, period, today, end=one.indicator.target_year or last)
    ]
    entered = [one for one in expected if one.series.at(period) is not None]
    lacking = {one.indicator.pk for one in expected} - {one.indicator.pk for one in entered}
    shown = [
        one
        for one in here
        if (not wanted.mine or one.indicator.action_id in own)
        and (not wanted.missing or one.indicator.pk in lacking)
    ]
    return EntrySheet(
        period=period,
        periods=periods,
        axes=axes,
        groups=_groups(shown, allowed),
        wanted=wanted,
        expected=len(expected),
        entered=len(entered),
        mine=sum(one.indicator.action_id in own for one in here),
        others=len(every) - len(of_period),
        unexpected=len(here) - len(expected),
        followed=len(every),
        can_enter=allowed is None or bool(allowed),
    )


def _periods(every: list[Followed], first: int, last: int, today: date) -> list[Period]:
    """Those that have begun, newest first, of each length that some indicator is noted for."""
    lengths = {cut(one.indicator.frequency) for one in every} or {Frequency.YEAR}
    begun = [one for length in lengths for one in sequence(length, first, last) if one.first <= today] or [
        Period(first)
    ]
    return sorted(begun, key=lambda one: (one.year, one.months == 12, one.order), reverse=True)


def _chosen(code: str, periods: list[Period], today: date) -> Period:
    """The one that the address names, else the last year that is over, else the newest."""
    asked = parse(code)
    if asked in periods:
        return asked
    whole = [one for one in periods if one.months == 12] or periods
    over = [one for one in whole if one.last < today]
    return (over or whole)[0]


def _roots(convention: Convention) -> dict[int, Node]:
    """The top node above each node."""
    nodes = {node.pk: node for node in Node.objects.filter(convention=convention)}
    return {pk: top for pk in nodes if (top := top_in(nodes, pk))}


def _axis_of(one: Followed, roots: dict[int, Node]) -> str:
    root = roots.get(one.indicator.action.node_id or 0)
    return str(root.pk) if root else ASIDE


def _axes(every: list[Followed], roots: dict[int, Node]) -> list[Axis]:
    found: dict[str, Axis] = {}
    for one in every:
        key = _axis_of(one, roots)
        axis = found.setdefault(key, Axis(key, roots.get(one.indicator.action.node_id or 0)))
        axis.count += 1
    return list(found.values())


def _groups(lines: list[Followed], allowed: set[int] | None) -> list[Group]:
    found: dict[int, Group] = {}
    for one in lines:
        action = one.indicator.action
        enters = allowed is None or action.pk in allowed
        found.setdefault(action.pk, Group(action, enters)).lines.append(one)
    return list(found.values())
