"""Letters that few documents hold: right to left, combined, of many parts, without a name."""

from __future__ import annotations

from functools import partial

from tests.fuzz.hostile.hostile import PLAN_LINES, Hostile, docx_body
from tests.intake.readers.office import docx

_ARABIC = "فتح دار للأطفال الصغار"
_FAMILY = "👩🏽‍🍼👨‍👩‍👧‍👦🏳️‍🌈"
_STACKED = "e" + "\u0301\u0323\u0336" * 4000
_TURNED = "\u202eecnafne’l ed nosiam\u202c"
_LINES = (
    *PLAN_LINES,
    f"Action 1.2 : {_ARABIC}",
    f"Pilote : {_FAMILY}",
    f"Action 1.3 : {_TURNED}",
    f"Objectifs : {_STACKED}",
    "Partenaires : \u200b\u200d\ufeff\u2060 \U000e0041\U0010ffff ﷺ ﬁ ½ Ⅻ",
)


def _text(encoding: str) -> bytes:
    return "\n".join(_LINES).encode(encoding, "replace")


def _docx() -> bytes:
    return docx(docx_body(_LINES))


LETTERS: tuple[Hostile, ...] = (
    Hostile("letters.txt", partial(_text, "utf-8"), None, _ARABIC),
    Hostile("letters-16.txt", partial(_text, "utf-16"), None, _FAMILY),
    Hostile("letters-1252.txt", partial(_text, "cp1252"), None, "micro-crèche"),
    Hostile("letters.docx", _docx, None, _ARABIC),
)
