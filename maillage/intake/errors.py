"""What an import refuses, in French sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maillage.intake.enums import ImportState
from maillage.kernel.errors import DomainError, StaleVersionError
from maillage.kernel.french import day

if TYPE_CHECKING:
    from maillage.intake.models import Import


_STANDING: dict[str, str] = {
    ImportState.WAITING: "il attend d’être lu.",
    ImportState.READING: "sa lecture est en cours.",
    ImportState.READY: "il est à relire.",
    ImportState.ACCEPTED: "son plan est accepté. Pour le relire de nouveau, annulez d’abord cet import.",
}


class RefusedFileError(DomainError):
    """A file that is not taken in; nothing of it is kept."""


class AlreadyDepositedError(DomainError):
    """The same file, byte for byte, was deposited before. ``existing`` is its import."""

    def __init__(self, existing: Import) -> None:
        since = f"Ce fichier a déjà été déposé ici le {day(existing.created_at)}"
        super().__init__(f"{since}\u00a0: {_STANDING[existing.state]}")
        self.existing = existing


class StateError(DomainError):
    """The import is no longer in the state that the operation needs."""


class EditedSinceError(DomainError):
    """Fiches of the import were edited since it was accepted. ``edited`` counts them."""

    def __init__(self, edited: int) -> None:
        super().__init__("Des fiches de cet import ont été modifiées depuis son acceptation.")
        self.edited = edited


class StaleDecisionError(StaleVersionError):
    """Somebody else decided the same thing first. ``theirs`` is their decision, as kept."""

    def __init__(self, current: int, theirs: dict[str, Any]) -> None:
        super().__init__(current)
        self.theirs = theirs


class InvalidDecisionError(DomainError):
    """A decision that cannot be followed. ``field`` names where, when known."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field
