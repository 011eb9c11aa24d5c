"""Word documents: body in order, headings, lists, tables, text boxes.

Headers, footers, notes, comments and tracked deletions are left out.
"""

from __future__ import annotations

from maillage.intake.readers.archive import Archive
from maillage.intake.readers.blocks import Source
from maillage.intake.readers.docx.body import BodyReader
from maillage.intake.readers.docx.numbering import Numbering
from maillage.intake.readers.docx.styles import Styles
from maillage.intake.readers.errors import DamagedFileError, EmptyFileError
from maillage.intake.readers.xml import child


def read_docx(data: bytes, name: str) -> Source:
    """Read a .docx file. Raises the errors of :mod:`errors`, each with a French sentence."""
    archive = Archive(data)
    body = child(archive.xml("word/document.xml"), "body")
    if body is None:
        raise DamagedFileError("Ce document Word n’a pas de corps. Enregistrez-le à nouveau, puis réessayez.")
    names = archive.names
    styles = Styles(archive.xml("word/styles.xml") if "word/styles.xml" in names else None)
    numbering = Numbering.of(archive.xml("word/numbering.xml") if "word/numbering.xml" in names else None)
    source = BodyReader(name, styles, numbering).read(body)
    if not any(line.strip() for line in source.lines):
        raise EmptyFileError(
            "Ce document Word ne contient pas de texte, seulement des images ou des pages blanches. "
            "Retrouvez l’original, ou passez-le à la reconnaissance de caractères."
        )
    return source
