"""Why a file could not be read, in words for the person who chose it."""

from __future__ import annotations


class UnreadableFileError(Exception):
    """A file that is refused. ``str(error)`` is a French sentence for the page."""


class UnknownFormatError(UnreadableFileError):
    """The content is of no format that the readers know, whatever the name says."""


class EmptyFileError(UnreadableFileError):
    """Nothing to read: no byte, or no text (a scanned PDF)."""


class EncryptedFileError(UnreadableFileError):
    """A password protects the file."""


class DamagedFileError(UnreadableFileError):
    """The container is cut, or breaks its own format."""


class OversizedFileError(UnreadableFileError):
    """Too large, or an archive that expands beyond reason."""


class NotAPlanError(UnreadableFileError):
    """Text was read, and nothing in it looks like an action plan."""
