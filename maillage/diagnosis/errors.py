"""What the diagnosis refuses, in French sentences."""

from __future__ import annotations

from maillage.kernel.errors import DomainError


class InvalidFindingError(DomainError):
    """A value that a finding cannot hold. ``field`` names where."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class FindingChangedError(DomainError):
    """A finding that is no longer what it was when a write asked for it, or that is gone."""
