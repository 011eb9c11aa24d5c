"""Match the fiches with the actions of the outline: by number, by wording, by order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from maillage.intake.recognition.fiches.fiche import Fiche
from maillage.intake.recognition.outline.tree import Branch
from maillage.intake.recognition.words.text import likeness, stems

_SURE = 0.5
_BLIND = 0.3
_UNLIKE = 0.02
_CLEARLY = 0.8
#: What the wording of a fiche without title may add to its place in the order.
_WORDED = 0.6


def match(fiches: Sequence[Fiche], actions: Sequence[Branch]) -> dict[int, Branch]:
    """The action of each fiche, by the fiche's position; some fiches may have none."""
    matched: dict[int, Branch] = {}
    taken: set[int] = set()
    for index, fiche in enumerate(fiches):
        position = _by_number(fiche, actions, taken)
        if position is not None:
            matched[index] = actions[position]
            taken.add(position)
    left = [i for i in range(len(fiches)) if i not in matched]
    free = [a for a in range(len(actions)) if a not in taken]
    for i, a in _in_order([fiches[i] for i in left], [actions[a] for a in free]):
        matched[left[i]] = actions[free[a]]
        taken.add(free[a])
    _out_of_order(fiches, actions, matched, taken)
    return matched


def _by_number(fiche: Fiche, actions: Sequence[Branch], taken: set[int]) -> int | None:
    if fiche.ref is None:
        return None
    same = [i for i, action in enumerate(actions) if action.ref == fiche.ref and i not in taken]
    if not same:
        return None
    if fiche.title is None:
        return same[0] if len(same) == 1 else None
    title = fiche.title
    best = max(same, key=lambda i: likeness(actions[i].title, title))
    if likeness(actions[best].title, title) >= 0.3 or len(same) == 1:
        return best
    return None


def _score(fiche: Fiche, action: Branch) -> float:
    if not fiche.title:
        return _BLIND
    alike = likeness(fiche.title, action.title)
    for other, _ in action.others:
        alike = max(alike, likeness(fiche.title, other))
    return alike if alike >= _SURE else alike * _BLIND if alike > 0.25 else _UNLIKE


class _Affinities:
    """How far fiches without title speak the words of the actions' titles, the rare ones above all."""

    def __init__(self, fiches: Sequence[Fiche], actions: Sequence[Branch]) -> None:
        self._words = [_words(fiche) if not fiche.title else frozenset() for fiche in fiches]
        self._titles = [frozenset(stems(action.title)) for action in actions]
        self._often = Counter(word for words in self._words for word in words)

    def of(self, fiche: int, action: int) -> float:
        """From 0 to ``_WORDED``; 0 for a fiche that bears a title."""
        words, title = self._words[fiche], self._titles[action]
        whole = sum(self._weight(word) for word in title)
        if not words or not whole:
            return 0.0
        return _WORDED * sum(self._weight(word) for word in title & words) / whole

    def _weight(self, word: str) -> float:
        return 1.0 / (1 + self._often[word])


def _words(fiche: Fiche) -> frozenset[str]:
    units = [*fiche.preface, *(unit for part in fiche.parts for unit in part.units)]
    return frozenset(word for unit in units for word in stems(unit.text))


def _in_order(fiches: list[Fiche], actions: list[Branch]) -> list[tuple[int, int]]:
    """The best pairing that respects both orders (dynamic programming)."""
    rows, columns = len(fiches), len(actions)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    affinities = _Affinities(fiches, actions)
    scores = [
        [_score(fiche, action) + affinities.of(i, j) for j, action in enumerate(actions)]
        for i, fiche in enumerate(fiches)
    ]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], scores[i][j] + best[i + 1][j + 1])
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < rows and j < columns:
        if best[i][j] == scores[i][j] + best[i + 1][j + 1]:
            if scores[i][j] > _UNLIKE:
                pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _out_of_order(
    fiches: Sequence[Fiche], actions: Sequence[Branch], matched: dict[int, Branch], taken: set[int]
) -> None:
    """A fiche whose wording clearly is that of an action left alone, wherever it stands."""
    for index, fiche in enumerate(fiches):
        if index in matched or not fiche.title:
            continue
        free = [a for a in range(len(actions)) if a not in taken]
        best = max(free, key=lambda a: _score(fiche, actions[a]), default=None)
        if best is not None and _score(fiche, actions[best]) >= _CLEARLY:
            matched[index] = actions[best]
            taken.add(best)
