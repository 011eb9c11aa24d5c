"""Small Office files made by hand, for what no library would write."""

from __future__ import annotations

import zipfile
from io import BytesIO

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def zipped(members: dict[str, str | bytes]) -> bytes:
    """A zip archive of ``members``."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(body: str, styles: str = "", numbering: str = "") -> bytes:
    """A Word document with this body, styles and numbering, in WordprocessingML."""
    members: dict[str, str | bytes] = {
        "word/document.xml": f"<w:document {_WORD}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_WORD}>{styles}</w:styles>",
    }
    if numbering:
        members["word/numbering.xml"] = f"<w:numbering {_WORD}>{numbering}</w:numbering>"
    return zipped(members)


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    """One paragraph with one run."""
    return (
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr>"
        f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def cell(content: str, properties: str = "") -> str:
    """One cell of a table; ``content`` are paragraphs."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def row(*cells: str) -> str:
    """One row of a table."""
    return f"<w:tr>{''.join(cells)}</w:tr>"
