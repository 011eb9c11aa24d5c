"""The least that a page can cost: the same rows as values, behind the same middleware, as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse  # noqa: TID251 - a bare view is what this is

from maillage.accounts.models import Membership
from maillage.conventions.models import (
    Action,
    Convention,
    Indicator,
    Node,
    Partner,
    Pilot,
    Step,
    Theme,
)
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
    actions = with_completeness(Action.objects.filter(convention=convention))
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


def _fiche(convention: int, action: int) -> list[Rows]:
    rows = (Pilot, Partner, Step, Indicator)
    history = Entry.objects.filter(convention_id=convention, subject_type="action", subject_id=action)
    return [
        Action.objects.filter(pk=action).values(),
        *(model.objects.filter(action=action).values() for model in rows),
        _THEMES.objects.filter(action=action).values(),
        Action.communes.through.objects.filter(action=action).values(),
        Node.objects.filter(convention=convention).values(),
        Action.objects.filter(convention=convention).values("pk", "ref", "title", "node_id", "position"),
        history.values()[:5],
        Theme.objects.filter(convention=convention).values("pk", "name"),
    ]


FLOORS: dict[str, Callable[[int, int, int], list[Rows]]] = {
    "list": lambda user, _convention, _object: _list(user),
    "home": lambda _user, convention, _object: _home(convention),
    "plan": lambda _user, convention, _object: _plan(convention),
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
