"""What the plan refuses, in French sentences."""

from __future__ import annotations

from maillage.kernel.errors import DomainError


class InvalidValueError(DomainError):
    """A value that a section cannot hold. ``field`` names where, when known."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class InvalidFieldsError(InvalidValueError):
    """Several values that cannot be read: ``by_field`` says why for each."""

    def __init__(self, by_field: dict[str, str]) -> None:
        field, message = next(iter(by_field.items()))
        super().__init__(message, field)
        self.by_field = by_field


class TreeError(DomainError):
    """A move or a creation that the tree does not allow."""


class NotUndoableError(DomainError):
    """An entry that can no longer be taken back, with the reason."""


class UnknownLinkError(DomainError):
    """A link that was never given out, or that another one replaced."""


class ClosedLinkError(DomainError):
    """A link that opens nothing any more: too late, withdrawn, or handed back."""


class CampaignError(DomainError):
    """What a campaign does not allow in the state where it is."""


class LineGoneError(DomainError):
    """A line of the means that somebody took out meanwhile."""
