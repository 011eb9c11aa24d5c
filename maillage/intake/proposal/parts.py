"""The parts of a proposal."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from maillage.intake.proposal.pointing import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What a fiche is reviewed by, in its order, with the usual French names.
FIELDS: dict[str, str] = {
    "context": "Contexte",
    "objectives": "Objectifs",
    "steps": "Étapes",
    "pilots": "Pilotes",
    "partners": "Partenaires",
    "success_conditions": "Conditions de réussite",
    "resources": "Moyens",
    "residents": "Habitants",
    "indicators": "Indicateurs",
    "calendar": "Calendrier",
}

#: What a doubt may be about besides: the title of the fiche.
TITLE = "title"


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a field, with its place in the source.

    ``target`` as in the plan document; ``measure``: what « Rendre mesurable » decided of an
    indicator (``measures.MeasureChoice``); ``link``: the member or the organisation that a pilot or
    a partner was said to be (``links``). ``below``: the lines of its substeps.
    """

    text: str
    line: int | None = None
    page: int | None = None
    group: str = ""
    substeps: tuple[str, ...] = ()
    kind: str = ""
    target: dict[str, Any] | None = None
    measure: dict[str, Any] | None = None
    link: int | None = None
    below: tuple[int, ...] = ()


@dataclass(slots=True)
class Field:
    """A field of a fiche. ``corrected``: the reviewer rewrote it. ``seen``: version of that decision.

    ``page``: the page of the source that it starts on, where pages were drawn. ``fiche``: the
    key of its fiche, once it is shown.
    """

    key: str
    points: list[Point] = field(default_factory=list)
    corrected: bool = False
    seen: int = 0
    doubts: list[int] = field(default_factory=list)
    page: int | None = None
    fiche: str = ""

    @property
    def named_points(self) -> list[tuple[str, Point]]:
        """Each point with the name that a page gives it."""
        return [
            (name_of(self.fiche, self.key, at, point.text), point) for at, point in enumerate(self.points)
        ]

    @property
    def label(self) -> str:
        """Its French name."""
        return FIELDS[self.key]

    @property
    def line(self) -> int | None:
        """The first line of the source that it comes from."""
        return min((point.line for point in self.points if point.line), default=None)


@dataclass(slots=True)
class Fiche:
    """An action as proposed. ``parent`` is the key of its branch, empty when on none.

    ``renamed``: the reviewer gave it a title, which no answer to a doubt changes any more.
    ``known``: every point that it ever had, whose place in the source is kept when its words
    come back in another field. ``communes``: the codes of those that it was said to be for.
    """

    key: str
    ref: str
    title: str
    fiche_title: str = ""
    transversal: bool = False
    line: int | None = None
    page: int | None = None
    schedule: dict[str, Any] = field(default_factory=dict)
    fields: dict[str, Field] = field(default_factory=dict)
    parent: str = ""
    excluded: bool = False
    renamed: bool = False
    seen: int = 0
    doubts: list[int] = field(default_factory=list)
    known: list[Point] = field(default_factory=list)
    communes: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """« 1.A.3 Soutenir… »."""
        return f"{self.ref} {self.title}".strip()

    @property
    def first_line(self) -> int | None:
        """The first line of the source that it comes from."""
        lines = [self.line, *(part.line for part in self.fields.values())]
        return min((line for line in lines if line), default=None)


@dataclass(slots=True)
class Branch:
    """A node of the tree as proposed; its key is its path of positions in the document: « 0-2 ».

    ``parent`` is the key of the branch that it hangs from, empty when on none.
    """

    key: str
    level: str
    ref: str
    title: str
    line: int | None = None
    page: int | None = None
    children: list[Branch] = field(default_factory=list)
    fiches: list[Fiche] = field(default_factory=list)
    excluded: bool = False
    seen: int = 0
    parent: str = ""

    @property
    def name(self) -> str:
        """« 1 Accueillir… »."""
        return f"{self.ref} {self.title}".strip()

    def walk(self) -> Iterator[Branch]:
        """Itself and every branch below, top down."""
        yield self
        for child in self.children:
            yield from child.walk()

    def all_fiches(self) -> Iterator[Fiche]:
        """Every fiche at or below it."""
        for branch in self.walk():
            yield from branch.fiches

    def kept_fiches(self) -> int:
        """How many of them will be written."""
        if self.excluded:
            return 0
        own = sum(not fiche.excluded for fiche in self.fiches)
        return own + sum(child.kept_fiches() for child in self.children)


@dataclass(slots=True)
class Question:
    """A doubt of the reading. ``state``: empty while open, else accepted, ignored or corrected.

    ``fiche`` and ``field`` say what it is about, empty when unknown. ``placed``: its text
    stands in that field, so that it can be replaced or taken out there. ``in_group``:
    so many doubts have its reason that they are shown as one. ``origin``: its place among
    the doubts of the reading, from 0. ``asks`` puts it in a few words and ``options`` are
    the readings to choose from, the likeliest first; older readings have neither.
    """

    number: int
    text: str
    reason: str
    line: int | None = None
    page: int | None = None
    fiche: str = ""
    field: str = ""
    placed: bool = False
    state: str = ""
    correction: str = ""
    seen: int = 0
    in_group: bool = False
    origin: int = 0
    asks: str = ""
    options: tuple[str, ...] = ()

    @property
    def is_title(self) -> bool:
        """Whether its text is another title for the fiche."""
        return self.field == TITLE and bool(self.fiche and self.text)

    @property
    def has_proposal(self) -> bool:
        """Whether the first of its readings can be taken at once: there is a place for it."""
        return bool(self.options) and (self.placed or self.is_title)

    @property
    def is_information(self) -> bool:
        """Whether it only says something of the document: there is nothing to choose."""
        return not self.text

    @property
    def is_open(self) -> bool:
        """Whether nobody answered yet."""
        return not self.state


@dataclass(slots=True)
class Proposal:
    """The whole of it. ``loose`` are the fiches on no branch, ``merged`` those that joined another."""

    branches: list[Branch] = field(default_factory=list)
    loose: list[Fiche] = field(default_factory=list)
    nodes: dict[str, Branch] = field(default_factory=dict)
    fiches: dict[str, Fiche] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    levels: list[str] = field(default_factory=list)
    territory: str = ""
    title: str = ""
    start_year: int | None = None
    end_year: int | None = None

    @property
    def open_questions(self) -> list[Question]:
        """The doubts that nobody answered yet."""
        return [question for question in self.questions if question.is_open]

    def is_kept(self, fiche: Fiche) -> bool:
        """Whether it will be written: neither it nor a branch above is left out."""
        return not fiche.excluded and not any(branch.excluded for branch in self.above(fiche.parent))

    def above(self, key: str) -> list[Branch]:
        """The branch ``key`` and those that it hangs from, top down; none when there is no such branch."""
        found: list[Branch] = []
        while (branch := self.nodes.get(key)) is not None:
            found.insert(0, branch)
            key = branch.parent
        return found

    def standing(self, key: str) -> Fiche | None:
        """The fiche ``key``, or the one that it joined."""
        while key in self.merged:
            key = self.merged[key]
        return self.fiches.get(key)

    def kept_fiches(self) -> int:
        """How many fiches will be written."""
        return sum(self.is_kept(fiche) for fiche in self.fiches.values())
