"""The source as lines: one leaf of it, tied to what was understood."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from maillage.intake.proposal.parts import FIELDS
from maillage.intake.source_text import Run, cut_runs, plain, runs_of

if TYPE_CHECKING:
    from maillage.intake.models import Import
    from maillage.intake.proposal.parts import Proposal, Question


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of a line; ``doubt`` is the number of the open doubt that quotes it, or 0.

    A doubt whose words are not on its line has an empty piece at the end of it.
    """

    runs: tuple[Run, ...] = ()
    doubt: int = 0

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line to show, cut around what open doubts quote, and what was made of it.

    ``fiche`` is a key, with ``label`` for the first line of each part of a fiche only, so
    that a run of lines is named once.
    """

    number: int
    pieces: tuple[Piece, ...]
    fiche: str = ""
    label: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing on it."""
        return not any(piece.doubt or piece.text.strip() for piece in self.pieces)


@dataclass(slots=True)
class SourceLeaf:
    """One leaf of the source. ``index`` counts from 0."""

    index: int
    total: int
    label: str
    lines: list[SourceLine] = field(default_factory=list)
    previous: str = ""
    following: str = ""


def leaf_at(import_: Import, line: int) -> int:
    """The leaf that holds ``line``; the first one when there is none."""
    for index, leaf in enumerate(import_.leaves):
        if leaf["first"] <= line <= leaf["last"]:
            return index
    return 0


def source_leaf(import_: Import, proposal: Proposal, index: int) -> SourceLeaf:
    """The leaf at ``index`` (kept within bounds), its lines tied to fiches and open doubts."""
    leaves = import_.leaves or [{"label": "Document", "first": 1, "last": len(import_.lines)}]
    at = max(0, min(index, len(leaves) - 1))
    first, last = leaves[at]["first"], leaves[at]["last"]
    labels, doubts = labels_of(proposal), _doubts(proposal)
    shown = SourceLeaf(at, len(leaves), leaves[at]["label"])
    shown.previous = leaves[at - 1]["label"] if at > 0 else ""
    shown.following = leaves[at + 1]["label"] if at + 1 < len(leaves) else ""
    named = ("", "")
    for number in range(first, min(last, len(import_.lines)) + 1):
        label, fiche = labels.get(number, ("", ""))
        told = label if label and (label, fiche) != named else ""
        named = (label, fiche) if label else named
        shown.lines.append(
            SourceLine(number, _pieces(import_.lines[number - 1], doubts[number]), fiche, told)
        )
    return shown


def _pieces(line: str, doubts: list[Question]) -> tuple[Piece, ...]:
    """``line`` cut around the quotes of ``doubts``, in order; quotes that overlap come last, empty."""
    runs = runs_of(line)
    text = "".join(run.text for run in runs)
    quotes = [(plain(each.text), each.number) for each in doubts]
    found = sorted((text.find(quote) if quote else -1, number, quote) for quote, number in quotes)
    pieces: list[Piece] = []
    elsewhere: list[Piece] = []
    at = 0
    for start, number, quote in found:
        if start < at:
            elsewhere.append(Piece((), number))
            continue
        end = start + len(quote)
        pieces += [Piece(cut_runs(runs, at, start)), Piece(cut_runs(runs, start, end), number)]
        at = end
    return (*pieces, Piece(cut_runs(runs, at, len(text))), *elsewhere)


def labels_of(proposal: Proposal) -> dict[int, tuple[str, str]]:
    """For each line that something was made of, the words that say what, and the fiche."""
    labels: dict[int, tuple[str, str]] = {}
    for fiche in proposal.fiches.values():
        for part in fiche.fields.values():
            for point in part.points:
                for line in filter(None, (point.line, *point.below)):
                    labels.setdefault(line, (FIELDS[part.key], fiche.key))
        if fiche.line:
            labels[fiche.line] = (f"Fiche {fiche.ref}".strip(), fiche.key)
    return labels


def _doubts(proposal: Proposal) -> dict[int, list[Question]]:
    by_line: dict[int, list[Question]] = defaultdict(list)
    for question in proposal.open_questions:
        if question.line:
            by_line[question.line].append(question)
    return by_line
