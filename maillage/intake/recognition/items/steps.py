"""Steps of an action, with their volets and sub-steps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from maillage.intake.recognition.document import Item, Step
from maillage.intake.recognition.items.lists import Piece

_VOLET = re.compile(
    r"^(?P<label>(?:volet|[ée]tape|phase|temps|chantier)\b\s*(?P<number>\d+|[IVX]+)?)(?P<name>[^:]{0,60}?)\s*:\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
_VOLET_ALONE = re.compile(r"^(?:volet|[ée]tape|phase)\b\s*(?:\d+|[IVX]+)?[^:.]{0,80}$", re.IGNORECASE)
_LONG_STATEMENT = 120
_LONGEST_INTRO = 140
_SHORT_TITLE = 6
_LONGEST_NAME = 5
_FEWEST_NAMED = 2
_INFINITIVE = re.compile(r"[a-zà-ÿ](?:er|ir|re|oir)$")
_INTRO = re.compile(r"^(?:dans le cadre|en s['’]appuyant|en lien avec|pour cela|il s['’]agit)", re.IGNORECASE)


def steps_of(pieces: Sequence[Piece]) -> list[Step]:
    """The steps that pieces tell, in order."""
    return _Steps(pieces).read()


class _Steps:
    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = list(pieces)
        self._steps: list[Step] = []
        self._group: str | None = None
        self._group_depth = -1
        self._level = 0
        self._mostly_marked = sum(piece.marked for piece in pieces) * 2 > len(pieces)
        heads = [i for i, piece in enumerate(pieces) if _names_group(piece) and self._deeper_follows(i)]
        self._named = len(heads) >= _FEWEST_NAMED
        self._run_in = sum(1 for piece in pieces if piece.lead or self._is_bold_heading(piece)) >= 2

    @staticmethod
    def _is_bold_heading(piece: Piece) -> bool:
        return piece.bold and piece.marked and piece.text.rstrip().endswith(":")

    def read(self) -> list[Step]:
        """Walk through the pieces."""
        for index, piece in enumerate(self._pieces):
            if self._opens_group(index, piece):
                continue
            self._step(piece)
        return self._steps

    def _deeper_follows(self, index: int) -> bool:
        following = self._pieces[index + 1 : index + 2]
        return bool(following) and following[0].marked and following[0].depth > self._pieces[index].depth

    def _opens_group(self, index: int, piece: Piece) -> bool:
        if self._group is not None and piece.marked and piece.depth < self._group_depth:
            self._end_group()
        volet = _VOLET.match(piece.text) or (
            _VOLET_ALONE.match(piece.text) if piece.bold or not piece.marked else None
        )
        if volet is not None and piece.depth <= max(self._group_depth, 0):
            return self._volet(index, piece, volet)
        if piece.depth == 0 and self._heads(index, piece):
            self._begin(_without_colon(piece.text), self._inside(index, piece))
            return True
        if self._run_in and piece.lead and piece.depth == 0 and piece.marked:
            self._statement(piece, piece.lead, piece.text[len(piece.lead) :].lstrip(" :"))
            return True
        head, colon, rest = piece.text.partition(":")
        if (
            self._named
            and piece.depth == 0
            and colon
            and rest
            and _names_group(replace(piece, text=f"{head}:"))
        ):
            self._statement(piece, head.strip(), rest.strip())
            return True
        if self._group is not None and piece.marked and piece.depth < self._level:
            self._end_group()
        return False

    def _heads(self, index: int, piece: Piece) -> bool:
        """A bold bullet over deeper ones, or an introduction over the whole list."""
        if piece.marked:
            named = self._named and _names_group(piece)
            return (piece.bold or named) and self._deeper_follows(index)
        following = self._pieces[index + 1 : index + 2]
        if not following or not following[0].marked or len(piece.text) > _LONGEST_INTRO:
            return False
        if piece.text.rstrip().endswith(":") or piece.bold or _INTRO.match(piece.text):
            return True
        return self._mostly_marked and _is_short_title(piece.text)

    def _inside(self, index: int, piece: Piece) -> int:
        return piece.depth + 1 if piece.marked and self._deeper_follows(index) else 0

    def _volet(self, index: int, piece: Piece, volet: re.Match[str]) -> bool:
        groups = volet.groupdict()
        rest = (groups.get("rest") or "").strip()
        name = (groups.get("name") or "").strip()
        whole = piece.bold or piece.text.rstrip().endswith(":") or not rest
        if (
            not whole
            and (groups.get("number") is None or len(rest) > _LONG_STATEMENT)
            and (name or groups.get("number"))
        ):
            label = f"{groups['label'].strip()} {name}".strip()
            self._statement(piece, label, rest)
            return True
        if self._is_alone(index):
            alone = f"{groups['label'].strip()} {name}".strip() if rest else None
            self._statement(piece, alone, rest or piece.text)
            return True
        self._begin(piece.text, self._inside(index, piece))
        return True

    def _is_alone(self, index: int) -> bool:
        """No step follows under this heading: the heading itself is the step."""
        following = self._pieces[index + 1 : index + 2]
        return not following or bool(_VOLET.match(following[0].text))

    def _statement(self, piece: Piece, label: str | None, rest: str) -> None:
        """The group's own bullet states the step."""
        self._end_group()
        self._steps.append(_step(rest, piece, label))
        self._level = piece.depth

    def _begin(self, title: str, level: int) -> None:
        self._group = title
        self._level = level
        self._group_depth = level

    def _end_group(self) -> None:
        self._group = None
        self._group_depth = -1
        self._level = 0

    def _step(self, piece: Piece) -> None:
        if self._steps and piece.marked and piece.depth > self._level:
            last = self._steps[-1]
            last.substeps.append(Item(piece.text, line=piece.place.line, page=piece.place.page))
            return
        self._steps.append(_step(piece.text, piece, self._group))


def _names_group(piece: Piece) -> bool:
    """« Quartier nord : » set as a bullet: a place or a service over its own steps, no verb of action."""
    words = piece.text.rstrip(" :").split()
    if not piece.marked or piece.depth or not piece.text.rstrip().endswith(":") or len(words) > _LONGEST_NAME:
        return False
    return bool(words) and words[0][:1].isupper() and not _INFINITIVE.search(words[0])


def _is_short_title(text: str) -> bool:
    """A few words without bullet over a list: « Préparer », « Année 1 »."""
    return len(text.split()) <= _SHORT_TITLE and text[:1].isupper() and text[-1].isalnum()


def _step(text: str, piece: Piece, group: str | None) -> Step:
    return Step(text=text, group=group, line=piece.place.line, page=piece.place.page)


def _without_colon(text: str) -> str:
    return text.rstrip(" :;.")
