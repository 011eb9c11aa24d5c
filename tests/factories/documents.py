"""Small files of every kind that a fiche takes, made in memory; a scanner that knows one virus."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path
from typing import Any

from PIL import Image

from maillage.files.scanning import known_virus

#: The file that every scanner must find.
EICAR = known_virus()
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
_SCANNER = """\
import sys, time
data = open(sys.argv[-1], "rb").read()
time.sleep({seconds})
if b"EICAR-" + b"STANDARD" in data:
    print(sys.argv[-1] + ": Eicar-Test FOUND")
    sys.exit(1)
sys.exit({code})
"""


def archive(*members: str, mimetype: str = "") -> bytes:
    """A zip with empty members; ``mimetype`` stands first and in clear, as OpenDocument wants."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        if mimetype:
            file.writestr("mimetype", mimetype)
        for name in members:
            file.writestr(name, b"<x/>")
    return out.getvalue()


def docx(*more: str) -> bytes:
    """The members of a Word document, and ``more``."""
    return archive("[Content_Types].xml", "word/document.xml", *more)


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    """A plain picture."""
    out = io.BytesIO()
    Image.new("RGB", size, "#0b5a63").save(out, kind, **options)
    return out.getvalue()


def located_picture() -> bytes:
    """A picture that says where it was taken and with what, turned on its side."""
    exif = Image.Exif()
    exif[0x0110] = "Un appareil"
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    return picture(exif=exif)


def scanner(folder: Path, *, seconds: float = 0, code: int = 0) -> list[str]:
    """The command of a scanner that finds EICAR, takes its time, and ends with ``code`` otherwise."""
    program = folder / "scanner.py"
    program.write_text(_SCANNER.format(seconds=seconds, code=code), encoding="utf-8")
    return [sys.executable, str(program)]
