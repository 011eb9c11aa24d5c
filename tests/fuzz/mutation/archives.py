"""Ways to spoil an archive: a part of it, as bytes or as a tree, or the list of its parts."""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib

from tests.fuzz.mutation.octets import PLAIN_WAYS, Spoil, cut, flipped, holed
from tests.fuzz.mutation.trees import regrown

_TORN = (
    *(zipfile.BadZipFile, zlib.error, OSError, ValueError),
    *(NotImplementedError, RuntimeError, EOFError),
)
#: The parts that a reader listens to; the others are many and say little.
_TELLING = re.compile(
    r"(document|content|styles|numbering|slide\d+|sheet\d+|sharedStrings|workbook|presentation|comments\d*)\.xml$"
)
_SHARE_OF_TELLING = 0.8


def _inside(data: bytes, chance: random.Random) -> bytes:
    """One part of an archive spoilt as bytes: most of these end where the XML does."""
    return _with_a_part(data, chance, chance.choice(PLAIN_WAYS))


def _regrown(data: bytes, chance: random.Random) -> bytes:
    """The tree of one part changed: what is written again is XML, and says something else."""
    return _with_a_part(data, chance, regrown)


def _with_a_part(data: bytes, chance: random.Random, spoil: Spoil) -> bytes:
    parts = _parts(data)
    if not parts:
        return flipped(data, chance)
    texts = [at for at, (name, _) in enumerate(parts) if name.endswith((".xml", ".rels"))] or [0]
    told = [at for at in texts if _TELLING.search(parts[at][0])]
    at = chance.choice(told if told and chance.random() < _SHARE_OF_TELLING else texts)
    name, content = parts[at]
    parts[at] = (name, spoil(content, chance))
    return _packed(parts)


def _without_a_part(data: bytes, chance: random.Random) -> bytes:
    """A part taken out, put twice, or given the content of another."""
    parts = _parts(data)
    if not parts:
        return cut(data, chance)
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
ARCHIVE_WAYS: tuple[Spoil, ...] = (
    *(_regrown,) * 9,
    *(_inside,) * 4,
    *(_without_a_part,) * 2,
    *(flipped, cut, holed),
)
