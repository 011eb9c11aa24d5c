"""What a workbook would change, and what of it cannot be, computed before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from maillage.conventions.models import Action, Node
    from maillage.conventions.operations.figures import Cell
    from maillage.conventions.sections import Json
    from maillage.conventions.workbook.tables import Place


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell that cannot be used: what it says, why, and what to write."""

    place: Place
    column: str
    value: str
    reason: str
    advice: str = ""


@dataclass(slots=True)
class Change:
    """One cell that differs. ``patch`` turns the section's value, as it is now, into what is asked.

    ``theirs`` is what the site says now when it changed too since the workbook was made: such
    a change is left alone unless somebody chose it by its ``name``. ``figure``: the value of an
    indicator that it enters, beside the sections.
    """

    name: str
    place: Place
    section: str
    label: str
    before: str
    after: str
    patch: Callable[[Json], Json]
    field: str = ""
    theirs: str | None = None
    figure: Cell | None = None


@dataclass(slots=True)
class FicheChange:
    """What happens to one fiche: ``action`` is None for one to add.

    ``node`` is where it goes when ``moves`` holds the change that says so. ``removal`` is the
    change that deletes it.
    """

    label: str
    place: Place
    action: Action | None = None
    changes: list[Change] = field(default_factory=list)
    node: Node | None = None
    moves: Change | None = None
    removal: Change | None = None

    @property
    def all(self) -> list[Change]:
        """Every change, where it goes and its removal included."""
        return [*filter(None, (self.moves, self.removal)), *self.changes]

    @property
    def conflicts(self) -> list[Change]:
        """Those that the site changed too."""
        return [change for change in self.all if change.theirs is not None]

    def accepted(self, chosen: Collection[str]) -> list[Change]:
        """The changes to write: those without conflict, and those chosen."""
        return [change for change in self.all if change.theirs is None or change.name in chosen]

    def values(self, sections: dict[str, Json], accepted: Sequence[Change]) -> dict[str, Json]:
        """The sections that ``accepted`` changes, as they are to be written."""
        wanted: dict[str, Json] = {}
        for change in accepted:
            if change.section in sections:
                value = wanted.get(change.section, sections[change.section])
                wanted[change.section] = change.patch(value)
        return wanted


@dataclass(slots=True)
class Differences:
    """Everything that a workbook says otherwise than the site, in the order of the workbook.

    ``notes`` are sentences on what was left out without being wrong (unknown columns…).
    """

    fiches: list[FicheChange] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def added(self) -> list[FicheChange]:
        """Fiches to add."""
        return [fiche for fiche in self.fiches if fiche.action is None]

    @property
    def removed(self) -> list[FicheChange]:
        """Fiches to delete."""
        return [fiche for fiche in self.fiches if fiche.removal is not None]

    @property
    def changed(self) -> list[FicheChange]:
        """Fiches to change."""
        return [fiche for fiche in self.fiches if fiche.action is not None and fiche.removal is None]

    @property
    def conflicts(self) -> list[Change]:
        """Every change that the site changed too."""
        return [change for fiche in self.fiches for change in fiche.conflicts]
