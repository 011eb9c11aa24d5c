"""What hangs from a fiche, fetched for whole conventions at once: one query a facet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, Sum, Value, When

from maillage.conventions.enums import MeasureType
from maillage.conventions.models import (
    Action,
    ActionDocument,
    ActionFinding,
    ActionLink,
    BudgetLine,
    Comment,
    Indicator,
    IndicatorValue,
    Partner,
    Pilot,
    Scheme,
    StaffShare,
    Step,
)
from maillage.conventions.selectors.rows import rubric_conditions

if TYPE_CHECKING:
    from maillage.conventions.querysets import Viewer

Ids = Sequence[int]
Found = Mapping[int, Any]


class PilotFact(NamedTuple):
    """A pilot: the words, the kind (``PilotKind``), the membership once known."""

    label: str
    kind: str
    member: int | None


class IndicatorFact(NamedTuple):
    """An indicator: what it tells, how it is measured, whether it has a target and a value."""

    kind: str
    measure: str
    wish: bool
    targeted: bool
    valued: bool

    @property
    def counted(self) -> bool:
        """Whether it can be followed: somebody chose how it is measured."""
        return bool(self.measure) and not self.wish


class StepFact(NamedTuple):
    """A step that hangs from no other."""

    status: str
    text: str


class TextFact(NamedTuple):
    """What a fiche says in full, one point a line."""

    context: str = ""
    objectives: str = ""
    success_conditions: str = ""
    vigilance: str = ""
    resources: str = ""


class Sums(NamedTuple):
    """How many rows, and what they add up to; None where nobody typed an amount."""

    rows: int = 0
    first: Decimal | None = None
    second: Decimal | None = None


def _grouped(rows: Any, make: Callable[..., Any]) -> Found:
    found: dict[int, list[Any]] = defaultdict(list)
    for pk, *values in rows:
        found[pk].append(make(*values))
    return found


def _pilots(ids: Ids, _user: Viewer) -> Found:
    rows = Pilot.objects.filter(convention_id__in=ids)
    return _grouped(rows.values_list("action_id", "label", "kind", "member_id"), PilotFact)


def _partners(ids: Ids, _user: Viewer) -> Found:
    rows = Partner.objects.filter(convention_id__in=ids)
    return _grouped(rows.values_list("action_id", "label"), str)


def _pair(code: object, words: str) -> tuple[str, str]:
    return str(code), words


def _themes(ids: Ids, _user: Viewer) -> Found:
    rows = Action.themes.through.objects.filter(theme__convention_id__in=ids)
    ordered = rows.order_by("theme__position", "theme__name")
    return _grouped(ordered.values_list("action_id", "theme_id", "theme__name"), _pair)


def _communes(ids: Ids, _user: Viewer) -> Found:
    rows = Action.communes.through.objects.filter(action__convention_id__in=ids)
    ordered = rows.order_by("commune__name")
    return _grouped(ordered.values_list("action_id", "commune_id", "commune__name"), _pair)


def _schemes(ids: Ids, _user: Viewer) -> Found:
    rows = Scheme.actions.through.objects.filter(scheme__convention_id__in=ids)
    ordered = rows.order_by("scheme__position", "scheme__name")
    return _grouped(ordered.values_list("action_id", "scheme_id", "scheme__name"), _pair)


def _indicators(ids: Ids, _user: Viewer) -> Found:
    valued = Exists(IndicatorValue.objects.filter(indicator=OuterRef("pk")))
    rows = Indicator.objects.filter(convention_id__in=ids).annotate(
        valued=valued, targeted=_flag(Q(target_value__isnull=False) | ~Q(targets=[]))
    )
    named = ("action_id", "kind", "measure", "wish", "targeted", "valued")
    return _grouped(rows.values_list(*named), _indicator)


def _indicator(kind: str, measure: str, wish: bool, targeted: int, valued: bool) -> IndicatorFact:
    return IndicatorFact(kind, measure, wish, bool(targeted) or measure == MeasureType.MILESTONE, valued)


def _steps(ids: Ids, _user: Viewer) -> Found:
    rows = Step.objects.filter(convention_id__in=ids, parent=None)
    return _grouped(rows.values_list("action_id", "status", "text"), StepFact)


def _documents(ids: Ids, user: Viewer) -> Found:
    """Those that the person may open."""
    return _counted(ActionDocument.objects.visible_to(user).filter(convention_id__in=ids))


def _findings(ids: Ids, _user: Viewer) -> Found:
    return _counted(ActionFinding.objects.filter(convention_id__in=ids))


def _comments(ids: Ids, _user: Viewer) -> Found:
    return _counted(Comment.objects.filter(convention_id__in=ids, deleted_at=None))


def _counted(rows: Any) -> Found:
    return dict(rows.order_by().values_list("action_id").annotate(number=Count("pk")))


def _summed(rows: Any, first: str, second: str) -> Found:
    named = rows.filter(action__isnull=False).order_by().values_list("action_id")
    found = named.annotate(number=Count("pk"), first=Sum(first), second=Sum(second))
    return {pk: Sums(number, one, other) for pk, number, one, other in found}


def _budget(ids: Ids, _user: Viewer) -> Found:
    """``first`` is what was planned, ``second`` what was obtained, in euros."""
    return _summed(BudgetLine.objects.filter(convention_id__in=ids), "planned", "obtained")


def _staff(ids: Ids, _user: Viewer) -> Found:
    """``first`` is full-time equivalents."""
    return _summed(StaffShare.objects.filter(convention_id__in=ids), "etp", "etp")


def _texts(ids: Ids, _user: Viewer) -> Found:
    rows = Action.objects.filter(convention_id__in=ids).order_by()
    return {pk: TextFact(*texts) for pk, *texts in rows.values_list("pk", *TextFact._fields)}


def _links(ids: Ids, _user: Viewer) -> Found:
    """How many actions of the plan each one names, or is named by."""
    living = Q(source__deleted_at=None, target__deleted_at=None)
    rows = ActionLink.objects.filter(living, convention_id__in=ids).order_by()
    beside: dict[int, set[int]] = defaultdict(set)
    for source, target in rows.values_list("source_id", "target_id"):
        beside[source].add(target)
        beside[target].add(source)
    return {pk: len(others) for pk, others in beside.items()}


def _search(ids: Ids, _user: Viewer) -> Found:
    return dict(Action.objects.filter(convention_id__in=ids).order_by().values_list("pk", "search"))


def _flag(condition: Q | Exists) -> Any:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())


@cache
def _flagged() -> tuple[list[str], Any]:
    """The rubriques, and the fiches with a flag for each: built once, as it is long to build."""
    conditions = rubric_conditions()
    flags = {f"has_{key}": _flag(condition) for key, condition in conditions.items()}
    rows = Action.objects.order_by().annotate(**flags)
    return list(conditions), rows.values_list(F("pk"), *flags)


def _filled(ids: Ids, _user: Viewer) -> Found:
    """The rubriques of each fiche that say something, hidden ones included."""
    keys, flagged = _flagged()
    found: dict[int, frozenset[str]] = {}
    known: dict[tuple[int, ...], frozenset[str]] = {}
    for pk, *said in flagged.filter(convention_id__in=ids):
        seen = tuple(said)
        if seen not in known:
            known[seen] = frozenset(key for key, one in zip(keys, seen, strict=True) if one)
        found[pk] = known[seen]
    return found


FACETS: dict[str, Callable[[Ids, Viewer], Found]] = {
    "pilots": _pilots,
    "partners": _partners,
    "themes": _themes,
    "communes": _communes,
    "schemes": _schemes,
    "indicators": _indicators,
    "steps": _steps,
    "documents": _documents,
    "findings": _findings,
    "comments": _comments,
    "texts": _texts,
    "links": _links,
    "budget": _budget,
    "staff": _staff,
    "search": _search,
    "filled": _filled,
}
"""Name of the field of ``Row`` that each fills, and how."""
