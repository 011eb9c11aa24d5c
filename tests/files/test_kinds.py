"""What a deposited file is, whatever it is called."""

from __future__ import annotations

import pytest

from maillage.files.errors import RefusedFileError
from maillage.files.kinds import tell_kind
from tests.factories.documents import PDF, archive, docx, picture

ODT = "application/vnd.oasis.opendocument.text"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512


def stream(name: str) -> bytes:
    """An old Office file that has a stream of this name."""
    return OLE + name.encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "label"),
    [
        (PDF, "PDF"),
        (docx(), "Word"),
        (archive("[Content_Types].xml", "xl/workbook.xml"), "Excel"),
        (archive("[Content_Types].xml", "ppt/presentation.xml"), "PowerPoint"),
        (archive("content.xml", mimetype=ODT), "Texte OpenDocument"),
        (stream("WordDocument"), "Word"),
        (stream("Workbook"), "Excel"),
        (picture(), "Image JPEG"),
        (picture("PNG"), "Image PNG"),
        (picture("WEBP"), "Image WebP"),
        (picture("GIF"), "Image GIF"),
        ("Compte rendu de la réunion".encode(), "Texte"),
        ("Réunion".encode("latin-1"), "Texte"),
        ("Réunion".encode("utf-16"), "Texte"),
        (b"<script>alert(1)</script>", "Texte"),
    ],
)
def test_the_bytes_say_what_a_file_is(data: bytes, label: str) -> None:
    assert tell_kind(data).label == label


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "vide"),
        (b" \n\t", "vide"),
        (b"MZ\x90\x00", "genre accepté"),
        (b"#!/bin/sh\nrm -rf .", "genre accepté"),
        (archive("payload.exe"), "genre accepté"),
        (archive("word/document.xml"), "genre accepté"),
        (b"PK\x03\x04 rien de plus", "abîmé"),
        (docx("word/vbaProject.bin"), "macros"),
        (docx("word/VBAPROJECT.BIN"), "macros"),
        (archive("[Content_Types].xml", "xl/workbook.xml", "xl/macrosheets/sheet1.xml"), "macros"),
        (archive("Basic/Standard/Module1.xml", mimetype=ODT), "macros"),
        (stream("WordDocument") + "_VBA_PROJECT".encode("utf-16-le"), "macros"),
        (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40, "JPEG"),
        (b"\x00\x01\x02\x03\x04", "genre accepté"),
    ],
)
def test_what_is_not_a_document_is_refused_with_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(RefusedFileError, match=words):
        tell_kind(data)


@pytest.mark.parametrize(
    ("data", "given", "shown"),
    [
        (PDF, "Rapport.PDF", "Rapport.PDF"),
        (PDF, "rapport.exe", "rapport.exe.pdf"),
        (b"<html>", "page.html", "page.html.txt"),
        (b"a;b", "releve.csv", "releve.csv"),
        (picture(), "photo", "photo.jpg"),
    ],
)
def test_the_name_ends_as_the_content_says(data: bytes, given: str, shown: str) -> None:
    assert tell_kind(data).named(given) == shown
