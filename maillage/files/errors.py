"""What is not kept, in French sentences."""

from __future__ import annotations

from maillage.kernel.errors import DomainError


class RefusedFileError(DomainError):
    """A file that is not stored: too large, of a kind that is not taken, infected."""
