"""Files that hold too much: of pages, of pictures, of letters on a line, of tables in tables."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from functools import partial
from io import BytesIO

import pypdfium2
from openpyxl import Workbook
from reportlab.pdfgen.canvas import Canvas

from tests.documents.builders.slides_pptx import build_columns_pptx
from tests.fuzz.corpus import short_plan
from tests.fuzz.hostile.hostile import PLAN_LINES, Hostile, docx_body, odt_body
from tests.intake.readers.office import docx
from tests.intake.readers.opendocument import opendocument

_MEGABYTE = 1024 * 1024
_PLAN = "\n".join(PLAN_LINES)
_GLUED = "Ouvrir un relais, JEUNESSEACTION : former. "


def _typed(canvas: Canvas, lines: tuple[str, ...] = PLAN_LINES) -> None:
    for position, line in enumerate(lines):
        canvas.drawString(72, 750 - 20 * position, line)


def _drawn(draw: Callable[[Canvas], None]) -> bytes:
    out = BytesIO()
    canvas = Canvas(out)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def _pages(count: int) -> bytes:
    """The same page printed ``count`` times."""
    one = pypdfium2.PdfDocument(_drawn(_typed))
    many = pypdfium2.PdfDocument.new()
    for _ in range(count):
        many.import_pages(one)
    out = BytesIO()
    many.save(out)
    return out.getvalue()


def _one_string(letters: int) -> bytes:
    """A page that prints one string without end, which ends PDFium itself."""
    return _drawn(lambda canvas: canvas.drawString(10, 600, "x" * letters))


def _crowded_page(glyphs: int) -> bytes:
    """One page with a plan, and ``glyphs`` letters of dust over it."""

    def draw(canvas: Canvas) -> None:
        _typed(canvas)
        canvas.setFont("Helvetica", 1)
        text = canvas.beginText(10, 600)
        text.setLeading(1)
        for line in range(glyphs // 1000):
            text.textLine(f"{line:04} " + "poussière " * 99)
        canvas.drawText(text)

    return _drawn(draw)


def _scattered_page(count: int) -> bytes:
    """Letters thrown anywhere on a page, none beside another."""
    chance = random.Random(3)

    def draw(canvas: Canvas) -> None:
        _typed(canvas)
        for _ in range(count):
            canvas.setFont("Helvetica", chance.randrange(2, 30))
            canvas.drawString(chance.random() * 590, chance.random() * 830, chance.choice("abcdefgh"))

    return _drawn(draw)


def _ruled_page() -> bytes:
    """Squared paper, as fine as a page allows."""

    def draw(canvas: Canvas) -> None:
        _typed(canvas)
        for position in range(0, 600, 5):
            canvas.line(position, 0, position, 840)
            canvas.line(0, position * 1.4, 595, position * 1.4)

    return _drawn(draw)


def _pictures(count: int) -> bytes:
    """A deck whose slides are fine and whose pictures are heavy."""
    noise = random.Random(5)
    out = BytesIO(build_columns_pptx(short_plan()))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_STORED) as archive:
        for number in range(count):
            archive.writestr(f"ppt/media/photo{number}.png", b"\x89PNG" + noise.randbytes(_MEGABYTE))
    return out.getvalue()


def _one_line(words: str, characters: int) -> bytes:
    """A plan, then one line that goes on."""
    return f"{_PLAN}\n{words * (characters // len(words))}".encode()


def _long_words() -> bytes:
    """Printed lines of one word each, finer than the eye sees, that go on with each other."""

    def draw(canvas: Canvas) -> None:
        _typed(canvas)
        canvas.setFont("Helvetica", 0.01)
        for line in range(3):
            canvas.drawString(72, 600 - line, "a" * 40_000)

    return _drawn(draw)


def _same_lines() -> bytes:
    return "\n".join([_PLAN, *["encore la même ligne, sans fin"] * 20_000]).encode()


def _short_lines() -> bytes:
    return "\n".join([_PLAN, *(f"- point {number}" for number in range(100_000))]).encode()


def _headings() -> bytes:
    """Nothing but titles."""
    return "\n".join([_PLAN, *(f"Action {number} : Ouvrir\nPilote" for number in range(2, 4000))]).encode()


def _sheet(rows: int) -> bytes:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Plan")
    sheet.append(["Axe", "Action", "Pilote", "Calendrier"])
    for number in range(rows):
        sheet.append(
            [f"Axe {number // 100 + 1} : Grandir", f"Action {number} : Ouvrir {number}", "CAF", "2025"]
        )
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def _far_cell() -> bytes:
    """A sheet formatted and merged to its last cell."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for row, (axis, action) in enumerate((("Axe", "Action"), ("Axe 1 : Grandir", "Action 1 : Ouvrir")), 1):
        sheet.cell(row, 1, axis)
        sheet.cell(row, 2, action)
        sheet.cell(row, 3, "Pilote" if row == 1 else "CAF")
    sheet.cell(1_048_576, 16_384, "loin")
    sheet.merge_cells("D2:E2")
    saved, out = BytesIO(), BytesIO()
    workbook.save(saved)
    with zipfile.ZipFile(saved) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(b"D2:E2", b"D2:XFD1048576"))
    return out.getvalue()


def _repeated_cells() -> bytes:
    """Cells and rows that an OpenDocument sheet says are repeated without end."""
    cells = "".join(f"<table:table-cell><text:p>{line}</text:p></table:table-cell>" for line in PLAN_LINES)
    more = 'table:number-columns-repeated="2147483647"'
    rows = (
        f"<table:table-row>{cells}</table:table-row>"
        + (
            f'<table:table-row table:number-rows-repeated="2147483647"><table:table-cell {more}>'
            "<text:p>encore</text:p></table:table-cell></table:table-row>"
        )
        * 50
    )
    return opendocument("spreadsheet", f"<table:table>{rows}</table:table>")


def _nested_tables(depth: int) -> bytes:
    start, end = "<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>"
    return docx(docx_body() + start * depth + docx_body(("au fond",)) + end * depth)


def _nested_lists(depth: int) -> bytes:
    start, end = "<text:list><text:list-item>", "</text:list-item></text:list>"
    return opendocument("text", odt_body() + start * depth + odt_body(("au fond",)) + end * depth)


def _nested_page(depth: int) -> bytes:
    body = "".join(f"<p>{line}</p>" for line in PLAN_LINES)
    start, end = "<table><tr><td><ul><li>", "</li></ul></td></tr></table>"
    return f"<!DOCTYPE html><html><body>{body}{start * depth}au fond{end * depth}</body></html>".encode()


def _spanning_page() -> bytes:
    cells = "".join(f'<td rowspan="65534" colspan="1000">{line}</td>' for line in PLAN_LINES)
    return f"<!DOCTYPE html><html><body><table>{f'<tr>{cells}</tr>' * 200}</table></body></html>".encode()


def _wide_csv() -> bytes:
    rows = ["Axe;Action;Pilote" + ";" * 50_000, "Axe 1 : Grandir;Action 1 : Ouvrir;CAF" + ";x" * 50_000]
    return "\n".join([*rows, '"' + "Axe 2\n" * 20_000]).encode()


CROWDS: tuple[Hostile, ...] = (
    Hostile("pages.pdf", partial(_pages, 2000), "2000 pages"),
    Hostile("crowded.pdf", partial(_crowded_page, 60_000), None, "micro-crèche"),
    Hostile("scattered.pdf", partial(_scattered_page, 3000), None),
    Hostile("ruled.pdf", _ruled_page, None),
    Hostile("pictures.pptx", partial(_pictures, 39), None),
    Hostile("pictures-too-heavy.pptx", partial(_pictures, 41), "limite est de 40"),
    Hostile("one-line.txt", partial(_one_line, _GLUED, 5 * _MEGABYTE), "trop de texte"),
    Hostile("half-a-megabyte.txt", partial(_one_line, _GLUED, _MEGABYTE // 2), None, "micro-crèche"),
    Hostile("same-lines.txt", _same_lines, None, "micro-crèche"),
    Hostile("long-words.pdf", _long_words, None, "micro-crèche"),
    Hostile("overprinted.pdf", partial(_crowded_page, 400_000), "trop de texte"),
    Hostile("printed-over.pdf", partial(_one_string, 9 * _MEGABYTE), "trop de texte"),
    Hostile("capitals.txt", partial(_one_line, "A", _MEGABYTE // 2), None, "micro-crèche"),
    Hostile("far.xlsx", _far_cell, None, "Ouvrir"),
    Hostile("repeated.ods", _repeated_cells, None, "micro-crèche"),
    Hostile("nested.docx", partial(_nested_tables, 3000), None, "micro-crèche"),
    Hostile("nested.odt", partial(_nested_lists, 3000), None, "micro-crèche"),
    Hostile("nested.html", partial(_nested_page, 5000), "emboîte"),
    Hostile("spanning.html", _spanning_page, "Aucun axe"),
    Hostile("wide.csv", _wide_csv, "Aucun axe"),
)
HEAVY: tuple[Hostile, ...] = (
    Hostile("crowded-200000.pdf", partial(_crowded_page, 200_000), None, "micro-crèche"),
    Hostile("scattered-20000.pdf", partial(_scattered_page, 20_000), None),
    Hostile("pages-600.pdf", partial(_pages, 600), None, "micro-crèche"),
    Hostile("short-lines.txt", _short_lines, None, "micro-crèche"),
    Hostile("headings.txt", _headings, None, "micro-crèche"),
    Hostile("a-line-of-2-megabytes.txt", partial(_one_line, _GLUED, 2 * _MEGABYTE), None, "micro-crèche"),
    Hostile("digits.txt", partial(_one_line, "1", 2 * _MEGABYTE), None, "micro-crèche"),
    Hostile("rows-10000.xlsx", partial(_sheet, 10_000), None, "Ouvrir"),
)
