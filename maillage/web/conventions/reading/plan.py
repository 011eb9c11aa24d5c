"""The plan as one table: every line ready to print, so that the template only loops."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from maillage.conventions.enums import Status
from maillage.conventions.selectors.filters import is_late, is_silent
from maillage.web.components import states
from maillage.web.conventions.reading.sorting import Order

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from maillage.conventions.models import Convention, Node
    from maillage.conventions.selectors import ActionRow, Branch, PlanTree

MOST_PILOTS = 2
LONGEST_PILOTS = 64
MOST_BEADS = 40


@dataclass(frozen=True, slots=True)
class Line:
    """A fiche in the table and in the beads. ``others``: the pilots after the first ones."""

    pk: int
    ref: str
    title: str
    name: str
    url: str
    status: str
    css: str
    word: str
    pilots: str
    others: str
    more: int
    due: str
    flag: str
    filled: int
    rubrics: int


@dataclass(frozen=True, slots=True)
class Tally:
    """The fiches of one state under a top node, where they are too many for beads."""

    status: str
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A node in the table: ``lines`` are its own fiches.

    Top nodes alone have ``beads``, one for each fiche below, or ``tallies`` by state beyond MOST_BEADS.
    """

    node: Node | None
    mark: str
    title: str
    level: str
    child_level: str
    depth: int
    first: bool
    last: bool
    beads: list[Line]
    tallies: list[Tally]
    score: str
    count: int
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Block:
    """A top node and everything below it: one ``tbody``. ``key`` remembers whether it is folded."""

    key: str
    head: Heading
    headings: list[Heading]

    @property
    def axis(self) -> str:
        """Its name in the address of a long plan."""
        return str(self.head.node.pk) if self.head.node else "-"


def _flag(row: ActionRow) -> str:
    said = ["Échéance passée"] if is_late(row) else []
    said += ["sans nouvelles depuis six mois"] if is_silent(row) else []
    sentence = ", ".join(said)
    return sentence[:1].upper() + sentence[1:]


def _named(pilots: Sequence[str]) -> int:
    """How many pilots a line names: two, or one when two would make it tall."""
    return 1 if len(", ".join(pilots[:MOST_PILOTS])) > LONGEST_PILOTS else min(len(pilots), MOST_PILOTS)


def line_of(row: ActionRow, base: str) -> Line:
    """A row of the plan; ``base`` is the address of the fiches, before their number."""
    first = _named(row.pilots)
    return Line(
        pk=row.pk,
        ref=row.ref,
        title=row.title,
        name=f"{row.ref} {row.title}".strip(),
        url=f"{base}{row.pk}/",
        status=row.status,
        css=states.CSS[row.status],
        word=states.WORD[row.status],
        pilots=", ".join(row.pilots[:first]),
        others=", ".join(row.pilots[first:]),
        more=len(row.pilots) - first,
        due=row.due,
        flag=_flag(row),
        filled=row.filled,
        rubrics=row.rubrics,
    )


def score_words(statuses: Sequence[Status]) -> str:
    """« 2 réalisées sur 6, 1 abandonnée », « 1 en cours » for a lone one, nothing for none.

    What is given up is in no denominator.
    """
    if not statuses:
        return ""
    if len(statuses) == 1:
        return f"1 {states.CAPTIONS[statuses[0]][0]}"
    done = sum(status == Status.DONE for status in statuses)
    given_up = statuses.count(Status.ABANDONED)
    left_out = f"{given_up} {states.CAPTIONS[Status.ABANDONED][given_up > 1]}"
    if given_up == len(statuses):
        return left_out
    said = f"{done} {states.CAPTIONS[Status.DONE][done > 1]} sur {len(statuses) - given_up}"
    return f"{said}, {left_out}" if given_up else said


class Table:
    """Builds the blocks of a plan."""

    def __init__(self, convention: Convention, *, narrowed: bool = False, order: Order | None = None) -> None:
        self.convention = convention
        self.order = order or Order()
        self.plan_url = reverse("conventions:plan", args=[convention.pk])
        self.narrowed = narrowed
        self.base = reverse("conventions:action", args=[convention.pk, 0])[:-2]
        self.levels = convention.node_levels

    def blocks(self, tree: PlanTree) -> list[Block]:
        """One block per top node, then the transversal actions."""
        last = sum(branch.node is not None for branch in tree.branches) - 1
        return [self._block(branch, index, last) for index, branch in enumerate(tree.branches)]

    def _block(self, branch: Branch, index: int, last: int) -> Block:
        head = self._heading(branch, index, last, branch.walk())
        headings = [*self._below(branch)]
        key = f"{self.convention.pk}-{branch.node.pk if branch.node else 'transversal'}"
        return Block(key, head, headings)

    def _below(self, branch: Branch) -> Iterator[Heading]:
        last = len(branch.children) - 1
        for index, child in enumerate(branch.children):
            yield self._heading(child, index, last, [])
            yield from self._below(child)

    def _heading(self, branch: Branch, index: int, last: int, rows: list[ActionRow]) -> Heading:
        node, below = branch.node, branch.depth + 1
        many = len(rows) > MOST_BEADS
        return Heading(
            node=node,
            mark=self._mark(branch, index),
            title=node.title if node else self._loose_title(branch),
            level=branch.level,
            child_level=self.levels[below] if node and below < len(self.levels) else "",
            depth=branch.depth,
            first=index == 0,
            last=index == last,
            beads=[] if many else [line_of(row, self.base) for row in rows],
            tallies=self._tallies(branch, rows) if many else [],
            score=f"{len(rows)} sur {branch.total}"
            if self.narrowed
            else score_words([row.status for row in rows]),
            count=branch.total,
            lines=[line_of(row, self.base) for row in self.order.sort(branch.actions)],
        )

    def _mark(self, branch: Branch, index: int) -> str:
        """The reference without the level's name that some documents put in it: « Axe 2 » is marked 2."""
        if branch.node is None:
            return "T"
        ref = branch.node.ref
        short = ref[len(branch.level) :] if ref.lower().startswith(branch.level.lower()) else ref
        return short.strip(" .:-–") or ref or str(index + 1)

    def _tallies(self, branch: Branch, rows: list[ActionRow]) -> list[Tally]:
        counts = Counter(row.status for row in rows)
        anchor = f"#niveau-{branch.node.pk}" if branch.node else "#hors-axes"
        return [
            Tally(
                status.value,
                f"{counts[status]} {states.CAPTIONS[status][counts[status] > 1]}",
                f"{self.plan_url}?etat={status.value}{anchor}",
            )
            for status in states.ORDER
            if counts[status]
        ]

    def _loose_title(self, branch: Branch) -> str:
        several = len(branch.actions) > 1
        if not self.levels:
            return "Actions" if several else "Action"
        return "Actions transversales" if several else "Action transversale"
