"""PowerPoint decks: read in the order of the eye."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Pt

from maillage.intake.readers import open_source
from maillage.intake.readers.archive import Archive
from maillage.intake.readers.blocks import BlockKind, SourceFormat
from maillage.intake.readers.errors import DamagedFileError, EmptyFileError, OversizedFileError
from tests.intake.readers import decks
from tests.intake.readers.decks import add_box, add_slide, new_deck, read, saved, shown, texts
from tests.intake.readers.office import zipped
from tests.intake.readers.pictures import png

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def _mark(paragraph: Any, name: str, **attributes: str) -> None:
    properties = paragraph._p.get_or_add_pPr()
    etree.SubElement(properties, f"{{{_A}}}{name}", attributes)


def _shuffled(slide: Any) -> None:
    tree = slide.shapes._spTree
    shapes = [shape._element for shape in slide.shapes]
    for shape in shapes:
        tree.remove(shape)
    for shape in random.Random(3).sample(shapes, len(shapes)):
        tree.append(shape)


def _three_columns(slide: Any) -> None:
    for column, name in enumerate(("Constats", "Objectifs", "Actions")):
        add_box(slide, name, 40 + 300 * column, 100, 280, 30)
        add_box(slide, f"Contenu {name}\nSuite {name}", 40 + 300 * column, 132, 280, 200)


def test_shapes_are_read_in_the_order_of_the_eye_whatever_their_order_in_the_file() -> None:
    orders = []
    for shuffled in (False, True):
        deck = new_deck()
        slide = add_slide(deck, decks.TITLE_ONLY, "Action 1")
        _three_columns(slide)
        add_box(slide, "Pied", 40, 480, 880, 30)
        if shuffled:
            _shuffled(slide)
        orders.append(texts(read(deck)))
    columns = [
        text for name in ("Constats", "Objectifs", "Actions")
        for text in (name, f"Contenu {name}", f"Suite {name}")
    ]  # fmt: skip
    assert orders == [["Action 1", *columns, "Pied"]] * 2


def test_labels_left_of_their_contents_make_the_rows_of_a_table() -> None:
    deck = new_deck()
    slide = add_slide(deck)
    add_box(slide, "CAF\nCommune", 250, 150, 600, 60)
    add_box(slide, "Ouvrir un lieu", 250, 100, 600, 40)
    add_box(slide, "Partenaires", 40, 150, 180, 60)
    add_box(slide, "Objectif", 40, 100, 180, 40)
    rows = [[cell.lines for cell in block.cells] for block in read(deck).blocks]
    assert rows == [[("Objectif",), ("Ouvrir un lieu",)], [("Partenaires",), ("CAF", "Commune")]]


def test_a_box_that_grew_over_the_next_row_keeps_its_label() -> None:
    deck = new_deck()
    slide = add_slide(deck)
    for row, label in enumerate(("Objectif", "Étapes", "Partenaires")):
        add_box(slide, label, 40, 100 + 50 * row, 180, 40)
        lines = "\n".join(["Contenu", *"abcdef"[row:], label])
        add_box(slide, lines, 250, 100 + 50 * row, 600, 170 - 55 * row)
    assert texts(read(deck)) == [
        "Objectif | Contenu a b c d e f Objectif",
        "Étapes | Contenu b c d e f Étapes",
        "Partenaires | Contenu c d e f Partenaires",
    ]


def test_a_line_at_the_foot_of_the_slide_is_read_last() -> None:
    deck = new_deck()
    slide = add_slide(deck)
    add_box(slide, "Axe A", 40, 505, 400, 25)
    add_box(slide, "À gauche", 40, 100, 400, 380)
    add_box(slide, "À droite", 500, 100, 400, 380)
    assert texts(read(deck)) == ["À gauche", "À droite", "Axe A"]


def test_cards_that_number_themselves_are_read_along_the_rows() -> None:
    deck = new_deck()
    slide = add_slide(deck)
    for number in range(6):
        row, column = divmod(number, 3)
        add_box(slide, f"Action {number + 1}", 40 + 300 * column, 100 + 150 * row, 280, 100)
    assert texts(read(deck)) == [f"Action {number}" for number in range(1, 7)]


def test_a_box_that_lies_in_another_is_read_with_it() -> None:
    deck = new_deck()
    slide = add_slide(deck)
    add_box(slide, "Dans le second", 520, 150, 300, 40)
    add_box(slide, "Second cadre", 500, 100, 400, 300)
    add_box(slide, "Dans le premier", 60, 150, 300, 40)
    add_box(slide, "Premier cadre", 40, 100, 400, 300)
    assert texts(read(deck)) == ["Premier cadre", "Dans le premier", "Second cadre", "Dans le second"]


def test_shapes_of_nested_groups_stand_where_the_groups_put_them() -> None:
    deck = new_deck()
    slide = add_slide(deck)
    add_box(slide, "milieu", 40, 200)
    outer = slide.shapes.add_group_shape()
    inner = outer.shapes.add_group_shape()
    for text, y in (("premier", 0), ("second", 60)):
        add_box(inner, text, 0, y)
    for group, y in ((outer, 300), (inner, 0)):
        group.left, group.top, group.width, group.height = Pt(40), Pt(y), Pt(200), Pt(100)
    source = read(deck)
    assert texts(source) == ["milieu", "premier", "second"]
    transform = outer._element.grpSpPr.find(f"{{{_A}}}xfrm")
    transform.find(f"{{{_A}}}off").set("y", "0")
    assert texts(read(deck)) == ["premier", "second", "milieu"]


def test_a_body_placeholder_has_bullets_and_a_text_box_has_none() -> None:
    deck = new_deck()
    slide = add_slide(deck, decks.CONTENT, "Action 1")
    frame = slide.placeholders[1].text_frame
    frame.text = "Former\nles équipes\nSans puce"
    frame.paragraphs[1].level = 1
    _mark(frame.paragraphs[2], "buNone")
    add_box(slide, "Libre", 40, 500)
    assert shown(read(deck)) == [
        ("heading", 2, "", "Action 1"),
        ("item", 0, "•", "Former"),
        ("item", 1, "•", "les équipes"),
        ("paragraph", 0, "", "Sans puce"),
        ("paragraph", 0, "", "Libre"),
    ]


def test_automatic_numbers_count_and_start_again() -> None:
    deck = new_deck()
    box = add_box(add_slide(deck), "un\ndeux\ndétail\ntrois", 40, 40, 300, 200)
    for paragraph in box.text_frame.paragraphs:
        _mark(paragraph, "buAutoNum", type="arabicPeriod")
    box.text_frame.paragraphs[2].level = 1
    box.text_frame.paragraphs[2]._p.pPr[0].set("type", "alphaLcParenR")
    assert [block.marker for block in read(deck).blocks] == ["1.", "2.", "a)", "3."]


def test_a_line_break_parts_lines_and_bold_is_kept() -> None:
    deck = new_deck()
    box = add_box(add_slide(deck), "Pilote : CAF\vPartenaires : MSA", 40, 40)
    box.text_frame.paragraphs[0].runs[0].font.bold = True
    assert [(block.text, block.bold) for block in read(deck).blocks] == [
        ("Pilote : CAF", True),
        ("Partenaires : MSA", False),
    ]


def test_large_letters_make_a_heading_where_the_layout_names_no_title() -> None:
    deck = new_deck()
    for number in (1, 2):
        slide = add_slide(deck)
        box = add_box(slide, f"Action {number}", 40, 20, 800, 50)
        box.text_frame.paragraphs[0].runs[0].font.size = Pt(32)
        add_box(slide, "Texte courant de la diapositive", 40, 120, 800, 200)
    headings = [block for block in read(deck).blocks if block.kind is BlockKind.HEADING]
    assert [(block.text, block.level) for block in headings] == [("Action 1", 2), ("Action 2", 2)]


def test_the_lines_of_a_title_are_one_but_for_a_line_that_names_an_entry() -> None:
    deck = new_deck()
    slide = add_slide(deck, decks.TITLE_ONLY)
    slide.shapes.title.text = "Axe 1 : Grandir\nAction 1.2 : Ouvrir\nun lieu"
    add_box(slide, "Texte", 40, 300)
    assert texts(read(deck)) == ["Axe 1 : Grandir", "Action 1.2 : Ouvrir un lieu", "Texte"]


def test_merged_cells_are_one_across_and_inherited_downwards() -> None:
    deck = new_deck()
    table = add_slide(deck).shapes.add_table(3, 3, Pt(40), Pt(40), Pt(600), Pt(200)).table
    table.cell(0, 0).merge(table.cell(0, 2))
    table.cell(1, 0).merge(table.cell(2, 0))
    for row, column, text in (
        (0, 0, "Fiche"),
        (1, 0, "Axe 1"),
        (1, 1, "Pilote"),
        (1, 2, "CAF"),
        (2, 2, "MSA"),
    ):
        table.cell(row, column).text = text
    first, second, third = read(deck).blocks
    assert [cell.text for cell in first.cells] == ["Fiche"]
    assert [cell.text for cell in second.cells] == ["Axe 1", "Pilote", "CAF"]
    assert [cell.inherited for cell in third.cells] == [True, False, False]


def test_notes_are_kept_apart_with_their_slide() -> None:
    deck = new_deck()
    for text in ("Un", "Deux"):
        slide = add_slide(deck)
        add_box(slide, text, 40, 40)
        slide.notes_slide.notes_text_frame.text = f"Dire {text}"
    notes = [block for block in read(deck).blocks if block.kind is BlockKind.NOTE]
    assert [(note.text, note.place.page) for note in notes] == [
        ("Note\u00a0: Dire Un", 1),
        ("Note\u00a0: Dire Deux", 2),
    ]


def test_what_is_not_to_be_read_is_told_with_its_slide() -> None:
    deck = new_deck()
    add_box(add_slide(deck), "Texte", 40, 40)
    hidden = add_slide(deck)
    add_box(hidden, "Masqué", 40, 40)
    hidden._element.set("show", "0")
    add_slide(deck).shapes.add_picture(png(), Pt(0), Pt(0))
    chart_data: Any = CategoryChartData  # python-pptx types its classes, not this one
    data = chart_data()
    data.categories = ["2024"]
    data.add_series("Places", (12,))
    add_slide(deck).shapes.add_chart(XL_CHART_TYPE.PIE, Pt(0), Pt(0), Pt(100), Pt(100), data)
    source = read(deck)
    assert texts(source) == ["Texte"]
    assert [(place.page if place else None, sentence) for sentence, place in source.warnings] == [
        (2, "La diapositive 2, masquée, n’a pas été lue."),
        (3, "La diapositive 3 n’est qu’une image\u00a0: son texte n’a pas été lu."),
        (4, "La diapositive 4 ne contient qu’un graphique\u00a0: il n’a pas été lu."),
    ]


def test_footers_hidden_shapes_and_what_is_parked_beside_the_slide_are_left_out() -> None:
    deck = new_deck()
    slide = add_slide(deck, decks.TITLE_ONLY, "Action 1")
    for layout_shape in deck.slide_layouts[decks.TITLE_ONLY].placeholders:
        if layout_shape.placeholder_format.idx >= 10:
            slide.shapes.clone_placeholder(layout_shape)
    for shape in slide.placeholders:
        if shape.placeholder_format.idx >= 10:
            shape.text_frame.text = "Document de travail"
    add_box(slide, "À côté", 2000, 40)
    add_box(slide, "Caché", 40, 200)._element.nvSpPr.cNvPr.set("hidden", "1")
    assert texts(read(deck)) == ["Action 1"]


def _smart_art(drawing: bool) -> bytes:
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    head = f'xmlns:a="{_A}" xmlns:r="{relations}" xmlns:p="p" xmlns:dgm="dgm" xmlns:dsp="dsp"'
    body = "<a:p><a:r><a:t>{}</a:t></a:r></a:p>"
    point = "<dgm:pt><dgm:t>{}</dgm:t></dgm:pt>"
    shape = "<dsp:sp><dsp:txBody>{}</dsp:txBody></dsp:sp>"
    frame = '<a:graphic><a:graphicData><dgm:relIds r:dm="rId1"/></a:graphicData></a:graphic>'
    points = "".join(point.format(body.format(text)) for text in ("Accueillir", "Orienter"))
    shapes = "".join(shape.format(body.format(text)) for text in ("Accueillir", "Orienter"))
    link = '<Relationship Id="{}" Type="x/{}" Target="{}"/>'
    members: dict[str, str | bytes] = {
        "ppt/presentation.xml": f'<p:presentation {head}><p:sldIdLst><p:sldId id="256" r:id="rId9"/>'
        "</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": f"<R>{link.format('rId9', 'slide', 'slides/s1.xml')}</R>",
        "ppt/slides/s1.xml": f"<p:sld {head}><p:cSld><p:spTree><p:graphicFrame>{frame}</p:graphicFrame>"
        "</p:spTree></p:cSld></p:sld>",
        "ppt/slides/_rels/s1.xml.rels": "<R>"
        + link.format("rId1", "diagramData", "/ppt/diagrams/data1.xml")
        + link.format("rId2", "diagramDrawing", "../diagrams/drawing1.xml")
        + "</R>",
        "ppt/diagrams/data1.xml": f"<dgm:dataModel {head}><dgm:ptLst>{points}</dgm:ptLst>"
        '<dsp:dataModelExt relId="rId2"/></dgm:dataModel>',
    }
    if drawing:
        members["ppt/diagrams/drawing1.xml"] = f"<dsp:drawing {head}>{shapes}</dsp:drawing>"
    return zipped(members)


@pytest.mark.parametrize("drawing", [True, False], ids=["its drawing", "its points"])
def test_smart_art_is_read_from_what_stands_beside_it(drawing: bool) -> None:
    assert texts(open_source(_smart_art(drawing), "d.pptx")) == ["Accueillir", "Orienter"]


def _noting(honest: Callable[..., bytes], opened: list[str]) -> Callable[..., bytes]:
    """``Archive.read``, noting the name of each member that is read."""

    def read_member(archive: Archive, name: str, most: int | None = None) -> bytes:
        opened.append(name)
        return honest(archive, name, most)

    return read_member


def test_pictures_are_never_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    deck = new_deck()
    slide = add_slide(deck)
    slide.shapes.add_picture(png(), Pt(0), Pt(0))
    add_box(slide, "Texte", 40, 40)
    opened: list[str] = []
    monkeypatch.setattr(Archive, "read", _noting(Archive.read, opened))
    assert texts(read(deck)) == ["Texte"]
    assert not [name for name in opened if "media" in name]


def test_macros_of_a_deck_are_never_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    data = BytesIO(_smart_art(drawing=True))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("ppt/vbaProject.bin", b"Shell")
    opened: list[str] = []
    monkeypatch.setattr(Archive, "read", _noting(Archive.read, opened))
    assert texts(open_source(data.getvalue(), "d.pptm")) == ["Accueillir", "Orienter"]
    assert "ppt/vbaProject.bin" not in opened


def test_every_block_says_its_slide_and_slides_are_parted() -> None:
    deck = new_deck()
    for text in ("Un", "Deux", "Trois"):
        add_box(add_slide(deck), text, 40, 40)
    source = read(deck)
    assert (source.format, source.pages) == (SourceFormat.PPTX, 3)
    assert [(block.kind.value, block.place.page) for block in source.blocks] == [
        ("paragraph", 1),
        ("break", 1),
        ("paragraph", 2),
        ("break", 2),
        ("paragraph", 3),
    ]


def test_a_slide_that_the_file_has_lost_is_told_of() -> None:
    deck = new_deck()
    for text in ("Un", "Deux"):
        add_box(add_slide(deck), text, 40, 40)
    with zipfile.ZipFile(BytesIO(saved(deck))) as archive:
        kept = {name: archive.read(name) for name in archive.namelist() if "slide2.xml" not in name}
    source = open_source(zipped(dict(kept)), "d.pptx")
    assert texts(source) == ["Un"]
    assert [sentence for sentence, _ in source.warnings] == [
        "La diapositive 2 est abîmée\u00a0: elle n’a pas été lue."
    ]


@pytest.mark.parametrize(
    ("presentation", "error", "words"),
    [
        ("<p/>", DamagedFileError, "aucune diapositive"),
        ("<p", DamagedFileError, "abîmé"),
        ('<!DOCTYPE p [<!ENTITY x "x">]><p>&x;</p>', DamagedFileError, "définitions XML"),
    ],
    ids=["no slide", "cut", "entities"],
)
def test_a_spoilt_deck_is_refused_with_a_sentence(
    presentation: str, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        open_source(zipped({"ppt/presentation.xml": presentation}), "d.pptx")


def test_a_deck_of_pictures_alone_is_refused_and_a_deck_without_end_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    deck = new_deck()
    add_slide(deck).shapes.add_picture(png(), Pt(0), Pt(0))
    with pytest.raises(EmptyFileError, match="seulement des images"):
        read(deck)
    add_slide(deck)
    monkeypatch.setattr("maillage.intake.readers.slides.writing.MAX_PAGES", 1)
    with pytest.raises(OversizedFileError, match="2 diapositives"):
        open_source(saved(deck), "d.pptx")
