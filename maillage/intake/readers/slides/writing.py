"""A deck written as blocks: titles by place or by size, items, tables, notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from maillage.intake.readers.blocks import Source, SourceFormat
from maillage.intake.readers.errors import EmptyFileError, OversizedFileError
from maillage.intake.readers.limits import MAX_PAGES
from maillage.intake.readers.prose import TextLine, write_paragraph
from maillage.intake.readers.slides.order import reading_order
from maillage.intake.readers.slides.shapes import Slide, SlideParagraph, TableShape, TextShape
from maillage.intake.readers.writing import SourceWriter

_LARGER = 1.12
_ALIKE = 1.07
_LONGEST_HEADING = 260
_OPENING, _TITLE, _LARGE, _LOWEST = 1, 2, 3, 4
_FEWEST_LINES = 8
_SHARE_OF_LINES = 0.95
_TALLEST_LINE = 2.0
_NAMED = re.compile(r"^(?:axe|objectif|orientation|action|fiche|enjeu|volet)\b.{0,20}\d", re.IGNORECASE)


def check_length(slides: int) -> None:
    """Raises OversizedFileError when a deck has more slides than are read."""
    if slides > MAX_PAGES:
        raise OversizedFileError(
            f"Ce diaporama compte {slides} diapositives\u00a0; la limite est de {MAX_PAGES}. "
            "N’en gardez que le plan d’action."
        )


def write_deck(name: str, form: SourceFormat, slides: Sequence[Slide]) -> Source:
    """The deck as blocks, a BREAK between two slides; hidden slides are left out, and told of.

    Raises EmptyFileError when no slide has text.
    """
    if _are_scattered(slides):
        # Only then: the reader of PDF files takes a while to load.
        from maillage.intake.readers.slides.scattered import write_scattered

        return write_scattered(name, form, slides)
    writer = SourceWriter(name, form)
    sizes: Counter[float] = Counter()
    for slide in slides:
        sizes.update(slide.sizes)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    height = max((shape.box.bottom for slide in slides for shape in slide.shapes), default=0.0)
    for slide in slides:
        if slide is not slides[0]:
            writer.page_break()
        writer.page = slide.number
        _SlideWriter(writer, slide, body, height).write()
    if not any(slide.shapes for slide in slides if not slide.hidden):
        raise EmptyFileError(
            "Ce diaporama ne contient pas de texte, seulement des images. "
            "Retrouvez l’original, ou passez-le à la reconnaissance de caractères."
        )
    return writer.source(pages=len(slides))


def _are_scattered(slides: Sequence[Slide]) -> bool:
    """Whether every line is a shape of its own, as in a deck that was made from a PDF."""
    shapes = [shape for slide in slides for shape in slide.shapes]
    filled = sum(bool(slide.shapes) for slide in slides)
    if len(shapes) < _FEWEST_LINES * max(1, filled) or any(slide.notes or slide.hidden for slide in slides):
        return False
    lines = [shape for shape in shapes if isinstance(shape, TextShape) and _is_line(shape)]
    titled = any(isinstance(shape, TextShape) and shape.title for shape in shapes)
    return not titled and len(lines) >= _SHARE_OF_LINES * len(shapes)


def _is_line(shape: TextShape) -> bool:
    shown = [each for each in shape.paragraphs if each.shown]
    size = shown[0].size if shown else 0.0
    return (
        len(shown) == 1
        and len(shown[0].shown) == 1
        and not shown[0].marker
        and shape.box.height <= _TALLEST_LINE * size
    )


class _SlideWriter:
    def __init__(self, writer: SourceWriter, slide: Slide, body: float, height: float) -> None:
        self._writer = writer
        self._height = height
        self._slide = slide
        self._body = body
        texts = [shape for shape in slide.shapes if isinstance(shape, TextShape)]
        self._titled = any(shape.title for shape in texts)
        large = [each.size for shape in texts for each in shape.paragraphs if self._is_large(each)]
        self._largest = max(large, default=0.0)
        plain = any(
            each.shown and not self._is_large(each)
            for shape in texts
            if not shape.title
            for each in shape.paragraphs
        )
        self._opens = slide.opening or not (plain or len(texts) < len(slide.shapes))

    def write(self) -> None:
        """The slide: its shapes in reading order, then its notes."""
        slide, writer = self._slide, self._writer
        if slide.hidden:
            writer.warn(f"La diapositive {slide.number}, masquée, n’a pas été lue.", writer.place())
            return
        if not slide.shapes:
            self._tell_unread()
        for shape in reading_order(slide.shapes, self._height):
            if isinstance(shape, TableShape):
                self._write_table(shape)
            elif shape.title:
                self._write_title(shape)
            else:
                for paragraph in shape.paragraphs:
                    write_paragraph(writer, self._as_heading(paragraph))
                writer.blank()
        for note in slide.notes:
            writer.note(f"Note\u00a0: {note}")

    def _tell_unread(self) -> None:
        number, place = self._slide.number, self._writer.place()
        if self._slide.lost:
            self._writer.warn(f"La diapositive {number} est abîmée\u00a0: elle n’a pas été lue.", place)
        elif self._slide.charts:
            self._writer.warn(
                f"La diapositive {number} ne contient qu’un graphique\u00a0: il n’a pas été lu.", place
            )
        elif self._slide.pictures:
            self._writer.warn(
                f"La diapositive {number} n’est qu’une image\u00a0: son texte n’a pas été lu.", place
            )

    def _is_large(self, paragraph: SlideParagraph) -> bool:
        text = " ".join(line.text for line in paragraph.shown)
        return (
            not paragraph.marker
            and 0 < self._body * _LARGER <= paragraph.size
            and len(text) <= _LONGEST_HEADING
            and any(character.isalpha() for character in text)
        )

    def _as_heading(self, paragraph: SlideParagraph) -> SlideParagraph:
        """``paragraph``, a heading where it is set larger than the deck's body."""
        if not self._is_large(paragraph):
            return paragraph
        largest = paragraph.size * _ALIKE >= self._largest
        if self._titled:
            level = _LARGE if largest else _LOWEST
        elif largest:
            level = _OPENING if self._opens else _TITLE
        else:
            level = _LARGE
        return replace(paragraph, heading=level)

    def _write_title(self, shape: TextShape) -> None:
        level = _OPENING if self._opens else _TITLE
        for title in _titles(shape.paragraphs):
            write_paragraph(self._writer, replace(title, heading=level, marker=""))

    def _write_table(self, shape: TableShape) -> None:
        rows = [row for row in shape.rows if any(cell.lines for cell in row)]
        self._writer.blank()
        table = self._writer.new_table()
        for row in rows:
            self._writer.row(row, table)
        self._writer.blank()


def _titles(paragraphs: Iterable[SlideParagraph]) -> Iterator[SlideParagraph]:
    """A title's lines made one, but where a line names an entry of its own, or is set otherwise."""
    waiting: SlideParagraph | None = None
    for paragraph in paragraphs:
        for line in paragraph.shown:
            if waiting is not None and _goes_on(waiting, paragraph, line):
                waiting = replace(waiting, lines=[*waiting.lines, line])
                continue
            if waiting is not None:
                yield waiting
            waiting = replace(paragraph, lines=[line])
    if waiting is not None:
        yield waiting


def _goes_on(title: SlideParagraph, paragraph: SlideParagraph, line: TextLine) -> bool:
    alike = title.size <= paragraph.size * _LARGER and paragraph.size <= title.size * _LARGER
    return alike and not _NAMED.match(line.text)
