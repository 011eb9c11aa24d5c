"""The plan as one table: every line ready to print, so that the template only loops."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from maillage.conventions.enums import Status
from maillage.conventions.selectors.filters import is_late, is_silent
from maillage.kernel.french import plural
from maillage.web.components import states

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from maillage.conventions.models import Convention, Node
    from maillage.conventions.selectors import ActionRow, Branch, PlanTree


@dataclass(frozen=True, slots=True)
class Line:
    """A fiche in the table and in the beads."""

    pk: int
    ref: str
    title: str
    name: str
    url: str
    status: str
    css: str
    word: str
    pilots: str
    due: str
    flag: str
    filled: int
    rubrics: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A node in the table: ``lines`` are its own fiches, ``beads`` all those below (top nodes only)."""

    node: Node | None
    mark: str
    title: str
    level: str
    child_level: str
    depth: int
    first: bool
    last: bool
    beads: list[Line]
    score: str
    count: int
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Block:
    """A top node and everything below it: one ``tbody``. ``key`` remembers whether it is folded."""

    key: str
    head: Heading
    headings: list[Heading]


def _flag(row: ActionRow) -> str:
    said = ["Échéance passée"] if is_late(row) else []
    said += ["sans nouvelles depuis six mois"] if is_silent(row) else []
    sentence = ", ".join(said)
    return sentence[:1].upper() + sentence[1:]


def line_of(row: ActionRow, base: str) -> Line:
    """A row of the plan; ``base`` is the address of the fiches, before their number."""
    return Line(
        pk=row.pk,
        ref=row.ref,
        title=row.title,
        name=f"{row.ref} {row.title}".strip(),
        url=f"{base}{row.pk}/",
        status=row.status,
        css=states.CSS[row.status],
        word=states.WORD[row.status],
        pilots=", ".join(row.pilots),
        due=row.due,
        flag=_flag(row),
        filled=row.filled,
        rubrics=row.rubrics,
    )


def score_words(statuses: Sequence[Status]) -> str:
    """« 2 réalisées sur 6 », « 1 en cours » for a lone one, nothing for none."""
    if not statuses:
        return ""
    if len(statuses) == 1:
        return f"1 {states.CAPTIONS[statuses[0]][0]}"
    done = sum(status == Status.DONE for status in statuses)
    return f"{done} {states.CAPTIONS[Status.DONE][done > 1]} sur {len(statuses)}"


class Table:
    """Builds the blocks of a plan."""

    def __init__(self, convention: Convention, *, narrowed: bool = False) -> None:
        self.convention = convention
        self.narrowed = narrowed
        self.base = reverse("conventions:action", args=[convention.pk, 0])[:-2]
        self.levels = convention.node_levels

    def blocks(self, tree: PlanTree) -> list[Block]:
        """One block per top node, then the transversal actions."""
        last = sum(branch.node is not None for branch in tree.branches) - 1
        return [self._block(branch, index, last) for index, branch in enumerate(tree.branches)]

    def _block(self, branch: Branch, index: int, last: int) -> Block:
        head = self._heading(branch, index, last, [line_of(row, self.base) for row in branch.walk()])
        headings = [*self._below(branch)]
        key = f"{self.convention.pk}-{branch.node.pk if branch.node else 'transversal'}"
        return Block(key, head, headings)

    def _below(self, branch: Branch) -> Iterator[Heading]:
        last = len(branch.children) - 1
        for index, child in enumerate(branch.children):
            yield self._heading(child, index, last, [])
            yield from self._below(child)

    def _heading(self, branch: Branch, index: int, last: int, beads: list[Line]) -> Heading:
        node, below = branch.node, branch.depth + 1
        rows = branch.walk() if beads else []
        return Heading(
            node=node,
            mark=(node.ref or str(index + 1)) if node else "T",
            title=node.title if node else self._loose_title(branch),
            level=branch.level,
            child_level=self.levels[below] if node and below < len(self.levels) else "",
            depth=branch.depth,
            first=index == 0,
            last=index == last,
            beads=beads,
            score=f"{len(rows)} sur {branch.total}"
            if self.narrowed
            else score_words([r.status for r in rows]),
            count=branch.total,
            lines=[line_of(row, self.base) for row in branch.actions],
        )

    def _score(self, branch: Branch, rows: list[ActionRow]) -> str:
        if self.narrowed:
            return f"{len(rows)} sur {branch.total}"
        return score_words([row.status for row in rows])

    def _loose_title(self, branch: Branch) -> str:
        several = len(branch.actions) > 1
        if not self.levels:
            return "Actions" if several else "Action"
        return "Actions transversales" if several else "Action transversale"


_UNCHANGED = ("s", "x", "z")
_STOPS = frozenset({"de", "du", "des", "d’", "à", "en"})


def _several(word: str) -> str:
    if word.endswith(_UNCHANGED):
        return word
    if word.endswith("al"):
        return f"{word[:-2]}aux"
    return f"{word}x" if word.endswith(("eu", "au")) else f"{word}s"


def several(name: str) -> str:
    """The plural of a level's name: « objectifs opérationnels », « enjeux », « fiches-actions »."""
    words = name.split(" ")
    cut = next((i for i, word in enumerate(words) if word in _STOPS), len(words))
    plurals = ["-".join(map(_several, word.split("-"))) for word in words[:cut]]
    return " ".join([*plurals, *words[cut:]])


def count_words(count: int, name: str) -> str:
    """« 4 axes », « 1 enjeu »."""
    return plural(count, name.lower(), several(name.lower()))


def plan_words(convention: Convention, tree: PlanTree) -> str:
    """« 4 axes, 8 orientations, 24 actions »."""
    counts = [0] * len(convention.node_levels)

    def count(branch: Branch) -> None:
        if branch.node is not None and branch.depth < len(counts):
            counts[branch.depth] += 1
        for child in branch.children:
            count(child)

    for branch in tree.branches:
        count(branch)
    levels = zip(counts, convention.node_levels, strict=True)
    said = [count_words(number, level) for number, level in levels if number]
    return ", ".join([*said, count_words(tree.total, convention.action_level)])
