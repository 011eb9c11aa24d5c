"""What an import refuses, in French sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maillage.kernel.errors import DomainError, StaleVersionError

if TYPE_CHECKING:
    from maillage.intake.models import Import


class RefusedFileError(DomainError):
    """A file that is not taken in; nothing of it is kept."""


class AlreadyDepositedError(DomainError):
    """The same file, byte for byte, was deposited before. ``existing`` is its import."""

    def __init__(self, message: str, existing: Import) -> None:
        super().__init__(message)
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
