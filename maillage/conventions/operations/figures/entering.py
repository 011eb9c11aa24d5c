"""Entering values: the good cells are kept, the others are said; and taking an entry of them back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from maillage.conventions.enums import ValueSource
from maillage.conventions.errors import InvalidValueError, NotUndoableError
from maillage.conventions.models import Action, Indicator, IndicatorValue
from maillage.conventions.operations.common import locked_convention, require
from maillage.conventions.operations.figures.sheet import Cell, RaceError, Sheet, Write
from maillage.conventions.operations.figures.store import write_down
from maillage.conventions.permissions import actions_with_values
from maillage.conventions.sections.kept_values import plain_value

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from maillage.accounts.models import User
    from maillage.conventions.models import Convention
    from maillage.conventions.sections import Json
    from maillage.journal.models import Entry

MOST_CELLS = 5000
CHANGED_SINCE = "Une de ces valeurs a changé depuis : corrigez-la dans la grille."


@dataclass(frozen=True, slots=True)
class Refused:
    """A cell that was not kept, and the sentence that says why; ``theirs``: what stands there, in a race."""

    cell: Cell
    reason: str
    theirs: IndicatorValue | None = None


@dataclass(slots=True)
class Outcome:
    """``entry`` is None when nothing changed; ``changed`` are the places that did."""

    entry: Entry | None = None
    changed: list[tuple[int, str, str]] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


@transaction.atomic
def set_values(
    *,
    convention: Convention,
    cells: Sequence[Cell],
    by: User | None,
    author: str = "",
    actions: Collection[int] | None = None,
    source: ValueSource = ValueSource.GRID,
    details: Mapping[str, Json] | None = None,
) -> Outcome:
    """Keep every cell that can be, and say of each other why not.

    By account, ``by`` enters values of the actions that their role opens: a cell of another raises
    PermissionDenied. By link, ``by`` is None, ``author`` says who, and ``actions`` are the ids that
    the link opens: the caller has checked it. ``actions`` narrows an account likewise.
    """
    locked = locked_convention(convention.pk)
    sheet = Sheet(locked, cells[:MOST_CELLS], source, by, author)
    allowed = actions_with_values(by, locked) if by is not None else set(actions or ())
    if actions is not None:
        allowed = set(actions) if allowed is None else allowed & set(actions)
    touched = {one.action_id for one in sheet.indicators.values()}
    require(allowed is None or touched <= allowed)
    outcome = Outcome()
    writes = []
    for cell in sheet.cells:
        try:
            write = sheet.read(cell)
        except RaceError as race:
            outcome.refused.append(Refused(cell, str(race), race.theirs))
        except InvalidValueError as refusal:
            outcome.refused.append(Refused(cell, str(refusal)))
        else:
            writes += [write] if write else []
    outcome.changed = [(one.indicator.pk, one.period, one.category) for one in writes]
    if writes:
        outcome.entry = write_down(locked, writes, by, author, details=details)
    return outcome


def unset_values(entry: Entry, by: User) -> Entry:
    """Put back the values that ``entry`` changed. Raises NotUndoableError when one changed since."""
    convention = locked_convention(entry.convention_id or 0)
    rows = entry.details["values"]
    living = Action.objects.filter(convention=convention)
    indicators = {
        one.key: one
        for one in Indicator.objects.filter(
            convention=convention, key__in={row["indicator"] for row in rows}, action__in=living
        ).select_related("action", "breakdown")
    }
    if len(indicators) < len({row["indicator"] for row in rows}):
        raise NotUndoableError("Un de ces indicateurs n’est plus dans le plan.")
    allowed = actions_with_values(by, convention)
    require(allowed is None or {one.action_id for one in indicators.values()} <= allowed)
    standing = IndicatorValue.objects.filter(indicator__in=indicators.values())
    values = {(one.indicator_id, one.period, one.category): one for one in standing}
    writes = []
    for row in rows:
        indicator = indicators[row["indicator"]]
        value = values.get((indicator.pk, row["period"], row["category"]))
        if (plain_value(value) if value else None) != row["after"]:
            raise NotUndoableError(CHANGED_SINCE)
        writes.append(Write(indicator, value, row["before"], row["period"], row["category"]))
    return write_down(convention, writes, by, "", undoes=entry)
