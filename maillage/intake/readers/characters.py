"""From bytes to characters: the encodings that offices write."""

from __future__ import annotations

import codecs

from maillage.intake.readers.errors import UnknownFormatError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_SAMPLE_BYTES = 4000
_WIDE = 0.4


def decode(data: bytes) -> str:
    """The text of ``data`` with ``\\n`` as only line end.

    UTF-8 and UTF-16 are told by their mark, UTF-16 without one by its zeros, else
    UTF-8 is tried, then the Windows code page of western Europe.
    """
    text = _characters(data).replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    return text.replace("\u2028", "\n").replace("\u2029", "\n").replace("\u0085", "\n")


def _characters(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if b"\x00" in data:
        wide = _unmarked(data[:_SAMPLE_BYTES])
        if wide is not None:
            return data.decode(wide, errors="replace")
        raise UnknownFormatError("Ce fichier n’est pas un texte lisible.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _unmarked(sample: bytes) -> str | None:
    """Which UTF-16 an unmarked text is in: every other byte of Latin letters is zero."""
    half = len(sample) / 2
    high, low = sample[::2].count(0), sample[1::2].count(0)
    if max(high, low) < _WIDE * half or min(high, low):
        return None
    return "utf-16-be" if high else "utf-16-le"
