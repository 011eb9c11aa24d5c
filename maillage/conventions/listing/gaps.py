"""What a fiche still misses, the most useful first: what most keeps people from running the plan.

Without a pilot nobody can be asked; without news nobody knows; without an end nothing can be late; without
an indicator that counts nothing can be shown. The other rubriques come after, in the order of the fiche.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from maillage.conventions.enums import Status
from maillage.conventions.sections import RUBRICS, SECTIONS
from maillage.conventions.sections.shown import counted_rubrics, says_something
from maillage.conventions.selectors.filters import CLOSED, is_late, is_silent

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import date, datetime

    from maillage.conventions.listing.rows import Row
    from maillage.conventions.models import Action


@dataclass(frozen=True, slots=True)
class Gap:
    """Something to fill. ``section``: the part of the fiche where it is filled; ``why``: what it lets do."""

    key: str
    words: str
    why: str
    section: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the gaps are told from. ``shown``: the rubriques that the convention's fiches have."""

    status: Status
    told_at: datetime | None
    updated_at: datetime
    start_on: date | None
    end_on: date | None
    term: str
    news: str
    pilots: int
    indicators: int
    counted: int
    filled: Collection[str]
    shown: Collection[str]


def _started(facts: Facts) -> bool:
    today = timezone.localdate()
    return facts.status != Status.TO_COME or (facts.start_on is not None and facts.start_on <= today)


def _untold(facts: Facts) -> bool:
    """Somebody should say where it stands: late, silent, or under way and never told."""
    if facts.status in CLOSED:
        return False
    return is_late(facts) or is_silent(facts) or (not (facts.told_at or facts.news) and _started(facts))


_CHECKS: tuple[tuple[Gap, Callable[[Facts], bool]], ...] = (
    (Gap("pilote", "Nommer un pilote", "Sans pilote, personne ne peut être sollicité.", "people"),
     lambda facts: not facts.pilots),
    (Gap("nouvelles", "Dire où en est l’action", "Personne ne le dit depuis longtemps.", "state"), _untold),
    (Gap("echeance", "Dire quand elle se termine", "Sans échéance, rien n’est jamais en retard.", "calendar"),
     lambda facts: facts.status not in CLOSED and facts.end_on is None and not facts.term),
    (Gap("indicateur", "Ajouter un indicateur", "Il dira si l’action produit un effet.", "indicators"),
     lambda facts: not facts.indicators),
    (Gap("mesure", "Rendre un indicateur mesurable", "Aucun ne dit comment il se compte.", "indicators"),
     lambda facts: facts.indicators > 0 and not facts.counted),
    (Gap("etapes", "Écrire les étapes", "La prochaine étape se verra dans l’échéancier.", "steps"),
     lambda facts: facts.status not in CLOSED and "steps" not in facts.filled),
)  # fmt: skip
_RANKED = frozenset({"people", "indicators", "steps", "calendar"})
_REST = tuple(key for key in RUBRICS if key not in _RANKED)


def _rest(key: str) -> Gap:
    return Gap(key, f"Compléter « {SECTIONS[key].label} »", "", key)


KNOWN: dict[str, str] = {
    **{gap.key: gap.words for gap, _ in _CHECKS},
    **{key: _rest(key).words for key in _REST},
}
"""What each key of a gap says."""
NEEDS = frozenset({"pilots", "indicators", "filled"})
"""The facets that :func:`facts_of_row` reads."""


def gaps_of(facts: Facts) -> list[Gap]:
    """What is missing, most useful first; nothing is asked of a fiche that was given up."""
    if facts.status == Status.ABANDONED:
        return []
    found = [gap for gap, misses in _CHECKS if _may(gap, facts) and misses(facts)]
    return found + [_rest(key) for key in _REST if key in facts.shown and key not in facts.filled]


def _may(gap: Gap, facts: Facts) -> bool:
    return gap.section == "state" or gap.section in facts.shown


def next_gap(facts: Facts) -> Gap | None:
    """The most useful thing to fill next, or None when nothing is missing."""
    return next(iter(gaps_of(facts)), None)


def facts_of_row(row: Row) -> Facts:
    """The facts of a row that has the facets of ``NEEDS``."""
    return Facts(
        status=row.status,
        told_at=row.told_at,
        updated_at=row.updated_at,
        start_on=row.start_on,
        end_on=row.end_on,
        term=row.term,
        news=row.news,
        pilots=len(row.pilots),
        indicators=len(row.indicators),
        counted=sum(one.counted for one in row.indicators),
        filled=row.filled,
        shown=row.rubrics,
    )


def facts_of_action(action: Action) -> Facts:
    """The facts of a fiche fetched with everything that its page shows: no query of its own."""
    shown: Sequence[str] = counted_rubrics(action.convention)
    indicators = list(action.indicators.all())
    return Facts(
        status=Status(action.status),
        told_at=action.told_at,
        updated_at=action.updated_at,
        start_on=action.start_on,
        end_on=action.end_on,
        term=action.term,
        news=action.news,
        pilots=len(action.pilots.all()),
        indicators=len(indicators),
        counted=sum(bool(one.measure) and not one.wish for one in indicators),
        filled=[key for key in shown if says_something(action, key)],
        shown=shown,
    )
