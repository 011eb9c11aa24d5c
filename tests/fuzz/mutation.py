"""Ways to spoil a file: its bytes, the parts of its archive, its words. A number makes one file again."""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable

Spoil = Callable[[bytes, random.Random], bytes]

_NUMBERS = (b"0", b"-1", b"1", b"65535", b"65536", b"2147483647", b"4294967296", b"99999999999", b"1e308")
_BYTES = (b"\x00", b"\xff", b"\xfe\xff", b"\x1a", b"%", b"<", b">", b"&", b'"', b"\x80", b"\n" * 200)
_WORDS = (
    "شارع الأطفال",
    "\u202eesrever\u202c",
    "👩🏽‍🍼🏳️‍🌈" * 20,
    "ﷺ" * 300,
    "a" * 20_000,
    "Axe 1 : Axe 1 : Axe 1 :",
    "Action 1.1.1.1.1.1.1.1.1.1",
    "\t" * 400,
    " | " * 400,
    "<ul>" * 300,
    "**" * 300,
    "=cmd|' /C calc'!A0",
    "&lol;" * 50,
    "e\u0301" * 500,
    "Pilotes :\nPartenaires :\nIndicateurs :\n" * 30,
    "١٢٣٤ ½ ²³ Ⅻ 一二三",
    "- " * 500,
    "9" * 400,
)
_TORN = (
    *(zipfile.BadZipFile, zlib.error, OSError, ValueError),
    *(NotImplementedError, RuntimeError, EOFError),
)
_NUMERAL = re.compile(rb"-?\d+")
_TAG = re.compile(rb"<[^<>]{1,300}>")


def mutant(data: bytes, number: int) -> bytes:
    """The ``number``-th spoilt copy of ``data``."""
    chance = random.Random(number)
    ways = _ARCHIVE_WAYS if data.startswith(b"PK") else _PLAIN_WAYS
    for _ in range(chance.choice((1, 1, 2, 3))):
        data = chance.choice(ways)(data, chance)
    return data


def _at(data: bytes, chance: random.Random) -> int:
    return chance.randrange(len(data) + 1)


def _flipped(data: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(chance.choice((1, 4, 16, 64))):
        if spoilt:
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: _at(data, chance)]


def _holed(data: bytes, chance: random.Random) -> bytes:
    start = _at(data, chance)
    return data[:start] + data[start + chance.choice((1, 30, 1000)) :]


def _repeated(data: bytes, chance: random.Random) -> bytes:
    start = _at(data, chance)
    piece = data[start : start + chance.choice((10, 300, 5000))]
    return data[:start] + piece * chance.choice((2, 10, 100)) + data[start:]


def _swapped(data: bytes, chance: random.Random) -> bytes:
    first, second = sorted((_at(data, chance), _at(data, chance)))
    return data[second:] + data[first:second] + data[:first]


def _struck(data: bytes, chance: random.Random) -> bytes:
    start = _at(data, chance)
    return data[:start] + chance.choice(_BYTES) + data[start:]


def _renumbered(data: bytes, chance: random.Random) -> bytes:
    found = list(_NUMERAL.finditer(data))
    for match in sorted(chance.sample(found, min(len(found), chance.choice((1, 5, 40)))), key=_from_the_end):
        data = data[: match.start()] + chance.choice(_NUMBERS) + data[match.end() :]
    return data


def _worded(data: bytes, chance: random.Random) -> bytes:
    words = chance.choice(_WORDS).encode(chance.choice(("utf-8", "utf-8", "utf-16-le")), "replace")
    places = [match.end() for match in re.finditer(rb">|\n|\(", data)] or [0]
    start = chance.choice(places)
    return data[:start] + words + data[start:]


def _untagged(data: bytes, chance: random.Random) -> bytes:
    found = list(_TAG.finditer(data))
    for match in sorted(chance.sample(found, min(len(found), chance.choice((1, 3, 20)))), key=_from_the_end):
        piece = chance.choice((b"", match.group() * chance.choice((2, 60)), chance.choice(found).group()))
        data = data[: match.start()] + piece + data[match.end() :]
    return data


def _shuffled(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    start = chance.randrange(len(lines))
    part = lines[start : start + 200]
    chance.shuffle(part)
    return b"\n".join([*lines[:start], *part, *lines[start + 200 :]])


def _from_the_end(match: re.Match[bytes]) -> int:
    return -match.start()


_PLAIN_WAYS: tuple[Spoil, ...] = (
    *(_flipped, _cut, _holed, _repeated, _swapped, _struck),
    *(_renumbered, _worded, _untagged, _shuffled),
)


def _inside(data: bytes, chance: random.Random) -> bytes:
    """One part of an archive spoilt, and the archive made again: the damage reaches the XML itself."""
    parts = _parts(data)
    if not parts:
        return _flipped(data, chance)
    texts = [at for at, (name, _) in enumerate(parts) if name.endswith((".xml", ".rels"))] or [0]
    at = chance.choice(texts)
    name, content = parts[at]
    parts[at] = (name, chance.choice(_PLAIN_WAYS)(content, chance))
    return _packed(parts)


def _without_a_part(data: bytes, chance: random.Random) -> bytes:
    """A part taken out, put twice, or given the content of another."""
    parts = _parts(data)
    if not parts:
        return _cut(data, chance)
    at, other = chance.randrange(len(parts)), chance.randrange(len(parts))
    way = chance.randrange(3)
    if way == 0:
        del parts[at]
    elif way == 1:
        parts.append((f"copie/{parts[at][0]}", parts[at][1]))
    else:
        parts[at] = (parts[at][0], parts[other][1])
    return _packed(parts)


def _parts(data: bytes) -> list[tuple[str, bytes]]:
    """The parts of an archive; none when it is torn already."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [(member.filename, archive.read(member)) for member in archive.infolist()]
    except _TORN:
        return []


def _packed(parts: list[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


#: Most of the damage goes inside: a torn archive is refused at its door.
_ARCHIVE_WAYS: tuple[Spoil, ...] = (*(_inside,) * 8, *(_without_a_part,) * 2, _flipped, _cut, _holed)
