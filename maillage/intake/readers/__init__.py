"""Container readers: a file in, a :class:`~maillage.intake.readers.blocks.Source` out.

One module or folder for each format. A reader knows its format and nothing about
plans; what the text means is the business of :mod:`maillage.intake.recognition`.
No Django here, nor any domain.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from maillage.intake.readers.blocks import Source, SourceFormat
from maillage.intake.readers.detection import detect_format
from maillage.intake.readers.lengths import within_lengths

Progress = Callable[[int, int], None]

_READERS = {
    SourceFormat.TEXT: ("maillage.intake.readers.text", "read_text"),
    SourceFormat.PDF: ("maillage.intake.readers.pdf", "read_pdf"),
    SourceFormat.DOCX: ("maillage.intake.readers.docx", "read_docx"),
    SourceFormat.PPTX: ("maillage.intake.readers.pptx", "read_pptx"),
    SourceFormat.XLSX: ("maillage.intake.readers.xlsx", "read_xlsx"),
    SourceFormat.ODT: ("maillage.intake.readers.odf.body", "read_odt"),
    SourceFormat.ODP: ("maillage.intake.readers.odf.deck", "read_odp"),
    SourceFormat.ODS: ("maillage.intake.readers.odf.sheets", "read_ods"),
    SourceFormat.CSV: ("maillage.intake.readers.csv_", "read_csv"),
    SourceFormat.HTML: ("maillage.intake.readers.html.page", "read_html"),
}


#: Formats that may take long, and tell how far they are.
_TELLING = frozenset({SourceFormat.PDF})


def open_source(data: bytes, name: str, progress: Progress | None = None) -> Source:
    """Read ``data`` in the format that its content shows; ``name`` is only carried over.

    ``progress(done, total)`` is called as pages are recognised, where they are pictures.
    Raises an UnreadableFileError, whose text is a French sentence for the person
    who chose the file: what the file is, and what to do.
    """
    kind = detect_format(data)
    module, function = _READERS[kind]
    # Only the library of the format at hand is loaded: each takes a while.
    reader = cast("Callable[..., Source]", getattr(import_module(module), function))
    source = reader(data, name, progress) if kind in _TELLING else reader(data, name)
    return within_lengths(source)
