"""LibreOffice prints what a document holds, and fetches nothing that it points at."""

from __future__ import annotations

import io
import shutil
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from maillage.intake.reading.pages.conversion import ConversionError, as_pdf
from tests.programs import Convert

_TYPE = "application/vnd.oasis.opendocument.text"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_MANIFEST = (
    f'<m:manifest xmlns:m="{_OASIS}:manifest:1.0"><m:file-entry m:full-path="/" m:media-type="{_TYPE}"/>'
    '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
)
_CONTENT = (
    f'<o:document-content xmlns:o="{_OASIS}:office:1.0" xmlns:t="{_OASIS}:text:1.0" '
    f'xmlns:d="{_OASIS}:drawing:1.0" xmlns:x="http://www.w3.org/1999/xlink" '
    f'xmlns:s="{_OASIS}:svg-compatible:1.0" o:version="1.2"><o:body><o:text><t:p>Ouvrir une halte '
    '<d:frame s:width="3cm" s:height="3cm" t:anchor-type="as-char">'
    '<d:image x:href="ADDRESS/image.png" x:type="simple" x:show="embed" x:actuate="onLoad"/></d:frame></t:p>'
    '<t:section t:name="ailleurs"><t:section-source x:href="ADDRESS/suite.odt"/><t:p>Suite</t:p></t:section>'
    "</o:text></o:body></o:document-content>"
)


class _Ear(BaseHTTPRequestHandler):
    """Notes whatever is asked for."""

    asked: list[str] = []

    def do_GET(self) -> None:
        """Note, and have nothing."""
        self.asked.append(self.path)
        self.send_error(404)

    do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815 - the names that the server calls

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    """A place on the network that hears who comes."""
    _Ear.asked.clear()
    server = HTTPServer(("127.0.0.1", 0), _Ear)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def pointing_at(address: str) -> bytes:
    """A text with an image and a section that stand elsewhere."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", _TYPE)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("content.xml", _CONTENT.replace("ADDRESS", address))
    return made.getvalue()


def test_what_a_document_points_at_is_not_fetched(address: str, tmp_path: Path, soffice: Convert) -> None:
    assert callable(soffice)
    source = tmp_path / "source"
    source.write_bytes(pointing_at(address))
    made = as_pdf(shutil.which("soffice") or "", source, "odt", tmp_path, 60)
    assert made.read_bytes().startswith(b"%PDF-")
    assert _Ear.asked == []


def test_a_program_that_fails_makes_no_pdf(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(b"rien")
    with pytest.raises(ConversionError):
        as_pdf("/bin/false", source, "odt", tmp_path, 5)


def test_a_program_that_makes_nothing_is_told(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(b"rien")
    with pytest.raises(ConversionError, match="no PDF"):
        as_pdf("/bin/true", source, "odt", tmp_path, 5)
