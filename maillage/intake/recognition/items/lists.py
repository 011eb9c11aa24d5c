"""Lists as documents print them: bullets kept or lost, items wrapped or run together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from maillage.intake.readers.blocks import Cell, Place
from maillage.intake.readers.text.layout import split_bullet
from maillage.intake.recognition.document import Item
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.text import plain, ticked

_EMPTY = re.compile(
    r"^(?:/+|-+|–|\.+|…|néant|neant|sans objet|aucune?|x|s\.?o\.?|n\.?a\.?|nc)\.?$", re.IGNORECASE
)
_ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$")
_DASHED = re.compile(r"(?:^|\s)[-–•]\s+(?=[A-ZÀ-ÖØ-Þ0-9«à])")
_RUN_TOGETHER = re.compile(r"(?<=[a-zà-ÿ)»])\s+(?=(?:Une?|Des|Les?|La|Nombre|Taux|Mise|Si)\s+[a-zà-ÿ])")
_MONTH = (
    r"(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|début|fin|mi|"
    r"courant|rentrée|printemps|été|automne|hiver|(?:premier|second|\d(?:er|e|ème))\s+(?:trimestre|semestre))"
)
_RUN_TOGETHER_DATES = re.compile(
    rf"(?<=[\w).])\s+(?=(?:{_MONTH}\s+)?(?:19|20)\d{{2}}(?:\s*[-–à]+\s*(?:{_MONTH}\s+)?(?:19|20)\d{{2}})?\s*:)",
    re.IGNORECASE,
)
_BEFORE_YEAR = re.compile(
    r"(?:début|fin|mi|courant|rentrée|en|dès|depuis|janvier|février|mars|avril|mai|juin|juillet|août|septembre|"
    r"octobre|novembre|décembre|printemps|été|automne|hiver|trimestre|semestre)$",
    re.IGNORECASE,
)
#: « Investissement : 45 000 € Poste : 0,5 ETP »: lines of a budget, each with its own head.
_LABELLED = re.compile(r"^[A-ZÀ-Þ][\w'’ ]{2,30} ?:")
_RUN_TOGETHER_LABELS = re.compile(
    r"(?<=[€%)])\s+(?=[A-ZÀ-Þ][\w'’ ]{2,30} ?:)|(?<=ETP)\s+(?=[A-ZÀ-Þ][\w'’ ]{2,30} ?:)"
)
_FEWEST_WORDS = 3
_NUMBER = re.compile(r"^(\d{1,2})\s*[./)°]\s+([^\W\d].*)$", re.DOTALL)
_STRONG_MARKERS = frozenset("•●■▪➢➤►▶✓✔❖◆")
_MARKERS = _STRONG_MARKERS | frozenset("-–—o○◦▫·*")
_LINK_WORDS = (
    r"(?:et|ou|de|du|des|à|au|aux|en|par|pour|sur|dans|avec|que|qui|dont|la|le|les|un|une|sous|entre)"
)
_LINKS = re.compile(rf"^(?:{_LINK_WORDS}\b|[dl]['’])", re.IGNORECASE)
_LINKED = re.compile(rf"(?:\b{_LINK_WORDS}|[dl]['’])$", re.IGNORECASE)
_NAME_LINKS = re.compile(r"^(?:et|ou|de|du|des|pour|avec)\b|^d['’]")
_WIDE_LINE = 60
_ENDS = (".", ";", ":", "!", "?", "…", ",")


@dataclass(slots=True)
class Piece:
    """One item of a list; ``depth`` is its nesting, ``marked`` tells a bullet,
    ``width`` the length of its last line."""

    text: str
    place: Place
    depth: int = 0
    marked: bool = False
    bold: bool = False
    lead: str = ""
    marker: str = ""
    glued: bool = False
    gap: bool = True
    width: int = 0

    def item(self, confidence: float = 1.0) -> Item:
        """The piece as it goes to the plan."""
        return Item(self.text, line=self.place.line, page=self.place.page, confidence=confidence)


def pieces_of(units: Iterable[Unit], *, names: bool = False) -> list[Piece]:
    """The items that units make, wrapped lines joined.

    ``names`` tells a list of people and bodies, whose lines often begin with an article.
    """
    pieces: list[Piece] = []
    for piece in (_piece(unit, text) for unit in units for text in ticked(unit.text)):
        if _EMPTY.match(piece.text) or not piece.text:
            continue
        if pieces and _continues(pieces[-1], piece, names=names):
            pieces[-1].text = f"{pieces[-1].text} {piece.text}"
            pieces[-1].width = len(piece.text)
        else:
            pieces.extend(_separated(piece))
    _read_numbers(pieces)
    return _nested_by_marker(pieces)


def _piece(unit: Unit, text: str) -> Piece:
    return Piece(
        text=text.strip(),
        place=unit.place,
        depth=unit.depth,
        marked=unit.is_item,
        bold=unit.bold,
        lead=unit.lead,
        marker=unit.marker,
        glued=unit.cell and not unit.is_item,
        gap=unit.gap,
        width=len(text),
    )


def _read_numbers(pieces: list[Piece]) -> None:
    """« 1/ … », « 2. … » in order are items of a list, numbered by hand."""
    expected = 1
    for piece in pieces:
        match = None if piece.marked else _NUMBER.match(piece.text)
        if match is not None and int(match[1]) == expected:
            piece.text, piece.marked = match[2], True
            expected += 1


def _nested_by_marker(pieces: list[Piece]) -> list[Piece]:
    """Two kinds of bullets in a list that shows no indent: the second kind hangs under the first."""
    marked = [piece for piece in pieces if piece.marked and piece.marker in _MARKERS]
    kinds = list(dict.fromkeys(piece.marker for piece in marked))
    if len(kinds) != 2 or any(piece.depth for piece in marked) or kinds[0] not in _STRONG_MARKERS:
        return pieces
    for piece in marked:
        piece.depth = kinds.index(piece.marker)
    return pieces


def pieces_of_cell(cell: Cell, place: Place) -> list[Piece]:
    """The items of a cell of a table."""
    pieces: list[Piece] = []
    for line in (part for whole in cell.lines for part in ticked(whole)):
        bullet = split_bullet(line)
        depth, marker, raw = bullet if bullet else (0, "", line)
        text = plain(raw)
        if not text or _EMPTY.match(text):
            continue
        piece = Piece(
            text, place, depth=depth, marked=bullet is not None, marker=marker, glued=True, gap=False
        )
        if len(cell.lines) == 1:
            pieces.extend(_dashed(piece, plain_line=plain(line) if not bullet else f"- {text}"))
        else:
            pieces.append(piece)
    return pieces


def _continues(above: Piece, piece: Piece, *, names: bool) -> bool:
    if _ADDRESS.match(piece.text):
        return not piece.gap or above.marked
    if piece.marker in ("→", "=>") and not piece.gap and above.marked and piece.text[:1].islower():
        return True
    if piece.marked or piece.gap or piece.glued:
        return False
    if not piece.text[:1].islower() or above.text.endswith(_ENDS):
        return False
    if names:
        return bool(_NAME_LINKS.match(piece.text) or _LINKED.search(above.text))
    wrapped = (above.marked and not piece.text.startswith("o ")) or above.width >= _WIDE_LINE
    return wrapped or bool(_LINKS.match(piece.text) or _LINKED.search(above.text))


def _separated(piece: Piece) -> list[Piece]:
    """Items that a flattened cell ran together."""
    if not piece.glued:
        return [piece]
    dashed = _dashed(piece, plain_line=piece.text)
    if len(dashed) > 1:
        return dashed
    lines = _RUN_TOGETHER_LABELS.split(piece.text) if _LABELLED.match(piece.text) else [piece.text]
    texts = [text for line in lines for part in _dated(line) for text in _RUN_TOGETHER.split(part)]
    return [_like(piece, text) for text in texts if text]


def _dated(text: str) -> list[str]:
    """« 2024 : étude 2025 : travaux », where no word such as « début » belongs to the year."""
    parts: list[str] = []
    for part in _RUN_TOGETHER_DATES.split(text):
        if parts and (len(parts[-1].split()) < _FEWEST_WORDS or _BEFORE_YEAR.search(parts[-1])):
            parts[-1] = f"{parts[-1]} {part}"
        else:
            parts.append(part)
    return parts


def _dashed(piece: Piece, *, plain_line: str) -> list[Piece]:
    """« - Une charte - Un guide » : parted where a dash begins the cell too."""
    if not plain_line.startswith(("-", "–", "•")) and len(_DASHED.findall(plain_line)) < 2:
        return [piece]
    texts = [text.strip() for text in _DASHED.split(plain_line)]
    return [_like(piece, text) for text in texts if text and not _EMPTY.match(text)]


def _like(piece: Piece, text: str) -> Piece:
    return Piece(
        text,
        piece.place,
        piece.depth,
        piece.marked,
        piece.bold,
        piece.lead,
        piece.marker,
        piece.glued,
        piece.gap,
    )


def split_outside(text: str, separator: re.Pattern[str]) -> list[str]:
    """Split on a separator where no parenthesis is open."""
    parts: list[str] = []
    start = 0
    for match in separator.finditer(text):
        before = text[: match.start()]
        if before.count("(") > before.count(")"):
            continue
        parts.append(text[start : match.start()])
        start = match.end()
    parts.append(text[start:])
    return [part.strip() for part in parts if part.strip()]
