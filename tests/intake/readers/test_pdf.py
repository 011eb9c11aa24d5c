"""PDF files: order, tables, lists and headings found from where the text stands."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Table, TableStyle

from maillage.intake.readers import limits, open_source
from maillage.intake.readers.blocks import BlockKind, Source
from maillage.intake.readers.errors import OversizedFileError

_BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=13)
_LONG = (
    "Les services aux familles se trouvent surtout au bourg-centre, ce qui oblige les habitants "
    "des villages du nord à de longs trajets pour faire garder leurs enfants."
)


def _draw(*pages: Callable[[Canvas], None], rotation: int = 0) -> Source:
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for page in pages:
        canvas.setPageRotation(rotation)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return open_source(out.getvalue(), "plan.pdf")


def _text(canvas: Canvas, x: float, y: float, text: str, size: float = 10, font: str = "Helvetica") -> None:
    canvas.setFont(font, size)
    canvas.drawString(x, y, text)


def _flow(canvas: Canvas, x: float, top: float, width: float, *texts: str) -> None:
    for text in texts:
        paragraph = Paragraph(text, _BODY)
        _, height = paragraph.wrap(width, 800)
        paragraph.drawOn(canvas, x, top - height)
        top -= height + 8


def _texts(source: Source) -> list[str]:
    return [block.text for block in source.blocks if block.kind is not BlockKind.BREAK]


def test_two_columns_are_read_one_after_the_other_under_their_title() -> None:
    def page(canvas: Canvas) -> None:
        _text(canvas, 60, 760, "Le diagnostic du territoire, en deux colonnes", 18)
        _flow(canvas, 60, 720, 220, f"Gauche. {_LONG}", "Suite à gauche.")
        _flow(canvas, 320, 720, 220, f"Droite. {_LONG}", "Suite à droite.")

    texts = _texts(_draw(page))
    assert [text.split(".")[0] for text in texts] == [
        "Le diagnostic du territoire, en deux colonnes",
        "Gauche",
        "Suite à gauche",
        "Droite",
        "Suite à droite",
    ]
    assert texts[1] == f"Gauche. {_LONG}"


def test_wrapped_lines_are_joined_and_meant_breaks_are_kept() -> None:
    def page(canvas: Canvas) -> None:
        _flow(canvas, 60, 720, 400, _LONG, _LONG)
        _text(canvas, 60, 600, "Commune de Pontigan")
        _text(canvas, 60, 587, "Commune de Corvesac")

    assert _texts(_draw(page)) == [_LONG, _LONG, "Commune de Pontigan", "Commune de Corvesac"]


def test_a_word_cut_at_the_end_of_a_line_is_whole_again() -> None:
    def page(canvas: Canvas) -> None:
        _text(canvas, 60, 700, "Un lieu d’accueil ouvert chaque semaine pour l’accompagne-")
        _text(canvas, 60, 687, "ment des familles et des enfants, avec les parents")

    (text,) = _texts(_draw(page))
    assert "l’accompagnement des familles" in text


def test_items_keep_the_depth_that_their_indent_shows() -> None:
    def page(canvas: Canvas) -> None:
        for offset, (x, text) in enumerate(
            [(60, "• Former les équipes"), (80, "– au handicap"), (80, "– au jeu"), (60, "• Ouvrir le soir")]
        ):
            _text(canvas, x, 700 - 14 * offset, text)

    blocks = _draw(page).blocks
    assert [(block.kind, block.level, block.marker) for block in blocks] == [
        (BlockKind.ITEM, 0, "•"),
        (BlockKind.ITEM, 1, "–"),
        (BlockKind.ITEM, 1, "–"),
        (BlockKind.ITEM, 0, "•"),
    ]


def test_headings_are_ranked_by_their_size() -> None:
    def page(canvas: Canvas) -> None:
        _text(canvas, 60, 780, "Le plan", 20)
        _text(canvas, 60, 740, "Axe 1", 14)
        _text(canvas, 60, 720, "Pilotes", 10, "Helvetica-Bold")
        _flow(canvas, 60, 700, 400, _LONG)

    blocks = _draw(page).blocks
    assert [(block.kind, block.level, block.bold) for block in blocks] == [
        (BlockKind.HEADING, 1, False),
        (BlockKind.HEADING, 2, False),
        (BlockKind.PARAGRAPH, 0, True),
        (BlockKind.PARAGRAPH, 0, False),
    ]


def _table() -> Table:
    table = Table(
        [
            ["Action 1", "", ""],
            ["Axe 1", "Pilotes", Paragraph("Responsable du relais<br/>Vice-présidente", _BODY)],
            ["", "Objectifs", Paragraph(_LONG, _BODY)],
        ],
        colWidths=[80, 90, 280],
    )
    spans = [("SPAN", (0, 0), (2, 0)), ("SPAN", (0, 1), (0, 2)), ("GRID", (0, 0), (-1, -1), 0.5, "black")]
    table.setStyle(TableStyle(spans))
    return table


def test_a_ruled_table_gives_rows_with_its_merged_cells() -> None:
    def page(canvas: Canvas) -> None:
        table = _table()
        table.wrapOn(canvas, 450, 700)
        table.drawOn(canvas, 60, 500)

    first, second, third = _draw(page).blocks
    assert [cell.text for cell in first.cells] == ["Action 1"]
    assert [cell.lines for cell in second.cells] == [
        ("Axe 1",),
        ("Pilotes",),
        ("Responsable du relais", "Vice-présidente"),
    ]
    assert [cell.inherited for cell in third.cells] == [True, False, False]
    assert third.cells[2].lines == (_LONG,)


def test_a_table_cut_by_the_end_of_a_page_stays_one_table() -> None:
    out = BytesIO()
    document = BaseDocTemplate(out, pagesize=A4)
    document.addPageTemplates(PageTemplate(frames=[Frame(60, 60, 480, 300)]))
    rows = [[f"Rubrique {number}", Paragraph(_LONG, _BODY)] for number in range(12)]
    table = Table(rows, colWidths=[100, 340])
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")]))
    document.build([table])
    source = open_source(out.getvalue(), "plan.pdf")
    found = [block for block in source.blocks if block.kind is BlockKind.ROW]
    assert source.pages == 2
    assert len(found) == 12
    assert {block.table for block in found} == {1}


def test_a_contents_page_is_read_across() -> None:
    def page(canvas: Canvas) -> None:
        for offset, title in enumerate(["Le diagnostic", "Les fiches", "La gouvernance"]):
            _text(canvas, 60, 700 - 16 * offset, title)
            canvas.drawRightString(520, 700 - 16 * offset, str(3 + 4 * offset))

    assert _texts(_draw(page)) == ["Le diagnostic | 3", "Les fiches | 7", "La gouvernance | 11"]


def test_labels_level_with_their_contents_make_rows_without_any_rule() -> None:
    def page(canvas: Canvas) -> None:
        _text(canvas, 60, 713, "Objectifs", font="Helvetica-Bold")
        _flow(canvas, 180, 723, 340, _LONG)
        _text(canvas, 60, 652, "Pilotes", font="Helvetica-Bold")
        _flow(canvas, 180, 662, 340, "Responsable du relais")

    rows = [[cell.lines for cell in block.cells] for block in _draw(page).blocks]
    assert rows == [[("Objectifs",), (_LONG,)], [("Pilotes",), ("Responsable du relais",)]]


def test_a_drawn_dot_before_a_line_is_a_bullet() -> None:
    def page(canvas: Canvas) -> None:
        for offset, text in enumerate(["Former les équipes", "Ouvrir le soir"]):
            canvas.circle(66, 703 - 16 * offset, 1.8, fill=1)
            _text(canvas, 74, 700 - 16 * offset, text)

    found = [(block.kind, block.text) for block in _draw(page).blocks]
    assert found == [(BlockKind.ITEM, "Former les équipes"), (BlockKind.ITEM, "Ouvrir le soir")]


def test_a_stretched_line_of_a_justified_column_stays_one_line() -> None:
    def page(canvas: Canvas) -> None:
        _text(canvas, 60, 713, "Les habitants des villages du nord du territoire ont de longs")
        x = 60.0
        for word in ["trajets", "chaque", "jour", "pour", "un", "mode", "de"]:
            _text(canvas, x, 700, word)
            x += canvas.stringWidth(word, "Helvetica", 10) + 16
        _text(canvas, 60, 687, "garde, et peu de choix dans leurs horaires de travail.")

    (text,) = _texts(_draw(page))
    assert "longs trajets chaque jour pour un mode de garde" in text


def test_a_page_number_stays_apart_from_the_running_foot() -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            _text(canvas, 60, 700, f"Page qui parle du point {number}")
            _text(canvas, 60, 40, "Document de travail")
            canvas.drawRightString(520, 40, str(number))

        return draw

    texts = _texts(_draw(*[page(number) for number in range(1, 5)]))
    assert texts[:3] == ["Page qui parle du point 1", "Document de travail", "1"]


def test_pages_are_parted_and_a_page_without_text_is_told() -> None:
    source = _draw(
        lambda canvas: _text(canvas, 60, 700, "Un"),
        lambda canvas: canvas.rect(10, 10, 50, 50),
        lambda canvas: _text(canvas, 60, 700, "Trois"),
    )
    assert [(block.kind, block.place.page) for block in source.blocks if block.text] == [
        (BlockKind.PARAGRAPH, 1),
        (BlockKind.PARAGRAPH, 3),
    ]
    assert sum(block.kind is BlockKind.BREAK for block in source.blocks) == 2
    assert source.warnings[0][0] == "La page 2 ne contient pas de texte."


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_page_turned_for_reading_is_read_as_it_shows(rotation: int) -> None:
    def page(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(*{90: (A4[1], 0), 180: A4, 270: (0, A4[0])}[rotation])
        canvas.rotate(rotation)
        _text(canvas, 60, 400, "Première ligne")
        _text(canvas, 60, 380, "Seconde ligne")
        canvas.restoreState()

    assert _texts(_draw(page, rotation=rotation)) == ["Première ligne", "Seconde ligne"]


def test_a_pdf_of_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("maillage.intake.readers.pdf.MAX_PAGES", 2)
    assert limits.MAX_PAGES > 100
    with pytest.raises(OversizedFileError, match="pages"):
        _draw(*[lambda canvas: _text(canvas, 60, 700, "Page")] * 3)


def test_the_place_of_a_block_is_its_first_printed_line() -> None:
    def page(canvas: Canvas) -> None:
        _flow(canvas, 60, 720, 300, _LONG, "Fin.")

    source = _draw(page)
    starts = [source.lines[block.place.line - 1] for block in source.blocks]
    assert starts[0].startswith("Les services aux familles")
    assert starts[1] == "Fin."


def _with_feet(frames: list[Frame], story: list[Paragraph]) -> Source:
    """``story`` set in ``frames``, a running foot and a page number under each page."""

    def foot(canvas: Canvas, _: object) -> None:
        _text(canvas, 60, 30, "Convention territoriale globale du Val d’Ormelle", 8)
        canvas.drawRightString(540, 30, f"Page {canvas.getPageNumber()}")

    out = BytesIO()
    document = BaseDocTemplate(out, pagesize=A4)
    document.addPageTemplates(PageTemplate(frames=frames, onPage=foot))
    document.build(story)
    return open_source(out.getvalue(), "plan.pdf")


_CUT = ParagraphStyle("cut", _BODY, allowWidows=1, allowOrphans=1)
_LONGER = f"{_LONG[:-1]}, et en fait renoncer plus d’un à un emploi ou à une formation."


def test_a_paragraph_that_the_end_of_a_page_cuts_is_whole_again() -> None:
    source = _with_feet([Frame(60, 60, 480, 123)], [Paragraph(_LONGER, _CUT) for _ in range(9)])
    said = [block for block in source.blocks if block.text.startswith("Les services")]
    assert source.pages is not None
    assert source.pages > 2
    assert [block.text for block in said] == [_LONGER] * 9


def test_a_running_foot_parts_no_column() -> None:
    frames = [Frame(50, 60, 235, 250), Frame(310, 60, 235, 250)]
    source = _with_feet(frames, [Paragraph(_LONGER, _CUT) for _ in range(20)])
    texts = _texts(source)
    assert source.pages == 3
    assert [text for text in texts if text.startswith("Les services")] == [_LONGER] * 20
    assert texts[-2:] == ["Convention territoriale globale du Val d’Ormelle", "Page 3"]


def test_the_name_of_an_axis_on_its_side_is_the_cell_of_its_rows() -> None:
    def page(canvas: Canvas) -> None:
        canvas.lines([(60, y, 500, y) for y in (500, 620)] + [(90, 560, 500, 560)])
        canvas.lines([(x, 500, x, 620) for x in (60, 90, 200, 500)])
        for x, text in ((72, "Axe 1 : Grandir"), (84, "au pays")):
            canvas.saveState()
            canvas.translate(x, 520)
            canvas.rotate(90)
            _text(canvas, 0, 0, text)
            canvas.restoreState()
        for y, number, title in ((595, 1, "Ouvrir un lieu"), (535, 2, "Former")):
            _text(canvas, 95, y, f"Action {number}")
            _text(canvas, 205, y, title)

    first, second = _draw(page).blocks
    assert first.text == "Axe 1 : Grandir au pays | Action 1 | Ouvrir un lieu"
    assert [cell.inherited for cell in second.cells] == [True, False, False]


def test_text_on_its_side_in_the_margin_is_left_out() -> None:
    def page(canvas: Canvas) -> None:
        _text(canvas, 60, 700, "Une phrase de la page")
        canvas.rotate(90)
        _text(canvas, 300, -30, "Document de travail")

    assert _texts(_draw(page)) == ["Une phrase de la page"]


def test_what_is_typed_in_the_fields_of_a_form_is_read() -> None:
    def page(canvas: Canvas) -> None:
        for row, (label, value) in enumerate((("Action", "Ouvrir un lieu"), ("Pilote", "CAF"))):
            _text(canvas, 60, 705 - 60 * row, label)
            canvas.acroForm.textfield(
                name=label,
                value=value,
                x=200,
                y=700 - 60 * row,
                width=250,
                height=20,
                borderStyle="underlined",
            )

    assert _texts(_draw(page)) == ["Action | Ouvrir un lieu", "Pilote | CAF"]


def _band(canvas: Canvas, name: str, bottom: float, height: float) -> None:
    canvas.rect(50, bottom, 20, height, stroke=0, fill=1)
    canvas.saveState()
    canvas.translate(64, bottom + 10)
    canvas.rotate(90)
    _text(canvas, 0, 0, name)
    canvas.restoreState()


def test_a_word_on_its_side_in_a_band_comes_just_before_the_frame_that_it_names() -> None:
    def page(canvas: Canvas) -> None:
        _text(canvas, 60, 740, "Ouvrir un lieu")
        for name, bottom, said in (("CONSTATS", 600, "Peu de lieux"), ("PILOTE", 460, "CAF")):
            _band(canvas, name, bottom, 100)
            canvas.rect(80, bottom, 400, 100)
            _text(canvas, 90, bottom + 60, said)

    assert _texts(_draw(page)) == ["Ouvrir un lieu", "CONSTATS", "Peu de lieux", "PILOTE", "CAF"]


def test_a_word_on_its_side_beside_frames_with_labels_of_their_own_is_no_label() -> None:
    def page(canvas: Canvas) -> None:
        _text(canvas, 60, 740, "Ouvrir un lieu")
        _band(canvas, "QUI", 600, 100)
        for bottom, label, said in ((650, "Pilote", "CAF"), (600, "Partenaires", "MSA")):
            canvas.rect(80, bottom, 400, 40)
            _text(canvas, 90, bottom + 26, label, font="Helvetica-Bold")
            _text(canvas, 90, bottom + 10, said)

    assert _texts(_draw(page)) == ["Ouvrir un lieu", "Pilote", "CAF", "Partenaires", "MSA"]
