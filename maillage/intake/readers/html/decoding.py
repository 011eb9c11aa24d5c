"""From the bytes of a page to its markup: declared character sets, pages saved as one message."""

from __future__ import annotations

import codecs
import re
from email import message_from_bytes
from email.message import Message

from maillage.intake.readers.characters import decode
from maillage.intake.readers.html.detection import is_mhtml

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE)
_HEAD_BYTES = 8192
_WINDOWS = frozenset({"iso8859-1", "ascii", "iso8859-15"})
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def page_of(data: bytes) -> str:
    """The markup in ``data``; of a message with files, that of its page."""
    if data[:_HEAD_BYTES].lstrip()[:1] != b"<" and is_mhtml(data[:_HEAD_BYTES].decode("latin-1")):
        part = _page_part(message_from_bytes(data))
        if part is not None:
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                return _decoded(content, part.get_content_charset())
    return _decoded(data, None)


def _page_part(message: Message) -> Message | None:
    return next((part for part in message.walk() if part.get_content_type() == "text/html"), None)


def _decoded(data: bytes, told: str | None) -> str:
    """In the character set that is told or declared, if the bytes agree."""
    if data.startswith(_MARKS):
        return decode(data)
    found = _DECLARED.search(data[:_HEAD_BYTES]) or _XML_DECLARED.search(data[:_HEAD_BYTES])
    for name in (told, found[1].decode("ascii", "replace") if found else None):
        encoding = _known(name)
        if encoding is None:
            continue
        try:
            return data.decode(encoding, "replace" if encoding == "cp1252" else "strict")
        except (UnicodeDecodeError, LookupError):
            continue
    return decode(data)


def _known(name: str | None) -> str | None:
    """The codec of a declared name; browsers read Latin-1 as the Windows code page."""
    try:
        found = codecs.lookup(name).name if name else None
    except LookupError:
        return None
    if found in _WINDOWS:
        return "cp1252"
    # What is declared inside the text itself cannot be two bytes wide.
    return None if found is None or found.startswith(("utf-16", "utf-32")) else found
