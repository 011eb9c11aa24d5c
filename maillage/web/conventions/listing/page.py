"""The list of actions: what an address asks, on one page, with what to narrow it by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe
from django_htmx.http import push_url

from maillage.conventions.listing.changes import CHANGES
from maillage.conventions.listing.columns import COLUMNS, GROUPS
from maillage.conventions.listing.lists import ActionList, action_list
from maillage.conventions.listing.looks import LOOKS
from maillage.conventions.listing.query import Query, read_query
from maillage.conventions.models import Convention
from maillage.conventions.permissions import can_edit_plan
from maillage.conventions.selectors import piloted_by
from maillage.conventions.selectors.views import default_view, views_for
from maillage.kernel.french import plural
from maillage.web.conventions.listing.painting import Painter
from maillage.web.conventions.listing.showing import chips, group_rows, headers, relaxed
from maillage.web.shell.requests import respond, wants_fragment
from maillage.web.shell.scope import convention_page

if TYPE_CHECKING:
    from django.http import HttpResponse, QueryDict

    from maillage.web.shell.requests import ConventionRequest

SHORT_LOOKS = {"sans-nouvelles": "Sans nouvelles"}
QUICK = ("etat", "pilote", "theme")
FIRST_CHANGES = ("etat", "pilote", "theme-plus")


def asked_by(data: QueryDict) -> tuple[Query, list[str]]:
    """What an address asks, and the sentences of what it does not understand."""
    return read_query({name: data.getlist(name) for name in data})


def painter_for(request: ConventionRequest, convention: Convention, query: Query, plain: bool) -> Painter:
    """What makes the rows for this person: boxes for whoever may change many, cells for whoever may write."""
    coordinates = can_edit_plan(request.user, convention)
    return Painter(
        query.columns,
        reverse("conventions:action", args=[convention.pk, 0])[:-2],
        editable=None if coordinates else piloted_by(convention, request.user),
        picks=coordinates,
        plain=plain,
    )


def list_url(convention: Convention, query: str = "") -> str:
    """The address of the list that ``query`` asks."""
    base = reverse("conventions:actions", args=[convention.pk])
    return f"{base}?{query}" if query else base


def _looks(convention: Convention, query: Query, found: ActionList) -> list[dict[str, Any]]:
    """The « à regarder » chips: the chosen one leads back."""
    shown = []
    for key, count in found.looks:
        chosen = key in query.looks
        looks = tuple(one for one in query.looks if one != key) if chosen else (*query.looks, key)
        url = list_url(convention, query.encode(looks=looks))
        label = SHORT_LOOKS.get(key, LOOKS[key].label)
        if count or chosen:
            shown.append({"label": label, "count": count, "chosen": chosen, "url": url})
    return shown


def _context(
    request: ConventionRequest, convention: Convention, query: Query, found: ActionList
) -> dict[str, Any]:
    plain = request.GET.get("modifier") == "1"
    painter = painter_for(request, convention, query, plain)
    here = query.encode()
    rows = len(found.rows)
    return {
        "convention": convention,
        "query": query,
        "groups": group_rows(found, painter),
        "headers": headers(query, lambda **changes: list_url(convention, query.encode(**changes))),
        "width": len(query.columns) + 1 + painter.picks,
        "picks": painter.picks,
        "plain": plain,
        "editable": painter.editable is None or bool(painter.editable),
        "chips": chips(query, found, lambda left: list_url(convention, left.encode())),
        "looks": _looks(convention, query, found),
        "relax": relaxed(query, found, lambda left: list_url(convention, left.encode())),
        "ignored": found.ignored,
        "total": found.total,
        "rows": rows,
        "shown": f"{plural(rows, 'action')} sur {found.total}",
        "every": plural(rows, "action filtrée", "actions filtrées")
        if query.active
        else plural(rows, "action"),
        "base": list_url(convention),
        "here": here,
        "address": list_url(convention, here),
    }


def _bar(query: Query, found: ActionList) -> dict[str, Any]:
    """The quick filters; what they do not hold goes with them unseen."""
    named = {"q", "grouper", *QUICK}
    return {
        "quick": [
            {
                "key": key,
                "label": COLUMNS[key].label,
                "options": [
                    (code, words, count, code in query.chosen.get(key, ()))
                    for code, words, count in found.options[key]
                ],
            }
            for key in QUICK
            if len(query.chosen.get(key, ())) < 2
        ],
        "kept": [
            (name, value) for name, value in query.pairs() if name not in named or _several(query, name)
        ],
        "group_choices": [(key, COLUMNS[key].label) for key in GROUPS],
        "changes": [CHANGES[key] for key in FIRST_CHANGES],
        "columns_said": f"{len(query.columns)} sur {len(COLUMNS)}",
    }


def _several(query: Query, name: str) -> bool:
    """Filters that the quick bar cannot show, because they hold several values."""
    return len(query.chosen.get(name, ())) > 1


@require_safe
@convention_page()
def actions(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """The list. Without anything asked, the view that the person, or the coordination, opens it with."""
    if not request.GET and (view := default_view(convention, request.user)):
        return redirect(list_url(convention, f"{view.query}&vue={view.pk}".lstrip("&")))
    query, ignored = asked_by(request.GET)
    found = action_list(convention, request.user, query, offered=QUICK)
    found.ignored[:0] = ignored
    views = views_for(convention, request.user)
    context = {
        **_context(request, convention, query, found),
        **_bar(query, found),
        "views": views,
        "view": next((view for view in views if view.pk == query.view), None),
    }
    response = respond(request, "conventions/list_actions.html", "conventions/list_table.html", context)
    if not wants_fragment(request):
        return response
    # the bare address would open the default view again
    everything = f"{context['base']}?tout=1" if any(view.opens for view in views) else context["base"]
    return push_url(response, context["address"] if context["here"] else everything)
