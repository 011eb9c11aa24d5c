"""Ways to spoil a file: its bytes, its parts, its trees, what its pages draw. A number makes it again."""

from __future__ import annotations

import random

from tests.fuzz.mutation.archives import ARCHIVE_WAYS
from tests.fuzz.mutation.octets import PLAIN_WAYS, Spoil
from tests.fuzz.mutation.pdfs import PDF_WAYS
from tests.fuzz.mutation.trees import PAGE_WAYS


def mutant(data: bytes, number: int) -> bytes:
    """The ``number``-th spoilt copy of ``data``."""
    chance = random.Random(number)
    ways = _ways(data)
    for _ in range(chance.choice((1, 1, 2, 3))):
        data = chance.choice(ways)(data, chance)
    return data


def _ways(data: bytes) -> tuple[Spoil, ...]:
    if data.startswith(b"PK"):
        return ARCHIVE_WAYS
    if data.startswith(b"%PDF"):
        return PDF_WAYS
    return PAGE_WAYS if data.startswith(b"<!DOCTYPE html") else PLAIN_WAYS
