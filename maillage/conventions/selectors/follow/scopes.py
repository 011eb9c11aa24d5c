"""A part of the plan: what one pilot answers for, what concerns one commune."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from maillage.conventions.models import CommuneProgress
from maillage.conventions.territory import communes_covered
from maillage.kernel.text import fold, sort_key
from maillage.territories.models import Commune

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maillage.conventions.models import Convention
    from maillage.conventions.querysets import Viewer
    from maillage.conventions.selectors.follow.rows import FollowRow


@dataclass(slots=True)
class PilotScope:
    """A pilot as the fiches name them, with their actions in plan order."""

    label: str
    rows: list[FollowRow] = field(default_factory=list)


@dataclass(slots=True)
class CommuneScope:
    """A commune with the actions whose fiche names it; ``progress`` is its own, by action."""

    commune: Commune
    rows: list[FollowRow] = field(default_factory=list)
    progress: dict[int, CommuneProgress] = field(default_factory=dict)


def pilots_of(rows: Sequence[FollowRow]) -> list[PilotScope]:
    """Every pilot named, by name; one for the spellings of a same label."""
    found: dict[str, PilotScope] = {}
    for row in rows:
        for key, label in {pilot.key: pilot.label for pilot in row.pilots}.items():
            found.setdefault(key, PilotScope(label)).rows.append(row)
    return sorted(found.values(), key=lambda one: sort_key(one.label))


def pilot_named(rows: Sequence[FollowRow], name: str) -> PilotScope | None:
    """The pilot of that name, however it is spelt; None when no fiche names them."""
    return next((one for one in pilots_of(rows) if fold(one.label) == fold(name)), None)


def communes_of(convention: Convention, user: Viewer, rows: Sequence[FollowRow]) -> list[CommuneScope]:
    """The communes of the convention, and those that a fiche names, by name (three queries at most)."""
    named: dict[str, list[FollowRow]] = defaultdict(list)
    for row in rows:
        for code in row.communes:
            named[code].append(row)
    progress: dict[str, dict[int, CommuneProgress]] = defaultdict(dict)
    for one in CommuneProgress.objects.visible_to(user).filter(convention=convention):
        progress[one.commune_id][one.action_id] = one
    every = {one.pk: one for one in communes_covered(convention.pk)}
    every |= Commune.objects.in_bulk((named.keys() | progress.keys()) - every.keys())
    living = {row.pk: row for row in rows}
    scopes = [
        CommuneScope(one, _both(named[one.pk], progress[one.pk], living), progress[one.pk])
        for one in every.values()
    ]
    return sorted(scopes, key=lambda one: sort_key(one.commune.name))


def _both(
    named: list[FollowRow], progress: dict[int, CommuneProgress], living: dict[int, FollowRow]
) -> list[FollowRow]:
    """The actions that name the commune, and those where it said its own progress, in plan order."""
    wanted = {row.pk for row in named} | progress.keys()
    return [row for pk, row in living.items() if pk in wanted]
