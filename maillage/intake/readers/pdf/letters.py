"""The letters that a stream prints, counted before PDFium lays them out: some millions on a page end it."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterator

_STREAM = re.compile(rb"stream\r?\n")
_DICTIONARY_BYTES = 800
#: Pictures, fonts, attachments and the tables of the file print nothing.
_PRINTS_NOTHING = (b"/Image", b"/Length1", b"/EmbeddedFile", b"/ObjStm", b"/XRef", b"DCTDecode", b"/Metadata")
_SHORTEST = 1_000_000
_LONGEST = 64_000_000
_LONGEST_WRITTEN = 1_000_000
_STRINGS = re.compile(rb"\((?:[^()\\]++|\\.)*+\)|<[0-9A-Fa-f\s]*+>", re.DOTALL)


def most_letters(data: bytes) -> int:
    """The letters of the stream that prints most; 0 where none is long enough to matter."""
    return max((_letters(stream) for stream in _long_streams(data)), default=0)


def _long_streams(data: bytes) -> Iterator[bytes]:
    for start in _STREAM.finditer(data):
        above = data[max(0, start.start() - _DICTIONARY_BYTES) : start.start()]
        dictionary = above[above.rfind(b" obj") + 1 :]
        if any(mark in dictionary for mark in _PRINTS_NOTHING):
            continue
        end = data.find(b"endstream", start.end())
        stream = data[start.end() : end if end >= 0 else len(data)]
        if b"ASCII85Decode" in dictionary:
            stream = _unwritten(stream)
        if b"FlateDecode" in dictionary:
            stream = _inflated(stream)
        if len(stream) >= _SHORTEST:
            yield stream


def _unwritten(stream: bytes) -> bytes:
    """Bytes written as letters, where they are few enough to be worth the time."""
    if len(stream) > _LONGEST_WRITTEN:
        return b""
    try:
        return base64.a85decode(stream.strip().removesuffix(b"~>"))
    except ValueError:
        return b""


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream, _LONGEST)
    except zlib.error:
        return b""


def _letters(stream: bytes) -> int:
    return sum(match.end() - match.start() - 2 for match in _STRINGS.finditer(stream))
