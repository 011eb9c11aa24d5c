"""The plan document: what the recognition understood, each thing with its place.

The shape follows the plan schema word for word, so that :func:`as_json` is what
``maillage read --json`` writes. An :class:`Item` carries its text, where it was
found and how sure the recognition is, from 0 to 1.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from dataclasses import field as dataclass_field
from typing import Any


@dataclass(slots=True)
class Item:
    """A text with its origin. ``line`` is a line of the source, ``page`` may be None."""

    text: str
    line: int | None = None
    page: int | None = None
    confidence: float = 1.0


@dataclass(slots=True)
class Person(Item):
    """A pilot or a partner, in the document's words.

    ``nature`` is elu, technicien, service, structure, a_definir or empty. ``stands_for`` gives the
    meaning of each acronym of the text, which itself is never altered.
    """

    nature: str = ""
    stands_for: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Node:
    """A node of the tree; the leaves are actions."""

    level: str
    ref: str | None
    title: str
    children: list[Node] = field(default_factory=list)
    line: int | None = None
    page: int | None = None
    confidence: float = 1.0


@dataclass(slots=True)
class Step:
    """A step of an action, under its volet (``group``) if it has one."""

    text: str
    group: str | None = None
    substeps: list[Item] = field(default_factory=list)
    line: int | None = None
    page: int | None = None
    confidence: float = 1.0


@dataclass(slots=True)
class Target:
    """What an indicator has to reach; ``op`` is one of >=, <=, =, between, change."""

    op: str
    value: float
    value_max: float | None = None
    unit: str | None = None
    per: str | None = None
    baseline: float | None = None


@dataclass(slots=True)
class Indicator:
    """An indicator; ``kind`` is realisation, resultat, impact or None."""

    text: str
    kind: str | None = None
    target: Target | None = None
    line: int | None = None
    page: int | None = None
    confidence: float = 1.0


@dataclass(slots=True)
class Day:
    """A day with what is known of it: ``on`` is an ISO date, ``precision`` jour, mois, trimestre, saison,
    semestre or annee. A start is the first day meant, an end the last one."""

    on: str
    precision: str


@dataclass(slots=True)
class Schedule:
    """When an action runs; ``start_term`` is court, moyen, long, prochaine or None.

    The years are those that the document quotes; ``start`` and ``end`` say the same with what is
    known of the day. ``continuous``: all along, without a term; ``open_ended``: from its start on.
    """

    start_term: str | None = None
    start_year: int | None = None
    end_year: int | None = None
    start: Day | None = None
    end: Day | None = None
    continuous: bool = False
    open_ended: bool = False


@dataclass(slots=True)
class Action:
    """A fiche-action. ``path`` holds the titles of its ancestors, top down."""

    ref: str | None
    title: str
    fiche_title: str | None = None
    path: list[str] = field(default_factory=list)
    pilots: list[Person] = field(default_factory=list)
    partners: list[Person] = field(default_factory=list)
    context: list[Item] = field(default_factory=list)
    objectives: list[Item] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    success_conditions: list[Item] = field(default_factory=list)
    resources: list[Item] = field(default_factory=list)
    residents: list[Item] = field(default_factory=list)
    calendar: list[Item] = field(default_factory=list)
    schedule: Schedule = field(default_factory=Schedule)
    indicators: list[Indicator] = field(default_factory=list)
    line: int | None = None
    page: int | None = None
    confidence: float = 1.0


@dataclass(slots=True)
class Finding:
    """A line of the diagnosis."""

    theme: str | None
    kind: str
    text: str
    line: int | None = None
    page: int | None = None
    confidence: float = 1.0


@dataclass(slots=True)
class Instance:
    """A governance body; ``type`` is copil, cotech, groupe, equipe or autre."""

    name: str
    type: str
    frequency: str | None = None
    members: list[Item] = field(default_factory=list)
    missions: list[Item] = field(default_factory=list)
    line: int | None = None
    page: int | None = None
    confidence: float = 1.0


@dataclass(slots=True)
class Role:
    """A fiche mission."""

    title: str
    missions: list[Item] = field(default_factory=list)
    line: int | None = None
    page: int | None = None
    confidence: float = 1.0


@dataclass(slots=True)
class Milestone:
    """A step of the démarche, dated in the document's own words."""

    date: str | None
    text: str
    line: int | None = None
    page: int | None = None
    confidence: float = 1.0


@dataclass(slots=True)
class GlossaryEntry:
    """An acronym and what it stands for."""

    acronym: str
    meaning: str
    line: int | None = None
    page: int | None = None


@dataclass(slots=True)
class Doubt:
    """Something the recognition could not place or is unsure of.

    ``reason`` is a French sentence for a coordinator. ``action_ref`` and ``field``
    name the fiche and the section concerned, when the doubt is about one. ``question``
    asks it in a few words (« Quand commence 1.A.3 ? ») and ``options`` are the readings
    between which a person may choose, the likeliest first; both may be empty.
    """

    text: str
    reason: str
    line: int | None = None
    page: int | None = None
    action_ref: str | None = None
    field: str | None = None
    question: str = ""
    options: list[str] = dataclass_field(default_factory=list)


@dataclass(slots=True)
class Period:
    """The years covered, as printed."""

    start: int | None = None
    end: int | None = None


@dataclass(slots=True)
class PlanDocument:
    """Everything understood from one file."""

    territory: str | None = None
    title: str | None = None
    period: Period = field(default_factory=Period)
    published: str | None = None
    levels: list[str] = field(default_factory=list)
    tree: list[Node] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    diagnosis: list[Finding] = field(default_factory=list)
    governance: list[Instance] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    milestones: list[Milestone] = field(default_factory=list)
    glossary: list[GlossaryEntry] = field(default_factory=list)
    warnings: list[Doubt] = field(default_factory=list)


def as_json(plan: PlanDocument) -> dict[str, Any]:
    """The plan as plain values, ready for ``json.dump``."""
    return asdict(plan)
