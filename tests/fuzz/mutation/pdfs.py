"""Ways to spoil a PDF behind its door: what its pages draw, and which object leads to which."""

from __future__ import annotations

import random
import re

from tests.fuzz.mutation.octets import NUMBERS, PLAIN_WAYS, Spoil

_OBJECT = re.compile(rb"(?<![\d.])(\d+) 0 obj\b")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_LENGTH = re.compile(rb"/Length \d+")
_REFERENCE = re.compile(rb"(?<![\d.])(\d+) 0 R\b")
_BOX = re.compile(rb"/(?:Media|Crop)Box\s*\[[^\]]*\]")
_NUMERAL = re.compile(rb"-?\d*\.?\d+")
#: A number of an object that was itself spoilt is left wrong: its table would be immense.
_MOST_OBJECTS = 20_000
_BOXES = (
    *(b"[0 0 0 0]", b"[0 0 1 1]", b"[0 0 1e9 1e9]", b"[-5000 -5000 -4000 -4000]", b"[600 800 0 0]"),
    *(b"[0 0 14400 3]", b"[0 0 3 14400]", b"[0 0 595]", b"[0 0 null 842]", b"[300 0 595 842]"),
)
_TURNS = (b"90", b"180", b"270", b"-90", b"45", b"360000090", b"null")
#: What may stand between two operators of a page.
_DRAWN = (
    *(b"0 0 0 0 0 0 cm", b"1e9 0 0 1e9 0 0 cm", b".00001 0 0 .00001 0 0 cm", b"0 1 -1 0 300 300 cm"),
    *(b"-1 0 0 1 595 0 cm", b"1 .2 .4 1 0 0 cm", b".7 .7 -.7 .7 100 100 cm", b"0 1 1 0 0 0 cm"),
    *(b"90000 Tz", b"-100 Tz", b"0 Tz", b"-5000 TL", b"99999 Tc", b"-50 Tw", b"3 Tr", b"7 Tr", b"500 Ts"),
    *(b"/F1 0 Tf", b"/F1 -12 Tf", b"/F1 90000 Tf", b"/F9 12 Tf", b"1 0 0 1 1e9 -1e9 Tm", b"0 0 0 0 0 0 Tm"),
    *(b"ET BT", b"BT BT", b"ET", b"Q Q Q", b"q " * 400, b"W n", b"0 0 0 0 re W n", b"( ) ' () Tj"),
    b"(" + b"A" * 30_000 + b") Tj",
    b"[" + b"(a) -9000 " * 300 + b"] TJ",
    b" ".join(b"%d 0 m %d 842 l S" % (x, x) for x in range(0, 600, 2)),
    b" ".join(b"0 %d m 595 %d l S" % (y, y) for y in range(0, 842, 2)),
    b" ".join(b"%d %d 9 9 re S" % (x, y) for x in range(0, 595, 12) for y in range(0, 842, 12)),
    b" ".join(b"%d %d 500 .5 re f" % (x, 3 * x) for x in range(300)),
)


def _content(data: bytes, chance: random.Random) -> bytes:
    """What one page draws changed, and everything else mended around it."""
    found = [match for match in _STREAM.finditer(data) if b"Tf" in match[1] or b" re" in match[1]]
    if not found:
        return chance.choice(PLAIN_WAYS)(data, chance)
    stream = chance.choice(found)
    drawn = stream[1]
    for _ in range(chance.choice((1, 1, 3))):
        drawn = chance.choice(_CONTENT_WAYS)(drawn, chance)
    start = data.rfind(b"obj", 0, stream.start())
    head = _LENGTH.sub(b"/Length %d" % len(drawn), data[start : stream.start()])
    return mended(
        data[:start] + head + b"stream\n" + drawn + b"\nendstream" + data[stream.end() :],
    )


def _renumbered(drawn: bytes, chance: random.Random) -> bytes:
    found = list(_NUMERAL.finditer(drawn))
    for match in sorted(chance.sample(found, min(len(found), chance.choice((1, 8, 90)))), key=_from_the_end):
        near = b"%.2f" % (float(match.group()) * chance.choice((-1, 0.01, 0.5, 1.01, 3, 1000)))
        drawn = drawn[: match.start()] + chance.choice((near, *NUMBERS)) + drawn[match.end() :]
    return drawn


def _repeated(drawn: bytes, chance: random.Random) -> bytes:
    lines = drawn.split(b"\n")
    start = chance.randrange(len(lines))
    part = lines[start : start + chance.choice((1, 6, 40))]
    return b"\n".join([*lines[:start], *part * chance.choice((2, 30, 300)), *lines[start:]])


def _dropped(drawn: bytes, chance: random.Random) -> bytes:
    lines = drawn.split(b"\n")
    kept = chance.choice((0.3, 0.8, 0.98))
    return b"\n".join(line for line in lines if chance.random() < kept)


def _shuffled(drawn: bytes, chance: random.Random) -> bytes:
    lines = drawn.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines)


def _inserted(drawn: bytes, chance: random.Random) -> bytes:
    lines = drawn.split(b"\n")
    for _ in range(chance.choice((1, 3, 20))):
        lines.insert(chance.randrange(len(lines) + 1), chance.choice(_DRAWN))
    return b"\n".join(lines)


def _redirected(data: bytes, chance: random.Random) -> bytes:
    """References that lead to other objects: pages within themselves, fonts that are pages."""
    found = list(_REFERENCE.finditer(data))
    for match in sorted(chance.sample(found, min(len(found), chance.choice((1, 3, 12)))), key=_from_the_end):
        other = chance.choice((*(each[1] for each in found), b"0", b"99999999"))
        data = data[: match.start(1)] + other + data[match.end(1) :]
    return mended(data)


def _resized(data: bytes, chance: random.Random) -> bytes:
    """Pages of no size, of a mile, turned."""
    found = list(_BOX.finditer(data))
    for match in sorted(chance.sample(found, min(len(found), chance.choice((1, 5)))), key=_from_the_end):
        box = b"/MediaBox " + chance.choice(_BOXES)
        turned = b" /Rotate " + chance.choice(_TURNS) + b" "
        data = data[: match.start()] + chance.choice((box, match.group() + turned)) + data[match.end() :]
    return mended(data)


def mended(data: bytes) -> bytes:
    """``data`` with a table of its objects that is right, so that what was spoilt is reached."""
    end = data.rfind(b"xref\n", 0, max(data.rfind(b"startxref"), 0))
    trailer = data.find(b"trailer", end)
    if end < 0 or trailer < 0:
        return data
    places = {int(match[1]): match.start() for match in _OBJECT.finditer(data, 0, end)}
    size = max(places, default=0) + 1
    if size > _MOST_OBJECTS:
        return data
    rows = [b"0000000000 65535 f "]
    rows += [
        b"%010d 00000 n " % places[each] if each in places else b"0000000000 00000 f "
        for each in range(1, size)
    ]
    table = b"xref\n0 %d\n" % size + b"\n".join(rows) + b"\n"
    closing = data[trailer : data.rfind(b"startxref")]
    return data[:end] + table + closing + b"startxref\n%d\n%%%%EOF\n" % end


def _from_the_end(match: re.Match[bytes]) -> int:
    return -match.start()


_CONTENT_WAYS: tuple[Spoil, ...] = (
    *(_renumbered, _renumbered, _repeated, _dropped, _shuffled, _inserted, _inserted),
)
PDF_WAYS: tuple[Spoil, ...] = (*(_content,) * 14, *(_redirected, _resized) * 3, *PLAIN_WAYS)
