"""Filters that are on or off: every « sans … » of the columns, and what deserves a look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from maillage.conventions.enums import Status, Term
from maillage.conventions.listing.columns import COLUMNS, Column
from maillage.conventions.listing.gaps import NEEDS, facts_of_row, next_gap
from maillage.conventions.selectors.filters import CLOSED, is_late, is_silent

if TYPE_CHECKING:
    from maillage.conventions.listing.rows import Row


@dataclass(frozen=True, slots=True)
class Look:
    """A filter without a value. ``needs``: facets of ``Row`` that ``test`` reads."""

    key: str
    label: str
    test: Callable[[Row], bool]
    needs: frozenset[str] = frozenset()


def _says_nothing(column: Column, row: Row) -> bool:
    return not column.text(row)


def _without(column: Column) -> Look:
    return Look(f"sans-{column.key}", column.without, partial(_says_nothing, column), column.needs)


_STATES: tuple[Look, ...] = (
    Look("bloquees", "Bloquées", lambda row: row.status == Status.BLOCKED),
    Look("echeance-passee", "Échéance passée", is_late),
    Look("sans-nouvelles", "Sans nouvelles depuis six mois", is_silent),
    Look("jamais-dite", "Personne n’en a encore parlé", lambda row: not (row.told_at or row.news)),
    Look("difficulte", "Avec une difficulté", lambda row: bool(row.difficulty or row.difficulty_note)),
    Look("aide", "Aide demandée", lambda row: bool(row.help_needed)),
    Look("prochaine", "Reportée à la prochaine CTG", lambda row: row.term == Term.NEXT),
    Look("transversale", "Action transversale", lambda row: row.transversal),
    Look("ouverte", "Ni réalisée ni abandonnée", lambda row: row.status not in CLOSED),
    Look("complete", "Rien à compléter", lambda row: next_gap(facts_of_row(row)) is None, NEEDS),
)
WITHOUT: dict[str, Look] = {
    look.key: look for look in (_without(column) for column in COLUMNS.values() if column.without)
}
STATES: dict[str, Look] = {look.key: look for look in _STATES}
LOOKS: dict[str, Look] = {**STATES, **WITHOUT}
FIRST = ("bloquees", "sans-pilote", "sans-indicateur", "sans-nouvelles", "echeance-passee")
"""Those that a list always offers with their counts."""
