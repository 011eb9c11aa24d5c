"""The sentences of the échéancier: how many actions, what to review, which months are loaded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.conventions.selectors.schedule import loaded_months, pushed_by, to_review
from maillage.kernel.french import month, plural

if TYPE_CHECKING:
    from maillage.conventions.selectors.schedule import LoadedMonth, Schedule

_NUMBERS = ("Aucun", "Un", "Deux", "Trois", "Quatre")
MOST_DOUBTS = 6


@dataclass(frozen=True, slots=True)
class Told:
    """An action to review: its name, where it is, why."""

    name: str
    url: str
    reason: str


@dataclass(frozen=True, slots=True)
class Looks:
    """What deserves a look. ``first`` and ``others``: actions to review; ``months``: one sentence each."""

    count: int
    first: list[Told]
    others: list[Told]
    months_title: str
    months: list[str]


def looks_of(schedule: Schedule, base: str) -> Looks:
    """The doubts and the loaded months of what is shown; ``base`` is where the fiches are."""
    doubts = [
        Told(doubt.row.name, f"{base}{doubt.row.pk}/", doubt.reason)
        for doubt in to_review(schedule.shown, schedule.rows, schedule.today)
    ]
    milestones = [one for plan in schedule.plans for one in plan.milestones]
    months = loaded_months(schedule.shown, milestones, schedule.today)
    return Looks(
        count=len(doubts),
        first=doubts[:MOST_DOUBTS],
        others=doubts[MOST_DOUBTS:],
        months_title=f"{_NUMBERS[len(months)]} mois chargé{'s' if len(months) > 1 else ''}",
        months=[month_words(one) for one in months],
    )


def month_words(loaded: LoadedMonth) -> str:
    """« Juin 2026 : 3 actions finissent, dont 2 en Jeunesse ; 1 étape ; Campagne de mai. »"""
    parts = []
    if loaded.ending:
        ends = len(loaded.ending)
        said = f"{plural(ends, 'action')} {'finissent' if ends > 1 else 'finit'}"
        [(theme, count)] = loaded.themes.most_common(1) or [("", 0)]
        parts.append(f"{said}, dont {count} en {theme}" if 1 < count < ends else said)
    if loaded.steps:
        parts.append(f"{plural(loaded.steps, 'étape')} à tenir")
    parts += loaded.milestones
    return f"{month(loaded.first).capitalize()} : {' ; '.join(parts)}."


def lead_words(schedule: Schedule) -> str:
    """« 24 actions, de la signature à la suite. », or how many are shown."""
    total, shown = len(schedule.rows), len(schedule.shown)
    if schedule.filters.active:
        return f"{plural(shown, 'action')} sur {total}."
    return f"{plural(total, 'action')}, de la signature à la suite."


def several_words(schedule: Schedule, plans: int) -> str:
    """« 12 plans sur 40, 435 actions. »"""
    shown, total = len(schedule.shown), len(schedule.rows)
    page = len(schedule.plans)
    several = plural(page, "plan") if page == plans else f"{plural(page, 'plan')} sur {plans}"
    actions = f"{plural(shown, 'action')} sur {total}" if schedule.filters.active else plural(total, "action")
    return f"{several}, {actions}."


@dataclass(frozen=True, slots=True)
class Pushed:
    """After a move: what now starts too soon, and where to move it, for whoever may."""

    said: str
    button: str
    url: str


def pushed_words(schedule: Schedule, pk: int, months: int, url: str) -> Pushed | None:
    """« 2 actions supposent 1.A.2 et commencent avant sa fin : 1.B.1, 1.B.2. »; None when dates follow."""
    rows = pushed_by(schedule.rows, pk)
    if not rows:
        return None
    moved = next(row for row in schedule.rows if row.pk == pk)
    names = ", ".join(row.ref or f"« {row.title} »" for row in rows)
    several = len(rows) > 1
    said = (
        f"{plural(len(rows), 'action')} {'dépendent' if several else 'dépend'} de "
        f"{moved.ref or moved.title}, qui finit maintenant après le début de ce qui suit : {names}."
    )
    also = plural(len(rows), "action qui la suit", "actions qui la suivent")
    return Pushed(
        said,
        f"Décaler aussi {also} de {plural(months, 'mois', 'mois')}…",
        f"{url}?mois={months}" if url else "",
    )
