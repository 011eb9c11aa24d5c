"""When the actions of the demo run, told more precisely than its document does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.conventions.models import Action
from maillage.conventions.operations.schedule import set_period
from maillage.kernel import fuzzy

if TYPE_CHECKING:
    from maillage.accounts.models import User
    from maillage.conventions.models import Convention

#: By reference of the action: its start and its end, as people write them.
PERIODS = {
    "1.A.1": ("janvier 2024", "juin 2025"),
    "1.A.2": ("mars 2025", "automne 2027"),
    "1.A.3": ("printemps 2024", "décembre 2028"),
    "1.B.1": ("2025", "juin 2027"),
    "1.B.3": ("mars 2025", "juin 2027"),
    "2.A.1": ("janvier 2025", "rentrée 2027"),
    "2.A.2": ("printemps 2025", "été 2027"),
    "2.A.3": ("juillet 2024", "décembre 2027"),
    "2.B.1": ("janvier 2025", "printemps 2027"),
    "2.B.2": ("avril 2024", "avril 2025"),
    "2.B.4": ("début 2026", "fin 2027"),
    "3.A.1": ("septembre 2024", "décembre 2027"),
    "3.A.2": ("janvier 2024", "janvier 2025"),
    "3.B.1": ("rentrée 2024", "rentrée 2025"),
    "3.B.2": ("juillet 2024", "juin 2025"),
    "4.A.1": ("septembre 2025", "juin 2027"),
    "4.A.2": ("juin 2026", "juin 2027"),
    "4.A.3": ("mars 2027", "décembre 2028"),
    "4.B.1": ("fin 2026", "2027"),
}


def play(convention: Convention, by: User) -> None:
    """Give the actions their periods."""
    for action in Action.objects.for_convention(convention).filter(ref__in=PERIODS):
        start, end = PERIODS[action.ref]
        set_period(
            action=action,
            start=fuzzy.parse(start),
            end=fuzzy.parse(end, end=True),
            version=None,
            by=by,
        )
