"""PowerPoint decks: shapes in the order of the eye, whatever their order in the file.

Macros are never run, pictures never opened. Footers, dates and slide numbers are left out.
"""

from __future__ import annotations

from maillage.intake.readers.archive import Archive
from maillage.intake.readers.blocks import Source, SourceFormat
from maillage.intake.readers.errors import DamagedFileError
from maillage.intake.readers.pptx.package import Package
from maillage.intake.readers.pptx.slides import SlideReader
from maillage.intake.readers.slides.writing import check_length, write_deck


def read_pptx(data: bytes, name: str) -> Source:
    """Read a .pptx file, a .pptm, .ppsx or .potx as well.

    Raises the errors of :mod:`errors`, each with a French sentence.
    """
    package = Package(Archive(data))
    parts = package.slide_parts()
    if not parts:
        raise DamagedFileError(
            "Ce diaporama n’a aucune diapositive. Enregistrez-le à nouveau, puis réessayez."
        )
    check_length(len(parts))
    reader = SlideReader(package)
    return write_deck(
        name, SourceFormat.PPTX, [reader.read(part, number) for number, part in enumerate(parts, start=1)]
    )
