"""The pages of a document are drawn after it is read."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from pytest_django import Settings
from reportlab.pdfgen.canvas import Canvas

from maillage.files.models import StoredFile
from maillage.intake.enums import ImportState, PagesState
from maillage.intake.models import Import, ImportPage
from maillage.intake.operations import clean_imports, draw_pages, drop
from maillage.intake.tasks import read_document
from maillage.journal.models import Entry
from tests.cast import Cast
from tests.factories.intake import waiting_import
from tests.programs import Convert

ROWS = ["Axe 1 : Accueillir les jeunes enfants", "Action 1.1 : Ouvrir une halte", "Objectifs : douze places"]


def pdf(pages: int = 1) -> bytes:
    """A document with text, its rows repeated on each page."""
    made = io.BytesIO()
    canvas = Canvas(made)
    for number in range(pages):
        for row, text in enumerate([*ROWS, f"Page numéro {number + 1}"]):
            canvas.drawString(72, 760 - 40 * row, text)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


@pytest.fixture(autouse=True)
def _drawn(settings: Settings) -> None:
    settings.INTAKE_PAGE_IMAGES = True


def read(cast: Cast, data: bytes) -> Import:
    """The import once every task is done."""
    import_ = waiting_import(cast.convention, cast.coordinatrice, data)
    read_document.enqueue(import_.pk)
    return Import.objects.get(pk=import_.pk)


def test_a_pdf_has_an_image_of_each_page_and_a_place_for_each_line(cast: Cast) -> None:
    import_ = read(cast, pdf(2))
    assert (import_.state, import_.pages_state) == (ImportState.READY, PagesState.READY)
    pages = list(import_.pages.all())
    assert [page.number for page in pages] == [1, 2]
    assert (pages[0].width, pages[0].height) == (910, 1287)
    assert pages[0].image.content.open().read()[8:12] == b"WEBP"
    first = import_.lines.index(ROWS[0]) + 1
    page, left, top, *_ = import_.marks["lines"][str(first)][0]
    assert page == 1
    assert 115 <= left <= 125
    assert 75 <= top <= 95


def test_the_text_of_a_file_without_pages_is_all_there_is(cast: Cast) -> None:
    import_ = read(cast, "\n".join(ROWS).encode())
    assert (import_.state, import_.pages_state) == (ImportState.READY, PagesState.NONE)
    assert not ImportPage.objects.exists()


def test_a_word_document_is_drawn_as_libreoffice_prints_it(cast: Cast, soffice: Convert) -> None:
    assert callable(soffice)
    made = io.BytesIO()
    document = Document()
    for row in ROWS:
        document.add_paragraph(row)
    document.save(made)
    import_ = read(cast, made.getvalue())
    assert import_.pages.count() == 1
    assert len(import_.marks["lines"]) == len(ROWS)


def test_no_more_pages_are_drawn_than_the_limit(cast: Cast, settings: Settings) -> None:
    settings.INTAKE_PAGES_MOST = 2
    assert read(cast, pdf(4)).pages.count() == 2


def test_no_more_room_is_taken_than_the_limit(cast: Cast, settings: Settings) -> None:
    settings.INTAKE_PAGES_BYTES = 100
    assert read(cast, pdf()).pages_state == PagesState.NONE


def test_where_images_are_not_wanted_none_is_drawn(cast: Cast, settings: Settings) -> None:
    settings.INTAKE_PAGE_IMAGES = False
    assert read(cast, pdf()).pages_state == PagesState.NONE


def test_a_task_delivered_twice_draws_once(cast: Cast) -> None:
    import_ = read(cast, pdf())
    assert draw_pages(import_id=import_.pk) == 0
    assert import_.pages.count() == 1


def test_a_file_lost_meanwhile_leaves_the_text(cast: Cast) -> None:
    import_ = waiting_import(cast.convention, cast.coordinatrice, pdf())
    Import.objects.filter(pk=import_.pk).update(pages_state=PagesState.WAITING)
    assert import_.file is not None
    import_.file.content.storage.delete(str(import_.file.content.name))
    assert draw_pages(import_id=import_.pk) == 0
    assert Import.objects.get(pk=import_.pk).pages_state == PagesState.NONE


def test_the_images_go_with_the_file(cast: Cast) -> None:
    import_ = read(cast, pdf())
    drop(import_=import_, by=cast.coordinatrice)
    Entry.objects.update(at="2020-01-01T00:00:00Z")
    assert clean_imports() == 1
    assert not StoredFile.objects.exists()
    assert Import.objects.get(pk=import_.pk).pages_state == PagesState.NONE


def test_drawing_leaves_nothing_in_the_temporary_folder(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert read(cast, pdf()).pages.count() == 1
    assert list(tmp_path.iterdir()) == []
