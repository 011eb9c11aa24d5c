"""The least that a page can cost: the same rows as values, behind the same middleware, as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse  # noqa: TID251 - a bare view is what this is

from maillage.accounts.models import Membership
from maillage.conventions.models import (
    Action,
    ActionDocument,
    ActionLink,
    Campaign,
    Comment,
    CommuneProgress,
    Convention,
    Indicator,
    IndicatorValue,
    Node,
    Partner,
    Pilot,
    SavedView,
    SearchEntry,
    Signatory,
    Step,
    Theme,
)
from maillage.conventions.search import marked
from maillage.conventions.sections.shown import counted_rubrics
from maillage.conventions.selectors.rows import with_completeness
from maillage.intake.models import Import
from maillage.journal.models import Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Rows = Iterable[Mapping[str, Any]]

_ROW = (
    "pk", "ref", "title", "status", "node_id", "transversal", "end_on", "end_precision", "term", "news",
    "updated_at", "search", "version", "position", "convention_id", "filled", "has_indicators",
)  # fmt: skip
_HEAD = ("pk", "name", "size", "state", "progress", "stage", "created_at", "accepted_at", "undone_at")
_THEMES = Action.themes.through


def _tree(convention: int) -> list[Rows]:
    rubrics = counted_rubrics(Convention.objects.get(pk=convention))
    actions = with_completeness(Action.objects.filter(convention=convention), rubrics)
    return [
        Node.objects.filter(convention=convention).values(),
        Pilot.objects.filter(convention=convention).values("action_id", "label"),
        _THEMES.objects.filter(action__convention=convention).values("action_id", "theme_id"),
        actions.values(*_ROW),
    ]


def _list(user: int) -> list[Rows]:
    mine = list(Membership.objects.filter(user=user).values_list("workspace_id", flat=True))
    actions = Action.objects.filter(convention__in=mine).order_by()
    return [
        Convention.objects.filter(pk__in=mine).values(),
        actions.values("convention_id", "status").annotate(number=Count("pk")),
    ]


def _home(convention: int) -> list[Rows]:
    entries = Entry.objects.filter(convention_id=convention)
    return [
        *_tree(convention),
        Import.objects.filter(convention=convention).values(*_HEAD),
        entries.values()[:6],
    ]


def _plan(convention: int) -> list[Rows]:
    return [*_tree(convention), Theme.objects.filter(convention=convention).values("pk", "name")]


def _of(convention: int, *models: Any) -> list[Rows]:
    """Every row of the convention, of each of ``models``."""
    return [model.objects.filter(convention=convention).values() for model in models]


def _actions(convention: int) -> list[Rows]:
    """The plan, with what the columns and the filters of the list look at."""
    measured = Indicator.objects.filter(convention=convention)
    return [
        *_plan(convention),
        measured.values("action_id", "kind", "measure", "wish", "target_op"),
        *_of(convention, SavedView),
    ]


def _fiche(convention: int, action: int) -> list[Rows]:
    rows = (Pilot, Partner, Step, Indicator)
    history = Entry.objects.filter(convention_id=convention, subject_type="action", subject_id=action)
    return [
        Action.objects.filter(pk=action).values(),
        *(model.objects.filter(action=action).values() for model in rows),
        IndicatorValue.objects.filter(indicator__action=action).values(),
        _THEMES.objects.filter(action=action).values(),
        Action.communes.through.objects.filter(action=action).values(),
        Node.objects.filter(convention=convention).values(),
        Action.objects.filter(convention=convention).values("pk", "ref", "title", "node_id", "position"),
        history.values(),
        Theme.objects.filter(convention=convention).values("pk", "name"),
        *(
            model.objects.filter(action=action).values()
            for model in (Comment, ActionDocument, CommuneProgress)
        ),
    ]


_PERIOD = ("start_on", "start_precision", "end_on", "end_precision", "term", "calendar")


def _echeancier(convention: int) -> list[Rows]:
    actions = Action.objects.filter(convention=convention)
    return [
        *_of(convention, Node, Pilot, ActionLink, Campaign),
        actions.values("pk", "ref", "title", "status", "node_id", "position", "version", *_PERIOD),
        _THEMES.objects.filter(action__convention=convention).values(),
        Step.objects.filter(convention=convention, due_on__isnull=False).values(),
        Signatory.objects.filter(convention=convention).values(),
    ]


def _dashboard(convention: int) -> list[Rows]:
    told = Entry.objects.filter(convention_id=convention, subject_type="action")
    followed = Indicator.objects.filter(convention=convention, wish=False).exclude(measure="")
    return [
        *_of(convention, Node, Pilot, Campaign),
        Action.objects.filter(convention=convention).values(),
        Step.objects.filter(convention=convention, due_on__isnull=False).values(),
        told.filter(changes__has_key="state").values(),
        followed.values(),
        IndicatorValue.objects.filter(indicator__in=followed).values(),
    ]


def _search(convention: int) -> list[Rows]:
    found = SearchEntry.objects.filter(convention=convention).holding([marked(convention, "famille")])
    actions = Action.objects.filter(convention=convention, pk__in=found.values("action_id"))
    return [
        Node.objects.filter(convention=convention).values(),
        found.values(),
        actions.values(),
        Pilot.objects.filter(action__in=actions).values(),
    ]


def _workbook(convention: int) -> list[Rows]:
    return [
        *_of(convention, Node, Theme, Action, Pilot, Partner, Step, Indicator, IndicatorValue),
        _THEMES.objects.filter(action__convention=convention).values(),
    ]


FLOORS: dict[str, Callable[[int, int, int], list[Rows]]] = {
    "list": lambda user, _convention, _object: _list(user),
    "home": lambda _user, convention, _object: _home(convention),
    "plan": lambda _user, convention, _object: _plan(convention),
    "echeancier": lambda _user, convention, _object: _echeancier(convention),
    "dashboard": lambda _user, convention, _object: _dashboard(convention),
    "workbook": lambda _user, convention, _object: _workbook(convention),
    "actions": lambda _user, convention, _object: _actions(convention),
    "search": lambda _user, convention, _object: _search(convention),
    "fiche": lambda _user, convention, action: _fiche(convention, action),
    "review": lambda _user, _convention, import_: [Import.objects.filter(pk=import_).values()],
}


def floor(request: HttpRequest, page: str, convention_id: int, object_id: int) -> HttpResponse:
    """The rows of ``page``, one a line; who asks and the convention are looked up as a page does."""
    user = int(request.user.pk or 0)
    asked: list[Rows] = [
        Membership.objects.filter(user=user).values("workspace_id", "role"),
        Convention.objects.filter(pk=convention_id).values(),
        *FLOORS[page](user, convention_id, object_id),
    ]
    lines = ("\t".join(map(str, row.values())) for rows in asked for row in rows)
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
