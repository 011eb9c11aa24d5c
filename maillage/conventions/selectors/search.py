"""Words searched through a whole convention: its fiches with their messages and documents, its levels."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from maillage.conventions.models import Action, ActionDocument, Node, SearchEntry
from maillage.conventions.search import COMMENT, DOCUMENT, SECTION, marked, stem, words_in
from maillage.conventions.sections.shown import shown_rubrics
from maillage.conventions.selectors.fiche import place_in_plan
from maillage.kernel.text import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from maillage.conventions.models import Convention
    from maillage.conventions.querysets import Viewer

_AT_ONCE = 100
"""Words asked of the index in one query: its expressions are not endless."""
SHORT = 5
"""Words up to this length forgive one slip, longer ones two; those of three letters none."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A line of a fiche: ``section`` is its key, or « comment » or « document »."""

    section: str
    text: str


@dataclass(slots=True)
class FoundAction:
    """An action where every word stands somewhere; ``passages`` are the lines that hold one, best first."""

    action: Action
    named: bool
    passages: list[Passage] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Found:
    """``words`` as searched: folded, each once. ``corrected``: what was typed, and what was taken for it."""

    words: list[str]
    actions: list[FoundAction]
    nodes: list[Node]
    corrected: list[tuple[str, str]] = field(default_factory=list)


def search_convention(convention: Convention, user: Viewer, text: str) -> Found:
    """Everything of ``convention`` that holds the beginning of every word of ``text``, accents apart.

    A word that begins none takes the nearest of the convention's words, which is said. Actions named
    by every word come first, then those whose text holds them, each in the order of the plan. A
    constant number of queries.
    """
    typed = words_in(text)
    if not typed:
        return Found([], [], [])
    nodes = {node.pk: node for node in Node.objects.visible_to(user).filter(convention=convention)}
    index = _Index(convention, user, nodes.values())
    words, corrected = index.understood(typed)
    found = index.actions(words)
    found.sort(key=lambda one: (not one.named, place_in_plan(nodes, one.action.node_id)))
    named = [node for node in nodes.values() if _begins(words_in(str(node)), words)]
    named.sort(key=lambda node: place_in_plan(nodes, node.pk))
    return Found(words, found, named, corrected)


def _begins(own: Sequence[str], words: Iterable[str]) -> bool:
    """Whether every one of ``words`` begins one of ``own``."""
    return all(any(one.startswith(word) for one in own) for word in words)


def actions_holding(conventions: Sequence[Convention], user: Viewer, text: str) -> set[int]:
    """The actions of ``conventions`` that hold the beginning of every word of ``text``, as it is typed.

    As many queries for many fiches as for few: one for ``_AT_ONCE`` words of a convention, one for documents.
    """
    words = {stem(word) for word in words_in(text)}
    shown = {one.pk: _shown(one) for one in conventions}
    prefixes = [marked(pk, word) for pk in shown for word in sorted(words)]
    entries = SearchEntry.objects.filter(convention__in=shown, action__deleted_at=None)
    rows: list[SearchEntry] = []
    for start in range(0, len(prefixes), _AT_ONCE):
        rows += entries.holding(prefixes[start : start + _AT_ONCE]).defer("text")
    held: dict[int, set[str]] = defaultdict(set)
    for row in _readable(rows, user, shown):
        held[row.action_id] |= {
            word for word in words if f" {marked(row.convention_id, word)}" in f" {row.words}"
        }
    return {pk for pk, found in held.items() if found == words}


def _shown(convention: Convention) -> set[str]:
    """The parts of a fiche that the convention shows."""
    return {"identity", "state", *shown_rubrics(convention)}


def _readable(rows: list[SearchEntry], user: Viewer, shown: Mapping[int, set[str]]) -> list[SearchEntry]:
    """The messages, the parts that each convention shows, and the documents open to ``user``."""
    asked = [int(row.key) for row in rows if row.kind == DOCUMENT]
    open_to_them: set[str] = set()
    if asked:
        seen = ActionDocument.objects.visible_to(user).filter(pk__in=asked)
        open_to_them = {str(pk) for pk in seen.values_list("pk", flat=True)}
    return [
        row
        for row in rows
        if row.kind == COMMENT
        or (row.kind == SECTION and row.key in shown[row.convention_id])
        or (row.kind == DOCUMENT and row.key in open_to_them)
    ]


class _Index:
    """The index as one person may read it."""

    def __init__(self, convention: Convention, user: Viewer, nodes: Iterable[Node]) -> None:
        self.convention, self.user = convention, user
        self.named = {word for node in nodes for word in words_in(str(node))}
        self.shown = _shown(convention)
        self.mark = marked(convention.pk, "")
        self.rows: list[SearchEntry] = []

    def understood(self, typed: list[str]) -> tuple[list[str], list[tuple[str, str]]]:
        """The beginnings to look for, and which words were corrected to have any."""
        stems = [stem(word) for word in typed]
        self.rows = self._holding(stems)
        unknown = [word for word in stems if not self._known(word)]
        nearest = self._nearest(unknown) if unknown else {}
        if nearest:
            stems = [nearest.get(word, word) for word in stems]
            self.rows = self._holding(stems)
        corrected = [(word, nearest[stem(word)]) for word in typed if stem(word) in nearest]
        return list(dict.fromkeys(stems)), corrected

    def _holding(self, words: Sequence[str]) -> list[SearchEntry]:
        """The entries that hold one of ``words`` and that the person may read."""
        rows = SearchEntry.objects.filter(convention=self.convention, action__deleted_at=None)
        prefixes = [marked(self.convention.pk, word) for word in words]
        return self._readable(list(rows.holding(prefixes).order_by("pk")))

    def _readable(self, rows: list[SearchEntry]) -> list[SearchEntry]:
        return _readable(rows, self.user, {self.convention.pk: self.shown})

    def _known(self, word: str) -> bool:
        return any(self._holds(row, word) for row in self.rows) or any(
            one.startswith(word) for one in self.named
        )

    def _holds(self, row: SearchEntry, word: str) -> bool:
        return f" {self.mark}{word}" in f" {row.words}"

    def _nearest(self, unknown: list[str]) -> dict[str, str]:
        """For each word, the nearest of the convention's: as few slips as its length forgives."""
        rows = SearchEntry.objects.filter(convention=self.convention, action__deleted_at=None)
        readable = self._readable(list(rows.only("convention", "kind", "key", "words")))
        known = {word for row in readable for word in row.words.replace(self.mark, "").split()}
        nearest = {}
        for word in unknown:
            slips = 0 if len(word) <= 3 else 1 if len(word) <= SHORT else 2
            found = process.extractOne(
                word, sorted(known | self.named), scorer=OSA.distance, score_cutoff=slips
            )
            if slips and found:
                nearest[word] = str(found[0])
        return nearest

    def actions(self, words: list[str]) -> list[FoundAction]:
        """The actions whose entries hold every word between them (two queries)."""
        by_action: dict[int, list[SearchEntry]] = defaultdict(list)
        for row in self.rows:
            by_action[row.action_id].append(row)
        whole = {
            pk: rows
            for pk, rows in by_action.items()
            if all(any(self._holds(row, word) for row in rows) for word in words)
        }
        actions = Action.objects.visible_to(self.user).filter(pk__in=whole).select_related("node")
        found = []
        for action in actions.prefetch_related("pilots"):
            name = words_in(f"{action.ref} {action.title} {action.fiche_title}")
            found.append(FoundAction(action, _begins(name, words), self._passages(whole[action.pk], words)))
        return found

    def _passages(self, rows: list[SearchEntry], words: list[str]) -> list[Passage]:
        """The lines that hold a word, those that hold most first, then in the order of the fiche."""
        order = {key: index for index, key in enumerate(("state", *shown_rubrics(self.convention)))}
        rows = sorted(rows, key=lambda row: order.get(row.key, len(order)))
        scored = []
        for row in rows:
            if (row.kind, row.key) == (SECTION, "identity"):
                continue
            section = row.key if row.kind == SECTION else row.kind
            for line in lines_of(row.text):
                own = words_in(line)
                if score := sum(_begins(own, [word]) for word in words):
                    scored.append((score, Passage(section, line)))
        return [passage for _, passage in sorted(scored, key=lambda pair: -pair[0])]
