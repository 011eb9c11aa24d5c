"""The whole plan on one page, narrowed by filters that live in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse
from django.views.decorators.http import require_safe
from django_htmx.http import push_url

from maillage.conventions.enums import Status
from maillage.conventions.models import Convention
from maillage.conventions.permissions import can_edit_plan, can_import_document
from maillage.conventions.selectors import LOOKS, PlanFilters, PlanTree, plan_tree
from maillage.web.conventions.reading.levels import count_words, plan_words
from maillage.web.conventions.reading.plan import Table
from maillage.web.conventions.reading.sorting import headers, read_order
from maillage.web.shell.context import link
from maillage.web.shell.requests import respond, wants_fragment, whole_number
from maillage.web.shell.scope import convention_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse

    from maillage.web.shell.requests import ConventionRequest

SHORT_LOOKS = {"sans-nouvelles": "Sans nouvelles"}


LONG_PLAN = 60


def opened_axes(asked: str) -> frozenset[str]:
    """The axes that an address unfolds in a long plan: « 12.15 », or « toutes »."""
    return frozenset(asked.split("."))


def read_filters(data: Mapping[str, str]) -> PlanFilters:
    """The filters that an address asks for; what is not understood is left out."""
    status, look = data.get("etat", ""), data.get("regard", "")
    return PlanFilters(
        text=data.get("q", "").strip()[:100],
        status=status if status in Status.values else "",
        theme=whole_number(data.get("theme")),
        pilot=data.get("pilote", ""),
        look=look if look in LOOKS else "",
    )


def _address(base: str, filters: PlanFilters, **others: str) -> str:
    asked = {
        "q": filters.text,
        "etat": filters.status,
        "theme": str(filters.theme or ""),
        "pilote": filters.pilot,
        "regard": filters.look,
        **others,
    }
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{base}?{query}" if query else base


def _looks(base: str, filters: PlanFilters, tree: PlanTree, others: dict[str, str]) -> list[dict[str, Any]]:
    """The « à regarder » chips: the chosen one leads back."""
    return [
        {
            "label": SHORT_LOOKS.get(key, label),
            "count": count,
            "chosen": key == filters.look,
            "url": _address(base, filters, **{**others, "regard": "" if key == filters.look else key}),
        }
        for key, label, count in tree.looks
        if count or key == filters.look
    ]


@require_safe
@convention_page()
def plan(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """Read it, narrow it; with ``?organiser=1``, move and remove what it is made of."""
    filters = read_filters(request.GET)
    tree = plan_tree(convention, request.user, filters)
    may_edit = can_edit_plan(request.user, convention)
    organise = may_edit and request.GET.get("organiser") == "1"
    folds = tree.total > LONG_PLAN and not (filters.active or organise or request.GET.get("tri"))
    order = read_order("" if organise else request.GET.get("tri", ""))
    others = {"organiser": "1"} if organise else {"tri": order.code}
    base = reverse("conventions:plan", args=[convention.pk])
    address = _address(base, filters, **others)
    context = {
        "convention": convention,
        "blocks": Table(convention, narrowed=filters.active, order=order).blocks(tree),
        "tree": tree,
        "words": plan_words(convention, tree) if not filters.active else "",
        "shown": f"{count_words(tree.shown, 'action')} sur {tree.total}",
        "filters": filters,
        "order": order,
        "unsorted": _address(base, filters),
        "headers": headers(order, lambda code: _address(base, filters, tri=code)),
        "looks": _looks(base, filters, tree, others),
        "statuses": Status.choices,
        "themes": list(convention.themes.values_list("pk", "name")),
        "can_edit": may_edit,
        "can_import": can_import_document(request.user, convention),
        "upload_url": link("intake:upload", convention.pk),
        "workbook_url": link("publishing:workbook", convention.pk),
        "organise": organise,
        "folds": folds,
        "opened": opened_axes(request.GET.get("axes", "")) if folds else frozenset(),
        "base": base,
        "address": address,
        "first_level": convention.node_levels[0] if convention.node_levels else "",
    }
    response = respond(request, "conventions/plan.html", "conventions/_plan_list.html", context)
    return push_url(response, address) if wants_fragment(request) else response
