"""What the plan can be narrowed to; the filters live in the address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from django.utils import timezone

from maillage.conventions.enums import Status
from maillage.kernel.text import fold

if TYPE_CHECKING:
    from datetime import date, datetime

    from maillage.conventions.selectors.rows import ActionRow

SILENCE = timedelta(days=182)
CLOSED = frozenset({Status.DONE, Status.ABANDONED})


class Told(Protocol):
    """Whatever knows where an action stands, when it ends, and since when."""

    @property
    def status(self) -> Status: ...

    @property
    def end_on(self) -> date | None: ...

    @property
    def told_at(self) -> datetime | None: ...

    @property
    def updated_at(self) -> datetime: ...


def is_late(row: Told) -> bool:
    """Its end has passed and it is neither done nor abandoned."""
    return row.end_on is not None and row.status not in CLOSED and row.end_on < timezone.localdate()


def is_silent(row: Told, silence: timedelta = SILENCE) -> bool:
    """Running, paused or blocked, and nobody said where it stands for six months, or for ``silence``.

    Where nobody ever did, the last write on the fiche counts.
    """
    waiting = row.status in {Status.RUNNING, Status.BLOCKED, Status.PAUSED}
    return waiting and (row.told_at or row.updated_at) < timezone.now() - silence


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
