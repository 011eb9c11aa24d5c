"""A list answered: rows narrowed, sorted, grouped, with what to relax when nothing is left."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from maillage.conventions.listing.columns import COLUMNS
from maillage.conventions.listing.conditions import Condition, conditions_of
from maillage.conventions.listing.looks import FIRST, LOOKS
from maillage.conventions.listing.rows import load_rows
from maillage.conventions.selectors.search import search_convention
from maillage.kernel.text import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from maillage.conventions.listing.query import Query
    from maillage.conventions.listing.rows import Row
    from maillage.conventions.models import Convention
    from maillage.conventions.querysets import Viewer

NOTHING = ("", "non renseigné")


@dataclass(slots=True)
class Group:
    """Rows that share a value; without groups, one with no words. A row stands in each of its groups."""

    code: str
    words: str
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Relaxed:
    """A filter to leave out, and how many rows would then be found."""

    condition: Condition
    count: int


@dataclass(slots=True)
class ActionList:
    """``total`` counts the plan before filtering; ``looks`` counts over it what deserves a look."""

    groups: list[Group]
    rows: list[Row]
    total: int
    conditions: list[Condition]
    ignored: list[str]
    looks: list[tuple[str, int]]
    options: dict[str, list[tuple[str, str, int]]]
    relax: list[Relaxed]


def action_list(
    convention: Convention, user: Viewer, query: Query, *, offered: Sequence[str] = (), looks: bool = True
) -> ActionList:
    """The list that ``query`` asks of ``convention``: constant queries whatever the size of the plan.

    ``offered``: columns whose values are counted over the whole plan, to choose from.
    """
    needs = query.needs() | {need for key in offered for need in COLUMNS[key].needs}
    needs |= {need for key in FIRST for need in LOOKS[key].needs} if looks else set()
    everything = load_rows([convention], user, needs)
    corrected = mark_found(everything, convention, user, query)
    conditions, ignored = conditions_of(query, everything)
    kept = keep(everything, conditions)
    return ActionList(
        groups=grouped(kept, query),
        rows=kept,
        total=len(everything),
        conditions=conditions,
        ignored=[*corrected, *ignored],
        looks=[(key, sum(map(LOOKS[key].test, everything))) for key in FIRST] if looks else [],
        options={key: options_of(key, everything) for key in offered},
        relax=[] if kept else _relax(everything, conditions),
    )


def mark_found(rows: Iterable[Row], convention: Convention, user: Viewer, query: Query) -> list[str]:
    """Note the rows of which the index has the words, and tell the words that it corrected."""
    if not query.text:
        return []
    found = search_convention(convention, user, query.text)
    pks = {one.action.pk for one in found.actions}
    for row in rows:
        row.found = row.pk in pks
    return [f"« {typed} » ne se trouve pas : la liste cherche « {word} »." for typed, word in found.corrected]


def keep(rows: Iterable[Row], conditions: Sequence[Condition]) -> list[Row]:
    """The rows that pass every condition."""
    return [row for row in rows if all(condition.test(row) for condition in conditions)]


def in_order(rows: list[Row], query: Query) -> list[Row]:
    """``rows`` as ``query`` sorts them; those that say nothing there stay last, either way."""
    if not query.sorted_by:
        return rows
    keyed = [(_key(query.sorted_by, row), row) for row in rows]
    said = [pair for pair in keyed if pair[0] is not None]
    said.sort(key=lambda pair: pair[0], reverse=query.down)
    return [row for _, row in said] + [row for key, row in keyed if key is None]


def _key(name: str, row: Row) -> Any:
    return sort_key(row.title) if name == "action" else COLUMNS[name].sort_by(row)


def grouped(rows: list[Row], query: Query) -> list[Group]:
    """The groups in the order of the choices or of the plan, else of the alphabet; « non renseigné » last.

    Rows come in plan order and leave sorted inside each group.
    """
    column = COLUMNS.get(query.group)
    if column is None or column.values is None:
        return [Group("", "", in_order(rows, query))] if rows else []
    groups: dict[str, Group] = {}
    for row in rows:
        for code, words in tuple(column.values(row)) or (NOTHING,):
            groups.setdefault(code, Group(code, words)).rows.append(row)
    for group in groups.values():
        group.rows = in_order(group.rows, query)
    return _arranged(groups, [code for code, _ in column.choices], by_plan=not column.sortable)


def _arranged(groups: dict[str, Group], codes: list[str], *, by_plan: bool) -> list[Group]:
    def order(group: Group) -> Any:
        if codes and group.code in codes:
            return (not group.code, codes.index(group.code), ())
        return (not group.code, 0, sort_key(group.words))

    found = list(groups.values())
    return found if by_plan else sorted(found, key=order)


def options_of(key: str, rows: Iterable[Row]) -> list[tuple[str, str, int]]:
    """Each value of a column with how many rows have it, in the order in which they are chosen from."""
    column = COLUMNS[key]
    counts: Counter[str] = Counter()
    words = dict(column.choices)
    for row in rows:
        for code, said in column.values(row) if column.values else ():
            counts[code] += 1
            words.setdefault(code, said)
    found = [(code, said, counts[code]) for code, said in words.items() if counts[code]]
    return found if column.choices or not column.sortable else sorted(found, key=lambda one: sort_key(one[1]))


def _relax(rows: Sequence[Row], conditions: Sequence[Condition]) -> list[Relaxed]:
    """What each filter hides alone, the most generous first; nothing when none does."""
    found = []
    for condition in conditions:
        others = [one for one in conditions if one is not condition]
        count = len(keep(rows, others))
        if count:
            found.append(Relaxed(condition, count))
    return sorted(found, key=lambda one: -one.count)
