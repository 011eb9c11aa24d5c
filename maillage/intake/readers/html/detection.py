"""Whether a text is a web page."""

from __future__ import annotations

import re

from maillage.intake.readers.characters import decode
from maillage.intake.readers.errors import UnknownFormatError

_SAMPLE_BYTES = 20_000
_BEFORE = re.compile(r"^(?:\s|<!--.*?-->|<\?xml[^>]*\?>)+", re.DOTALL)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head)\b", re.IGNORECASE)
_FRAGMENT = re.compile(
    r"<(?:body|meta|style|title|main|article|section|div|h[1-6]|p|ul|ol|dl|table|details)\b", re.IGNORECASE
)
_TAG = re.compile(r"</?[a-z][a-z0-9:]*\b[^<>]*>", re.IGNORECASE)
_MOSTLY = 0.6


def is_html(data: bytes) -> bool:
    """Whether ``data``, known to be a text, is a page, a fragment of one or a page with its files."""
    try:
        text = decode(data[:_SAMPLE_BYTES])
    except UnknownFormatError:
        return False
    text = _BEFORE.sub("", text.lstrip("\ufeff"))
    return bool(_PAGE.match(text)) or _is_fragment(text) or is_mhtml(text)


def is_mhtml(text: str) -> bool:
    """Whether ``text`` opens as a page saved with its files in one message."""
    head = text[:2000].lower()
    return "mime-version:" in head and ("multipart/related" in head or "content-type: text/html" in head)


def _is_fragment(text: str) -> bool:
    """A page without its frame: it opens with a tag, and most of its lines hold some."""
    if not _FRAGMENT.match(text):
        return False
    lines = [line for line in text.split("\n") if line.strip()]
    return sum(bool(_TAG.search(line)) for line in lines) >= _MOSTLY * len(lines)
