"""The plan counted in the convention's own words: « 4 axes, 8 orientations, 24 actions »."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.kernel.french import plural

if TYPE_CHECKING:
    from maillage.conventions.models import Convention
    from maillage.conventions.selectors import Branch, PlanTree

_UNCHANGED = ("s", "x", "z")
_STOPS = frozenset({"de", "du", "des", "à", "en", "pour", "par", "sur"})
_ELIDED = ("d’", "d'", "l’", "l'")


def _several(word: str) -> str:
    if word.endswith(_UNCHANGED):
        return word
    if word.endswith("al"):
        return f"{word[:-2]}aux"
    if word.endswith("ail") and word.startswith("trav"):
        return f"{word[:-3]}aux"
    return f"{word}x" if word.endswith(("eu", "au")) else f"{word}s"


def _stops(word: str) -> bool:
    """Whether what follows is a complement, which keeps its own number."""
    return word in _STOPS or word.startswith(_ELIDED)


def several(name: str) -> str:
    """The plural of a level's name: « objectifs opérationnels », « enjeux », « axes d’intervention »."""
    words = name.split(" ")
    cut = next((i for i, word in enumerate(words) if _stops(word)), len(words))
    plurals = ["-".join(map(_several, word.split("-"))) for word in words[:cut]]
    return " ".join([*plurals, *words[cut:]])


def count_words(count: int, name: str) -> str:
    """« 4 axes », « 1 enjeu »."""
    return plural(count, name.lower(), several(name.lower()))


def is_aside(branch: Branch) -> bool:
    """Whether a top branch only gathers transversal actions: it is no axis, and is not counted as one."""
    rows = branch.walk()
    return branch.depth == 0 and bool(rows) and all(row.transversal for row in rows)


def plan_words(convention: Convention, tree: PlanTree) -> str:
    """« 4 axes, 8 orientations, 24 actions », of a plan that nothing narrows."""
    counts = [0] * len(convention.node_levels)

    def count(branch: Branch) -> None:
        if branch.node is not None and branch.depth < len(counts):
            counts[branch.depth] += 1
        for child in branch.children:
            count(child)

    for branch in tree.branches:
        if not is_aside(branch):
            count(branch)
    levels = zip(counts, convention.node_levels, strict=True)
    said = [count_words(number, level) for number, level in levels if number]
    return ", ".join([*said, count_words(tree.total, convention.action_level)])
