"""The identity of rows: which row of a new value is which row of the one in place.

Each step, indicator, pilot and partner has a ``key``, drawn at random when the row is
first written and kept from then on: a follow-up, a workbook or a later import speak of
the row by it. A key that comes from outside is believed only when the action has it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeVar

from maillage.conventions.models.action import ActionRow, new_key
from maillage.kernel.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from maillage.conventions.sections.base import Json

    Row = Mapping[str, Json]

R = TypeVar("R", bound=ActionRow)

_KEY = re.compile(r"[0-9a-f]{12}")


def key_in(row: Row) -> str:
    """The key that a row gives, or nothing when it has none that could be one."""
    key = row.get("key")
    return key if isinstance(key, str) and _KEY.fullmatch(key) else ""


def without_keys(rows: Iterable[Row]) -> list[dict[str, Json]]:
    """What the rows say."""
    return [{name: value for name, value in row.items() if name != "key"} for row in rows]


def keys_for(before: Sequence[Row], after: Sequence[Row], label: str, *, trusted: bool = False) -> list[str]:
    """The key of each row of ``after``.

    Its own when ``before`` has it; else that of a row of ``before`` which says the same, or
    has the same ``label``; else a new one. ``trusted`` believes well-formed keys that
    ``before`` lacks: those of the journal, when a row comes back.
    """
    known = [key_in(row) for row in before]
    keys = _given(after, None if trusted else set(known))
    for said in (_content, lambda row: fold(str(row[label]))):
        left: dict[str, list[str]] = defaultdict(list)
        for key, row in zip(known, before, strict=True):
            if key not in keys:
                left[said(row)].append(key)
        for index, row in enumerate(after):
            if not keys[index] and (same := left[said(row)]):
                keys[index] = same.pop(0)
    return [key or new_key() for key in keys]


def _given(rows: Sequence[Row], allowed: set[str] | None) -> list[str]:
    """The keys that the rows give, each once, those that are not ``allowed`` left empty."""
    keys: list[str] = []
    for row in rows:
        key = key_in(row)
        known = allowed is None or key in allowed
        keys.append(key if known and key not in keys else "")
    return keys


def _content(row: Row) -> str:
    return repr(sorted((name, value) for name, value in row.items() if name not in {"key", "substeps"}))


def adopt(built: Sequence[R], kept: Iterable[ActionRow]) -> tuple[list[R], list[R]]:
    """``built`` rows parted into those to create and those to update, which take the id of their key."""
    ids = {row.key: row.pk for row in kept}
    for row in built:
        row.pk = ids.get(row.key)
    return [row for row in built if row.pk is None], [row for row in built if row.pk is not None]


def write_rows(held: Any, built: Sequence[R], columns: Sequence[str]) -> None:
    """Make the rows that a related manager holds those ``built``; what says the same is left alone."""
    before = {row.pk: row for row in held.all()}
    new, old = adopt(built, before.values())
    changed = [
        row for row in old if any(getattr(row, one) != getattr(before[row.pk], one) for one in columns)
    ]
    if gone := before.keys() - {row.pk for row in old}:
        held.filter(pk__in=gone).delete()
    if changed:
        held.bulk_update(changed, columns)
    if new:
        held.bulk_create(new)


def write_many(held: Any, wanted: Iterable[int | str]) -> None:
    """Make a relation to many hold the ids ``wanted``: one query for what comes, one for what goes."""
    asked, before = set(wanted), {row.pk for row in held.all()}
    if gone := before - asked:
        held.remove(*gone)
    if new := asked - before:
        held.add(*new)
