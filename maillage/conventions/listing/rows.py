"""Actions as rows of a list. Each facet is one query, made only when a column or a filter needs it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from maillage.conventions.enums import Status
from maillage.conventions.listing.facets import FACETS, IndicatorFact, PilotFact, StepFact, Sums, TextFact
from maillage.conventions.models import Action, Node
from maillage.conventions.sections.shown import counted_rubrics
from maillage.conventions.selectors.fiche import place_in_plan, trail_in

if TYPE_CHECKING:
    from datetime import date, datetime

    from maillage.conventions.models import Convention
    from maillage.conventions.querysets import Viewer

Pair = tuple[str, str]
"""A code, as addresses have it, and its words."""


@dataclass(slots=True)
class Row:
    """A fiche of the list. What comes after ``node_id`` is empty until a column needs it.

    ``trail``: the levels above, top first, as (id, words). ``filled``: the rubriques that say something,
    out of ``rubrics``, those that count in this convention. ``found``: the index of the
    search has the words asked somewhere in the fiche, its messages or its documents.
    """

    pk: int
    convention_id: int
    version: int
    position: int
    ref: str
    title: str
    transversal: bool
    status: Status
    progress: int | None
    news: str
    difficulty: str
    difficulty_note: str
    help_needed: str
    next_step: str
    publics: str
    competence: str
    term: str
    start_on: date | None
    start_precision: str
    end_on: date | None
    end_precision: str
    told_at: datetime | None
    created_at: datetime
    updated_at: datetime
    node_id: int | None
    trail: Sequence[Pair] = ()
    convention: str = ""
    rubrics: Sequence[str] = ()
    filled: Collection[str] = ()
    pilots: Sequence[PilotFact] = ()
    partners: Sequence[str] = ()
    themes: Sequence[Pair] = ()
    communes: Sequence[Pair] = ()
    schemes: Sequence[Pair] = ()
    indicators: Sequence[IndicatorFact] = ()
    steps: Sequence[StepFact] = ()
    documents: int = 0
    findings: int = 0
    comments: int = 0
    links: int = 0
    texts: TextFact = field(default_factory=TextFact)
    budget: Sums = field(default_factory=Sums)
    staff: Sums = field(default_factory=Sums)
    search: str = ""
    found: bool = False

    def __str__(self) -> str:
        return f"{self.ref} {self.title}".strip()


_COLUMNS = [one.name for one in fields(Row)]
SCALARS = tuple(_COLUMNS[: _COLUMNS.index("node_id") + 1])


def load_rows(
    conventions: Sequence[Convention], user: Viewer, needs: Iterable[str], pks: Collection[int] | None = None
) -> list[Row]:
    """The rows of ``conventions`` in plan order, with the facets that ``needs`` names.

    Two queries (nodes, actions) and one a facet, whatever the number of conventions and of fiches.
    ``pks`` keeps only these fiches.
    """
    ids = [convention.pk for convention in conventions]
    actions = Action.objects.visible_to(user).filter(convention_id__in=ids)
    if pks is not None:
        actions = actions.filter(pk__in=pks)
    rows = [Row(*record) for record in actions.order_by().values_list(*SCALARS)]
    for row in rows:
        row.status = Status(row.status)
    _place(rows, conventions, ids)
    for need in sorted(set(needs) & set(FACETS)):
        found = FACETS[need](ids, user)
        for row in rows:
            if row.pk in found:
                setattr(row, need, found[row.pk])
    return rows


def _place(rows: list[Row], conventions: Sequence[Convention], ids: Sequence[int]) -> None:
    """Give each row its levels, its convention's words, and sort the whole in plan order."""
    nodes = {node.pk: node for node in Node.objects.filter(convention_id__in=ids)}
    places: dict[int | None, Any] = {pk: place_in_plan(nodes, pk) for pk in [*nodes, None]}
    trails = {pk: [(str(node.pk), str(node)) for node in trail_in(nodes, pk)] for pk in nodes}
    order = {convention.pk: number for number, convention in enumerate(conventions)}
    named = {convention.pk: convention for convention in conventions}
    shown = {pk: tuple(counted_rubrics(convention)) for pk, convention in named.items()}
    for row in rows:
        row.trail = trails.get(row.node_id or 0, ())
        row.rubrics = shown[row.convention_id]
        row.convention = named[row.convention_id].name
    rows.sort(key=lambda row: (order[row.convention_id], places[row.node_id], row.position, row.pk))


Test = Callable[[Row], bool]
