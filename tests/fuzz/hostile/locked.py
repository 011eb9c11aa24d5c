"""Files that a password protects."""

from __future__ import annotations

import io
from functools import partial

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tests.fuzz.hostile.hostile import PLAN_LINES, Hostile, docx_body, odt_body
from tests.intake.readers.office import docx
from tests.intake.readers.opendocument import opendocument

_ENCRYPTED_FLAG = 1


def _pdf(user: str) -> bytes:
    out = io.BytesIO()
    encryption = StandardEncryption(user, ownerPassword="chef", canCopy=0, strength=128)
    canvas = Canvas(out, encrypt=encryption)
    for position, line in enumerate(PLAN_LINES):
        canvas.drawString(72, 750 - 20 * position, line)
    canvas.save()
    return out.getvalue()


def _ole() -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(1000)
        + "EncryptedPackage".encode("utf-16-le")
        + bytes(9000)
    )


def _odt() -> bytes:
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    return opendocument("text", odt_body(), **{"META-INF_manifest.xml": manifest})


def _zip() -> bytes:
    """Members that their flags say are encrypted."""
    data = bytearray(docx(docx_body()))
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= _ENCRYPTED_FLAG
            at = data.find(mark, at + 4)
    return bytes(data)


LOCKED: tuple[Hostile, ...] = (
    Hostile("locked.pdf", partial(_pdf, "secret"), "mot de passe"),
    # Its author forbids copies, and everybody may open it.
    Hostile("owned.pdf", partial(_pdf, ""), None, "micro-crèche"),
    Hostile("locked.docx", _ole, "mot de passe"),
    Hostile("locked.odt", _odt, "mot de passe"),
    Hostile("flagged.docx", _zip, "mot de passe"),
)
