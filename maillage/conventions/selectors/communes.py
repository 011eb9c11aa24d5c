"""A fiche that several communes share: where each one stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.conventions.enums import Status
from maillage.conventions.models import CommuneProgress
from maillage.conventions.territory import list_covered
from maillage.kernel.text import sort_key

if TYPE_CHECKING:
    from maillage.conventions.models import Action
    from maillage.territories.models import Commune

NOT_STARTED = frozenset({Status.TO_COME, Status.ABANDONED})


@dataclass(frozen=True, slots=True)
class CommuneRow:
    """A commune that the action concerns; ``progress`` is None until somebody said where it stands."""

    commune: Commune
    progress: CommuneProgress | None


@dataclass(frozen=True, slots=True)
class CommuneBoard:
    """Every commune concerned, by name. ``named``: the fiche names them, else they are the convention's."""

    rows: list[CommuneRow]
    named: bool

    @property
    def told(self) -> list[CommuneRow]:
        """Those of which something is known."""
        return [row for row in self.rows if row.progress is not None]

    @property
    def silent(self) -> list[CommuneRow]:
        """Those of which nothing is known."""
        return [row for row in self.rows if row.progress is None]

    @property
    def started(self) -> int:
        """How many have begun: under way, done, paused or blocked."""
        return sum(row.progress is not None and row.progress.status not in NOT_STARTED for row in self.rows)

    @property
    def is_shared(self) -> bool:
        """Whether there are several: one commune alone is the fiche itself."""
        return len(self.rows) > 1


def communes_concerned(action: Action) -> list[Commune]:
    """The communes that the fiche names; when it names none, all those of the convention."""
    concerned = list(action.communes.all()) or list_covered(action.convention_id)
    return sorted(concerned, key=lambda commune: sort_key(commune.name))


def commune_board(action: Action) -> CommuneBoard:
    """Where each commune concerned stands (two queries once ``action_for`` fetched the action)."""
    concerned = communes_concerned(action)
    told = CommuneProgress.objects.filter(action=action).order_by() if concerned else []
    known = {row.commune_id: row for row in told}
    rows = [CommuneRow(commune, known.get(commune.pk)) for commune in concerned]
    return CommuneBoard(rows, named=bool(action.communes.all()))
