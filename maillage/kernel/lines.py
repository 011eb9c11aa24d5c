"""Two lists of lines compared line by line, then word by word inside a line that changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

from maillage.kernel.differences import Piece, compare, is_costly

_ALIKE = 0.5
_MOST_TRIES = 2_000
"""Pairs of lines whose words are compared in one change: some forty lines replaced by as many."""
_MARK = " : "
DETAIL = "– "
"""What a line starts with when it details the one above."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that changed, as pieces (« same », « gone », « new »)."""

    pieces: list[Piece]


def _runs(pieces: list[Piece]) -> list[Piece]:
    """Changes parted by a mere space made one: « À venir » becomes « En cours », not word for word."""
    merged: list[Piece] = []
    for index, piece in enumerate(pieces):
        blank = piece.kind == "same" and not piece.text.strip()
        inside = 0 < index < len(pieces) - 1 and pieces[index - 1].kind != "same"
        if blank and inside and pieces[index + 1].kind != "same":
            merged += [Piece("gone", piece.text), Piece("new", piece.text)]
        else:
            merged.append(piece)
    return _joined(merged)


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Each run of changes as one « gone » then one « new »."""
    found: list[Piece] = []
    gone = new = ""
    for piece in [*pieces, Piece("same", "")]:
        if piece.kind == "gone":
            gone += piece.text
        elif piece.kind == "new":
            new += piece.text
        else:
            found += [Piece("gone", gone.strip())] if gone.strip() else []
            found += [Piece("new", new.strip())] if new.strip() else []
            found += [Piece("same", f" {piece.text.strip()} ")] if piece.text.strip() else []
            gone = new = ""
    return _trimmed(found)


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """The same, without the space that stands before the first word or after the last."""
    if pieces:
        pieces[0] = Piece(pieces[0].kind, pieces[0].text.lstrip())
        pieces[-1] = Piece(pieces[-1].kind, pieces[-1].text.rstrip())
    return pieces


def _whole(kind: str, text: str) -> Line:
    return Line([Piece(kind, text)])


def _split(before: str, after: str) -> tuple[str, str, str]:
    """The label that both lines start with (« État : »), then what follows in each."""
    label, mark, rest = before.partition(_MARK)
    other, _, new = after.partition(_MARK)
    return (label + mark, rest, new) if mark and label == other else ("", before, after)


def _compared(before: str, after: str) -> list[Piece]:
    """Word by word where the words are mostly the same, else one text for the other."""
    label, old, new = _split(before, after)
    if label and not _alike(old, new):
        return [Piece("same", label), Piece("gone", old), Piece("new", new)]
    return _runs(compare(before, after))


def _labelled(before: str, after: str) -> bool:
    return bool(_split(before, after)[0])


def _related(before: str, after: str) -> bool:
    return _labelled(before, after) or _alike(before, after)


def _alike(before: str, after: str) -> bool:
    """Whether half of the words are the same, in the same order where that can be told at little cost."""
    old, new = before.split(), after.split()
    shared = sum((Counter(old) & Counter(new)).values())
    if 2 * shared < _ALIKE * (len(old) + len(new)):
        return False
    if is_costly(old, new):
        return True
    return SequenceMatcher(None, old, new, autojunk=False).ratio() >= _ALIKE


def _pairs(gone: list[str], new: list[str]) -> dict[int, int]:
    """Which line of ``new`` each of ``gone`` became: the first that shares its label or most of its words.

    Among very many lines, the label alone.
    """
    taken: dict[int, int] = {}
    related = _related if len(gone) * len(new) <= _MOST_TRIES else _labelled
    for there, before in enumerate(gone):
        free = (here for here, after in enumerate(new) if here not in taken and related(before, after))
        if (here := next(free, None)) is not None:
            taken[here] = there
    return taken


def _replaced(gone: list[str], new: list[str]) -> list[Line]:
    """Lines in the order of ``new``: changed ones word by word, the others left or came whole."""
    pairs = _pairs(gone, new)
    left = [there for there in range(len(gone)) if there not in pairs.values()]
    lines: list[Line] = []
    for here, text in enumerate(new):
        following = min((there for at, there in pairs.items() if at >= here), default=len(gone))
        lines += [_whole("gone", gone[there]) for there in left if there < following]
        left = [there for there in left if there >= following]
        lines.append(Line(_compared(gone[pairs[here]], text)) if here in pairs else _whole("new", text))
    return lines + [_whole("gone", gone[there]) for there in left]


def _owner(lines: list[str], index: int) -> str:
    """The line that the detail at ``index`` belongs to; nothing for a line that stands by itself."""
    if index >= len(lines) or not lines[index].startswith(DETAIL):
        return ""
    return next((line for line in reversed(lines[:index]) if not line.startswith(DETAIL)), "")


def changed_lines(before: list[str], after: list[str]) -> list[Line]:
    """Only the lines that differ, in order; a detail (« – source : … ») under the line it belongs to."""
    lines: list[Line] = []
    said = ""
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        owner = _owner(after, c) if c < d else _owner(before, a)
        if owner and owner != said:
            lines.append(_whole("same", owner))
        lines += _replaced(before[a:b], after[c:d])
        said = next((line for line in reversed(after[c:d]) if not line.startswith(DETAIL)), owner)
    return lines
