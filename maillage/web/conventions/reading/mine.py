"""The actions that one person pilots, as their home page lists them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from maillage.conventions.selectors.filters import is_late, is_silent
from maillage.kernel.french import day, plural

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from maillage.conventions.models import Convention
    from maillage.conventions.selectors import ActionRow, PlanTree


@dataclass(frozen=True, slots=True)
class Mine:
    """``waits``: why a word is expected, when one is; ``note_url``: where one notes it."""

    ref: str
    title: str
    name: str
    url: str
    note_url: str
    status: str
    due: str
    news: str
    written: str
    waits: str


def _waits(row: ActionRow) -> str:
    if is_late(row):
        return "Échéance passée"
    return "Sans nouvelles depuis six mois" if is_silent(row) else ""


def mine(convention: Convention, tree: PlanTree, piloted: AbstractSet[int]) -> list[Mine]:
    """In the order of the plan, those that wait for a word first."""
    rows = [row for row in tree.rows if row.pk in piloted]
    home = reverse("conventions:home", args=[convention.pk])
    rows.sort(key=lambda row: not _waits(row))
    return [
        Mine(
            ref=row.ref,
            title=row.title,
            name=f"{row.ref} {row.title}".strip(),
            url=reverse("conventions:action", args=[convention.pk, row.pk]),
            note_url=f"{reverse('conventions:section', args=[convention.pk, row.pk, 'state'])}?next={home}",
            status=row.status,
            due=row.due,
            news=row.news,
            written=day(row.updated_at),
            waits=_waits(row),
        )
        for row in rows
    ]


def mine_headline(rows: list[Mine]) -> str:
    """« Vous pilotez 3 actions », or how many of them wait for a word."""
    waiting = sum(bool(row.waits) for row in rows)
    if waiting:
        return plural(
            waiting, "de vos actions attend de vos nouvelles", "de vos actions attendent de vos nouvelles"
        )
    return f"Vous pilotez {plural(len(rows), 'action')}"
