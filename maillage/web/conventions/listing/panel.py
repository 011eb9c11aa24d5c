"""Every filter, the columns, the order and the groups, on one page that needs no script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.views.decorators.http import require_safe

from maillage.conventions.listing.columns import CHOSEN, COLUMNS, GROUPS
from maillage.conventions.listing.lists import action_list
from maillage.conventions.listing.looks import STATES, WITHOUT
from maillage.conventions.listing.query import DOWN
from maillage.conventions.models import Convention
from maillage.kernel.french import plural
from maillage.web.conventions.listing.page import asked_by, list_url
from maillage.web.shell.scope import convention_page

if TYPE_CHECKING:
    from django.http import HttpResponse, QueryDict

    from maillage.conventions.listing.query import Query
    from maillage.web.shell.requests import ConventionRequest

OFFERED = tuple(key for key in CHOSEN if key not in {"place", "lacune"})


def _lists(query: Query, options: dict[str, list[tuple[str, str, int]]]) -> list[dict[str, Any]]:
    """A list of boxes a column; those in use are open."""
    return [
        {
            "key": key,
            "label": COLUMNS[key].label,
            "open": key in query.chosen,
            "count": len(query.chosen.get(key, ())),
            "options": [
                (code, words, count, code in query.chosen.get(key, ())) for code, words, count in found
            ],
        }
        for key, found in options.items()
        if found
    ]


UP, DOWN_ONE = "monter", "descendre"


def _ordered(asked: QueryDict, query: Query) -> tuple[Query, str]:
    """The columns once « monter » or « descendre » was pressed on one, and which."""
    for name, step in ((UP, -1), (DOWN_ONE, 1)):
        if (key := asked.get(name, "")) in query.columns:
            return query.moved(key, step), key
    return query, ""


def _columns(query: Query) -> list[dict[str, Any]]:
    """Those of the list first, in its order, each with the ways that it can go; then the others."""
    last = len(query.columns) - 1
    chosen = [
        {"column": COLUMNS[key], "chosen": True, "up": at > 0, "down": at < last}
        for at, key in enumerate(query.columns)
    ]
    others = [
        {"column": column, "chosen": False} for column in COLUMNS.values() if column.key not in query.columns
    ]
    return [*chosen, *others]


@require_safe
@convention_page()
def panel(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """What the list can be narrowed to, with how many actions each value has."""
    query, moved = _ordered(request.GET, asked_by(request.GET)[0])
    found = action_list(convention, request.user, query, offered=OFFERED, looks=False)
    sortable = [("action", "Action")]
    sortable += [(column.key, column.label) for column in COLUMNS.values() if column.sortable]
    context = {
        "convention": convention,
        "query": query,
        "lists": _lists(query, found.options),
        "states": [(look, look.key in query.looks) for look in STATES.values()],
        "without": [(look, look.key in query.looks) for look in WITHOUT.values()],
        "columns": _columns(query),
        "moved": moved,
        "here": request.path,
        "groups": [(key, COLUMNS[key].label) for key in GROUPS],
        "sorts": [(f"{sign}{key}", f"{label}{said}") for key, label in sortable for sign, said in _WAYS],
        "shown": plural(len(found.rows), "action"),
        "back": list_url(convention, query.encode()),
        "base": list_url(convention),
    }
    return render(request, "conventions/list_panel.html", context)


_WAYS = (("", ""), (DOWN, ", à rebours"))
