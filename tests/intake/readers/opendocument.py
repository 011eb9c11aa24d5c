"""Small OpenDocument files made by hand."""

from __future__ import annotations

from maillage.intake.readers import open_source
from maillage.intake.readers.blocks import BlockKind, Source
from tests.intake.readers.office import zipped

_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("presentation", "presentation"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    )
)


def opendocument(kind: str, body: str, automatic: str = "", styles: str = "", **members: str) -> bytes:
    """A « text », a « presentation » or a « spreadsheet » with this body and these styles."""
    content = (
        f"<office:document-content {_NAMES}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": content,
            "styles.xml": f"<office:document-styles {_NAMES}><office:styles>{styles}</office:styles>"
            "</office:document-styles>",
            **{name.replace("_", "/"): text for name, text in members.items()},
        }
    )


def read(kind: str, body: str, automatic: str = "", styles: str = "") -> Source:
    """The document as read."""
    return open_source(opendocument(kind, body, automatic, styles), "document")


def shown(source: Source) -> list[tuple[str, int, str]]:
    """Kind, level and text of all blocks but breaks."""
    return [
        (block.kind.value, block.level, block.text)
        for block in source.blocks
        if block.kind is not BlockKind.BREAK
    ]


def p(text: str, style: str = "") -> str:
    """A paragraph."""
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def listed(*items: str, style: str = "L", more: str = "") -> str:
    """A list; each item is what stands in it."""
    inside = "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
    return f'<text:list text:style-name="{style}" {more}>{inside}</text:list>'


def table(*rows: str, before: str = "", more: str = "") -> str:
    """A table of these rows; ``before`` are its columns."""
    inside = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return f'<table:table table:name="Plan" {more}>{before}{inside}</table:table>'


def cell(text: str = "", more: str = "") -> str:
    """A cell whose lines are paragraphs."""
    lines = "".join(p(line) for line in text.split("\n") if line)
    return f"<table:table-cell {more}>{lines}</table:table-cell>"


COVERED = "<table:covered-table-cell/>"
