"""Ways to spoil a file whose format is nobody's business: its bytes, its lines, its words, its tags."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Spoil = Callable[[bytes, random.Random], bytes]

NUMBERS = (b"0", b"-1", b"1", b"65535", b"65536", b"2147483647", b"4294967296", b"99999999999", b"1e308")
_BYTES = (b"\x00", b"\xff", b"\xfe\xff", b"\x1a", b"%", b"<", b">", b"&", b'"', b"\x80", b"\n" * 200)
WORDS = (
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
_NUMERAL = re.compile(rb"-?\d+")
_TAG = re.compile(rb"<[^<>]{1,300}>")


def _at(data: bytes, chance: random.Random) -> int:
    return chance.randrange(len(data) + 1)


def flipped(data: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(chance.choice((1, 4, 16, 64))):
        if spoilt:
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: _at(data, chance)]


def holed(data: bytes, chance: random.Random) -> bytes:
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


def renumbered(data: bytes, chance: random.Random) -> bytes:
    found = list(_NUMERAL.finditer(data))
    for match in sorted(chance.sample(found, min(len(found), chance.choice((1, 5, 40)))), key=_from_the_end):
        data = data[: match.start()] + chance.choice(NUMBERS) + data[match.end() :]
    return data


def worded(data: bytes, chance: random.Random) -> bytes:
    words = chance.choice(WORDS).encode(chance.choice(("utf-8", "utf-8", "utf-16-le")), "replace")
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


PLAIN_WAYS: tuple[Spoil, ...] = (
    *(flipped, cut, holed, _repeated, _swapped, _struck),
    *(renumbered, worded, _untagged, _shuffled),
)
