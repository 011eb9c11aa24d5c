"""Plain text and Markdown, as exported from a deck or typed by hand."""

from __future__ import annotations

from maillage.intake.readers.blocks import Source, SourceFormat
from maillage.intake.readers.characters import decode
from maillage.intake.readers.errors import EmptyFileError
from maillage.intake.readers.text.kept.detection import keeps_layout
from maillage.intake.readers.text.kept.pages import read_kept
from maillage.intake.readers.text.layout import blocks_of
from maillage.intake.readers.text.restoring import restored
from maillage.intake.readers.text.wrapping import unwrapped

__all__ = ["read_text"]


def read_text(data: bytes, name: str) -> Source:
    """Read a text file; form feeds separate pages.

    Raises :class:`EmptyFileError` where there is no word to read and
    :class:`UnknownFormatError` where the bytes are no text.
    """
    text = restored(decode(data))
    if not any(character.isalnum() for character in text):
        raise EmptyFileError("Ce fichier ne contient aucun texte.")
    lines, pages = _lines_and_pages(text)
    if keeps_layout(lines):
        return read_kept(lines, pages, name)
    lines, pages = unwrapped(lines, pages)
    has_pages = pages[-1] > 1
    blocks = blocks_of(lines, pages if has_pages else None)
    return Source(
        name=name,
        format=SourceFormat.TEXT,
        lines=tuple(lines),
        blocks=tuple(blocks),
        pages=pages[-1] if has_pages else None,
    )


def _lines_and_pages(text: str) -> tuple[list[str], list[int]]:
    """The lines without their form feeds, and the page of each.

    Converters end the last page with a form feed too: nothing after it is no page.
    """
    lines: list[str] = []
    pages: list[int] = []
    for number, page in enumerate(text.rstrip().split("\f"), start=1):
        page_lines = page.split("\n")
        lines.extend(page_lines)
        pages.extend([number] * len(page_lines))
    return lines, pages
