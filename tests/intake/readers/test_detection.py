"""What a file is, and what a person is told when it is not read."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import Workbook
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from maillage.intake.readers import limits, open_source
from maillage.intake.readers.blocks import SourceFormat
from maillage.intake.readers.errors import (
    DamagedFileError,
    EmptyFileError,
    EncryptedFileError,
    OversizedFileError,
    UnknownFormatError,
    UnreadableFileError,
)
from tests.intake.readers.office import docx, paragraph, zipped

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def _ole(stream: str) -> bytes:
    return _OLE + stream.encode("utf-16-le") + bytes(400)


def _pdf(draw: Callable[[Canvas], None], **options: object) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, **options)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def _workbook() -> bytes:
    workbook = Workbook()
    workbook.worksheets[0]["A1"] = "Action 1"
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("Action 1 : Ouvrir une crèche".encode(), SourceFormat.TEXT),
        ("Action 1 : Ouvrir une crèche".encode("cp1252"), SourceFormat.TEXT),
        ("Action 1 : Ouvrir une crèche".encode("utf-16"), SourceFormat.TEXT),
        (b"Axe;Action;Pilotes\n1;Action 1;CAF\n1;Action 2;MSA", SourceFormat.CSV),
        (b"<!DOCTYPE html><p>Action 1", SourceFormat.HTML),
        (docx(paragraph("Action 1")), SourceFormat.DOCX),
        (_workbook(), SourceFormat.XLSX),
        (_pdf(lambda canvas: canvas.drawString(80, 700, "Action 1")), SourceFormat.PDF),
    ],
    ids=["utf-8", "windows-1252", "utf-16", "csv", "html", "docx", "xlsx", "pdf"],
)
def test_the_content_tells_the_format_whatever_the_name(data: bytes, expected: SourceFormat) -> None:
    source = open_source(data, "plan.jpg")
    assert source.format is expected
    assert source.name == "plan.jpg"
    assert "Action 1" in " ".join(source.lines)


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (b"", EmptyFileError, "vide"),
        (b"\xef\xbb\xbf \r\n\t", EmptyFileError, "vide"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), UnknownFormatError, "image"),
        (b"\xff\xd8\xff\xe0" + bytes(50), UnknownFormatError, "image"),
        (b"MZ\x90\x00" + bytes(80), UnknownFormatError, "programme"),
        (b"\x7fELF" + bytes(80), UnknownFormatError, "programme"),
        (b"{\\rtf1 Action 1}", UnknownFormatError, "RTF"),
        (bytes(range(256)) * 20, UnknownFormatError, "format connu"),
        (_ole("EncryptedPackage"), EncryptedFileError, "mot de passe"),
        (_ole("WordDocument"), UnknownFormatError, "DOCX"),
        (_ole("Workbook"), UnknownFormatError, "XLSX"),
        (_ole("PowerPoint Document"), UnknownFormatError, "PPTX"),
        (zipped({"ppt/presentation.xml": "<p/>"}), DamagedFileError, "diapositive"),
        (zipped({"mimetype": "application/epub+zip"}), UnknownFormatError, "livre"),
        (zipped({"plan.txt": "Action 1"}), UnknownFormatError, "archive"),
        (zipped({"[Content_Types].xml": "<t/>"}), DamagedFileError, "incomplet"),
        (docx(paragraph("Action 1"))[:-60], DamagedFileError, "abîmé"),
        (b"%PDF-1.7\nrien de plus", DamagedFileError, "abîmé"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(
    data: bytes, error: type[UnreadableFileError], words: str
) -> None:
    with pytest.raises(error) as refusal:
        open_source(data, "plan.docx")
    assert words in str(refusal.value)
    assert str(refusal.value).endswith(".")


def test_a_scanned_pdf_says_that_it_holds_only_images() -> None:
    data = _pdf(lambda canvas: canvas.rect(50, 50, 300, 300, fill=1))
    with pytest.raises(EmptyFileError, match="ne contient que des images"):
        open_source(data, "scan.pdf")


def test_a_pdf_with_a_password_is_told_apart_from_a_damaged_one() -> None:
    data = _pdf(
        lambda canvas: canvas.drawString(80, 700, "Action 1"),
        encrypt=StandardEncryption("secret", canPrint=0),
    )
    with pytest.raises(EncryptedFileError, match="mot de passe"):
        open_source(data, "plan.pdf")


def test_a_file_over_the_limit_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("maillage.intake.readers.detection.MAX_FILE_BYTES", 1000)
    with pytest.raises(OversizedFileError, match="limite"):
        open_source(b"Action " * 200, "plan.txt")


def test_an_archive_that_expands_beyond_reason_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "RATIO_FLOOR_BYTES", 1000)
    bomb = zipped({"word/document.xml": b"<a>" + b" " * 2_000_000 + b"</a>"})
    with pytest.raises(OversizedFileError, match="démesuré"):
        open_source(bomb, "plan.docx")


def test_an_archive_with_too_many_members_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_MEMBERS", 5)
    crowd = zipped({f"word/{number}.xml": "<a/>" for number in range(9)})
    with pytest.raises(OversizedFileError, match="démesuré"):
        open_source(crowd, "plan.docx")


_ENTITIES = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize("main", ["word/document.xml", "xl/workbook.xml"])
def test_entities_are_never_expanded(main: str) -> None:
    bomb = zipped({main: f"{_ENTITIES}<d><body>&b;</body></d>"})
    with pytest.raises(DamagedFileError, match="XML"):
        open_source(bomb, "plan")


def test_too_much_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("maillage.intake.readers.writing.MAX_TEXT_CHARACTERS", 500)
    data = docx("".join(paragraph("Une phrase du plan d’action") for _ in range(40)))
    with pytest.raises(OversizedFileError, match="trop de texte"):
        open_source(data, "plan.docx")
