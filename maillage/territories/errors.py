"""What may go wrong with the official geography."""

from __future__ import annotations

from maillage.kernel.errors import DomainError


class PackageError(DomainError):
    """The package of the official geography is absent or is not what it should be."""
