"""Files made to hurt: what the site itself does with them before anything is read apart."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from maillage.files.models import StoredFile
from maillage.files.operations import store
from maillage.intake.readers.detection import detect_format
from maillage.intake.readers.errors import OversizedFileError, UnknownFormatError, UnreadableFileError
from maillage.intake.reading.supervisor import Limits, ReadingRefusedError, read_apart
from tests.cast import Cast
from tests.permissions.test_urls import signed_in

NAMES = [
    "../../etc/passwd",
    "..\\..\\x.html",
    "a\x00.html",
    "/abs/x.svg",
    ".",
    "é" * 300 + ".html",
    "a\r\nb.txt",
]


def crowded(entries: int) -> bytes:
    """An archive whose directory lists one byte as often as asked."""
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 0, 0, 0, 0, 0, 0, 1, 0) + b"a"
    entry = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    size, told = len(entry) * entries, min(entries, 65_535)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, told, told, size, len(local), 0)
    return local + entry * entries + end


def archive(**members: bytes) -> bytes:
    """An archive of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in members.items():
            written.writestr(name, content)
    return out.getvalue()


def test_an_archive_of_a_million_names_is_refused_before_they_are_listed() -> None:
    data = crowded(300_000)
    tracemalloc.start()
    with pytest.raises(OversizedFileError):
        detect_format(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2 * len(data)


def test_a_swollen_mimetype_is_not_expanded_to_be_looked_at() -> None:
    data = archive(mimetype=bytes(range(33, 97)) * 250_000)
    tracemalloc.start()
    with pytest.raises(UnknownFormatError):
        detect_format(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4_000_000


@pytest.mark.parametrize("name", NAMES)
def test_a_name_leads_nowhere_on_disk(cast: Cast, name: str) -> None:
    stored = store(data=b"x", name=name, convention_id=cast.convention.pk, uploaded_by_id=None)
    folder, _, bare = str(stored.content.name).partition("/")
    assert folder == str(cast.convention.pk)
    assert "/" not in bare
    assert ".." not in bare
    assert not set(stored.name) & set("/\\\x00\r\n")


def test_an_image_or_a_program_that_says_it_is_a_text_is_refused(cast: Cast) -> None:
    client = signed_in(cast.coordinatrice)
    for content in (b"II*\x00\x08", b"\x89PNG\r\n", b"MZ\x90\x00", b"#!/bin/sh\n"):
        document = SimpleUploadedFile("plan.txt", content, content_type="text/plain")
        answer = client.post(f"/c/{cast.convention.pk}/documents/importer/", {"document": document})
        assert answer.status_code == 422
    assert not StoredFile.objects.exists()


def nested(depth: int) -> bytes:
    """A Word document of tables in tables."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    inside = "<w:p><w:r><w:t>Axe 1</w:t></w:r></w:p>"
    body = "<w:tbl><w:tr><w:tc>" * depth + inside + "</w:tc></w:tr></w:tbl>" * depth
    return archive(
        **{"word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>".encode()}
    )


BOMB = (
    b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9))
    + b"]><w:document><w:body>&j;</w:body></w:document>"
)


@pytest.mark.parametrize(
    "data",
    [
        nested(60_000),
        archive(**{"word/document.xml": BOMB}),
        b"%PDF-1.7\n" + b"[" * 3_000_000,
        b"%PDF-1.4 1 0 obj",
    ],
    ids=["tables in tables", "entities", "brackets", "a stump"],
)
def test_a_document_made_to_hurt_ends_as_a_sentence(data: bytes) -> None:
    limits = Limits(memory_bytes=512 * 1024 * 1024, cpu_seconds=15, wall_seconds=20)
    with pytest.raises(ReadingRefusedError, match=r"\w+ .*\."):
        read_apart(data, "x.docx", tell=lambda *_: None, limits=limits)


def test_a_file_that_reads_others_reads_none(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("le secret")
    outside = (
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{secret}">]><w:document><w:body>&x;</w:body></w:document>'
    )
    with pytest.raises((ReadingRefusedError, UnreadableFileError)) as refusal:
        read_apart(archive(**{"word/document.xml": outside.encode()}), "x.docx", tell=lambda *_: None)
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize(
    "line", ["1." * 50_000, "a 12 % de " * 10_000, "(" * 100_000, "- " * 50_000, "1" * 100_000]
)
def test_a_line_of_a_hundred_kilobytes_is_read_in_seconds(line: str) -> None:
    limits = Limits(memory_bytes=512 * 1024 * 1024, cpu_seconds=15, wall_seconds=60)
    read_apart(
        f"Axe 1 : Enfance\nAction 1.1 Crèche\nObjectifs : {line}\n{line}\n".encode(),
        "x.txt",
        tell=lambda *_: None,
        limits=limits,
    )
