"""Pages that are pictures: told apart, recognised where tesseract is installed, always told."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from maillage.intake.readers import open_source
from maillage.intake.readers.blocks import BlockKind
from maillage.intake.readers.errors import EmptyFileError
from maillage.intake.readers.ocr import words_of
from maillage.intake.readers.pdf import scans
from maillage.intake.readers.pdf.raster import drawn_rules

Draw = Callable[[Canvas], None]
_ABSENT = "maillage.intake.readers.pdf.find_program"


def _pdf(*pages: Draw) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _photographed(*pages: Draw, strips: int = 1) -> Draw:
    """A page that shows a picture of another, whole or in strips."""
    document = pypdfium2.PdfDocument(_pdf(*pages))
    picture = document[0].render(scale=200 / 72, grayscale=True).to_pil()
    document.close()

    def draw(canvas: Canvas) -> None:
        height = picture.height // strips
        for strip in range(strips):
            part = picture.crop((0, strip * height, picture.width, (strip + 1) * height))
            shown = A4[1] / strips
            canvas.drawImage(ImageReader(part), 0, A4[1] - (strip + 1) * shown, A4[0], shown)

    return draw


def _text(canvas: Canvas, x: float, y: float, text: str, size: float = 11) -> None:
    canvas.setFont("Helvetica", size)
    canvas.drawString(x, y, text)


def _plan(canvas: Canvas) -> None:
    _text(canvas, 60, 770, "Axe 1 : Accueillir les jeunes enfants", 18)
    _text(canvas, 60, 730, "Le territoire compte peu de lieux ouverts aux familles, surtout au nord.")
    canvas.grid([60, 180, 520], [600, 640, 680])
    _text(canvas, 66, 660, "Pilotes")
    _text(canvas, 186, 660, "Communauté de communes")
    _text(canvas, 66, 620, "Calendrier")
    _text(canvas, 186, 620, "Rentrée 2027")


def _stamped(canvas: Canvas) -> None:
    _photographed(_plan)(canvas)
    _text(canvas, 60, 825, "Envoyé en préfecture le 3 mars 2026, reçu le 4 mars 2026, publié le 5", 8)
    _text(canvas, 300, 20, "Page 3 sur 40", 8)


def test_a_scanned_page_is_read_with_its_title_and_its_table(tesseract: str) -> None:
    assert tesseract
    source = open_source(_pdf(_photographed(_plan, strips=3)), "scan.pdf")
    heading, paragraph, *rows = source.blocks
    assert (heading.kind, heading.text) == (BlockKind.HEADING, "Axe 1 : Accueillir les jeunes enfants")
    assert paragraph.text.startswith("Le territoire compte peu de lieux ouverts aux familles")
    assert [[cell.text for cell in row.cells] for row in rows] == [
        ["Pilotes", "Communauté de communes"],
        ["Calendrier", "Rentrée 2027"],
    ]
    assert source.warnings[0][0] == (
        "La page 1 est une image\u00a0: son texte vient d’une reconnaissance de caractères, à relire."
    )


def test_pages_are_recognised_one_by_one_and_told(tesseract: str) -> None:
    assert tesseract
    told: list[tuple[int, int]] = []
    scan = _photographed(_plan)
    data = _pdf(lambda canvas: _text(canvas, 60, 700, "Un texte"), scan, scan, _stamped)
    source = open_source(data, "plan.pdf", lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    ((sentence, place),) = source.warnings
    assert sentence.startswith("Les pages 2 à 4 sont des images\u00a0: leur texte vient d’une reconnaissance")
    assert place is not None
    assert place.page == 2
    assert " ".join(source.lines).count("Rentrée 2027") == 3


def test_without_the_program_a_scan_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_ABSENT, lambda: None)
    with pytest.raises(EmptyFileError, match="installez tesseract-ocr et tesseract-ocr-fra"):
        open_source(_pdf(_photographed(_plan)), "scan.pdf")


def test_without_the_program_the_other_pages_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_ABSENT, lambda: None)
    source = open_source(_pdf(lambda canvas: _text(canvas, 60, 700, "Un texte"), _photographed(_plan)), "x")
    assert source.lines[0] == "Un texte"
    ((sentence, _),) = source.warnings
    assert sentence.startswith("La page 2 est une image, elle n’a pas été lue\u00a0: installez tesseract-ocr")


def test_a_page_that_is_given_up_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_ABSENT, lambda: "/bin/false")
    scan = _photographed(_plan)
    source = open_source(_pdf(lambda canvas: _text(canvas, 60, 700, "Un texte"), scan, scan), "x")
    ((sentence, _),) = source.warnings
    assert sentence.startswith("Les pages 2 et 3 sont des images qui n’ont pas pu être reconnues")


def test_a_picture_under_real_text_is_no_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    def recognise(*_: object) -> None:
        pytest.fail("a page with text of its own is read as it is")

    monkeypatch.setattr(scans, "read_picture", recognise)

    def page(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(Image.new("L", (200, 280), 230)), 0, 0, *A4)
        _text(canvas, 60, 500, "Une diapositive avec un fond, et un texte à elle.")

    assert open_source(_pdf(page), "deck.pdf").lines[0].startswith("Une diapositive")


@pytest.mark.parametrize("lean", [0, 0.4])
def test_the_rules_of_a_picture_are_found_and_its_letters_are_not(lean: float) -> None:
    def page(canvas: Canvas) -> None:
        _plan(canvas)
        canvas.grid([60, 180, 520], [100, 500])

    document = pypdfium2.PdfDocument(_pdf(page))
    picture = document[0].render(scale=3, grayscale=True).to_pil().rotate(lean, fillcolor=255)
    document.close()
    rules = drawn_rules(picture, 3)
    across = sorted(rule.at for rule in rules if rule.across)
    down = sorted(rule.at for rule in rules if not rule.across and rule.end - rule.start > 300)
    assert across == pytest.approx([round(A4[1]) - y for y in (680, 640, 600, 500, 100)], abs=3)
    assert down == pytest.approx([60, 180, 520], abs=3)


def _line(*words: tuple[int, int, int, str]) -> bytes:
    """A line as tesseract writes it: left, right, confidence and text of each word."""
    spans = "".join(
        f"<span class='ocrx_word' title='bbox {x0} 10 {x1} 40; x_wconf {sure}'>{text}</span>"
        for x0, x1, sure, text in words
    )
    title = "bbox 0 10 900 40; baseline 0.01 -6; x_size 30; x_descenders 6; x_ascenders 7"
    return f"<html><body><span class='ocr_line' title='{title}'>{spans}</span></body></html>".encode()


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        (((10, 20, 60, "e"), (40, 100, 96, "Ouvrir")), ["•", "Ouvrir"]),
        (((10, 100, 0, "*_Ouvrir"), (110, 140, 90, "un")), ["•", "Ouvrir", "un"]),
        (((10, 100, 30, "«Ouvrir"), (110, 140, 90, "un")), ["•", "Ouvrir", "un"]),
        (((10, 100, 90, "«Ouvrir"), (110, 200, 90, "tôt»")), ["«Ouvrir", "tôt»"]),
        (((10, 100, 5, "l’Ormelle"), (110, 116, 2, "~")), ["l’Ormelle"]),
        (((10, 90, 90, "Pilotes"), (300, 310, 90, "+"), (330, 380, 90, "CAF")), ["Pilotes", "•", "CAF"]),
        (((10, 90, 90, "Plus"), (100, 110, 90, "+"), (120, 150, 90, "15")), ["Plus", "+", "15"]),
        (((10, 20, 90, "|"), (40, 60, 90, "--")), ["—"]),
    ],
)
def test_words_are_cleaned_of_what_tesseract_makes_of_bullets_and_rules(
    words: tuple[tuple[int, int, int, str], ...], texts: list[str]
) -> None:
    assert [word.text for word in words_of(_line(*words))] == texts


def test_the_baseline_of_a_word_follows_the_slope_of_its_line() -> None:
    first, second = words_of(_line((0, 100, 90, "Ouvrir"), (200, 300, 90, "tôt")))
    assert (first.base, second.base) == (34.5, 36.5)
