"""What the plan can be narrowed to; the filters live in the address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from maillage.conventions.enums import Status
from maillage.kernel.text import fold

if TYPE_CHECKING:
    from maillage.conventions.selectors.rows import ActionRow

SILENCE = timedelta(days=182)
CLOSED = frozenset({Status.DONE, Status.ABANDONED})


def is_late(row: ActionRow) -> bool:
    """Its end has passed and it is neither done nor abandoned."""
    return row.end_on is not None and row.status not in CLOSED and row.end_on < timezone.localdate()


def is_silent(row: ActionRow) -> bool:
    """Running, paused or blocked, and nobody wrote on it for six months."""
    waiting = row.status in {Status.RUNNING, Status.BLOCKED, Status.PAUSED}
    return waiting and row.updated_at < timezone.now() - SILENCE


LOOKS: dict[str, tuple[str, Callable[[ActionRow], bool]]] = {
    "bloquees": ("Bloquées", lambda row: row.status == Status.BLOCKED),
    "sans-pilote": ("Sans pilote", lambda row: not row.pilots),
    "sans-indicateur": ("Sans indicateur", lambda row: not row.has_indicators),
    "sans-nouvelles": ("Sans nouvelles depuis six mois", is_silent),
    "echeance-passee": ("Échéance passée", is_late),
}


@dataclass(frozen=True, slots=True)
class PlanFilters:
    """``text`` is found without accents; ``theme`` is an id, ``pilot`` a label, ``look`` a key of LOOKS."""

    text: str = ""
    status: str = ""
    theme: int | None = None
    pilot: str = ""
    look: str = ""

    @property
    def active(self) -> bool:
        """Whether anything is narrowed."""
        return bool(self.text or self.status or self.theme or self.pilot or self.look)

    def keeps(self, row: ActionRow) -> bool:
        """Whether ``row`` passes every filter."""
        look = LOOKS.get(self.look)
        return (
            (not self.status or row.status == self.status)
            and (self.theme is None or self.theme in row.themes)
            and (not self.pilot or self.pilot in row.pilots)
            and (look is None or look[1](row))
            and all(word in row.search for word in fold(self.text).split())
        )
