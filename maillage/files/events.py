"""What happens to stored files."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScanAwaited:
    """A file was kept before the scanner gave its answer: nobody may read it until it does."""

    file_id: int


@dataclass(frozen=True, slots=True)
class FileCleared:
    """A file that waited was found clean: it can be read."""

    file_id: int
