"""A fiche in the plan: create, move, remove."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from maillage.conventions.enums import Numbering
from maillage.conventions.models import Action, Convention, Node
from maillage.conventions.operations import create_action, delete_action, move_action
from maillage.conventions.permissions import can_edit_plan
from maillage.conventions.selectors import action_for
from maillage.kernel.errors import DomainError
from maillage.web.conventions.forms import ActionForm
from maillage.web.conventions.reading.numbering import propose
from maillage.web.conventions.reading.quotes import quoted
from maillage.web.conventions.views.answers import entry_of
from maillage.web.conventions.views.moves import neighbour_index, places
from maillage.web.conventions.views.nodes import organise_url
from maillage.web.shell.requests import way_back, whole_number
from maillage.web.shell.scope import convention_page
from maillage.web.shell.toasts import say_done, warn

if TYPE_CHECKING:
    from django.http import HttpResponse

    from maillage.web.shell.requests import ConventionRequest


def load_action(request: ConventionRequest, convention: Convention, pk: int) -> Action:
    """The action with what its page shows, or 404."""
    action = action_for(request.user, convention, pk)
    if action is None:
        raise Http404
    return action


def _chosen(request: ConventionRequest, convention: Convention, pk: str) -> Node | None:
    if not pk:
        return None
    nodes = Node.objects.visible_to(request.user).filter(convention=convention)
    return get_object_or_404(nodes, pk=whole_number(pk))


def _start(request: ConventionRequest, convention: Convention) -> dict[str, str]:
    """Where the new fiche goes, as the address says, and the reference that comes next there."""
    asked = request.GET.get("node", "")
    actions = Action.objects.filter(convention=convention)
    node = _chosen(request, convention, asked) if asked else None
    if node is None and convention.numbering != Numbering.CONTINUOUS:
        return {"node": ""}
    beside = list(actions.filter(node=node).values_list("ref", flat=True))
    everyone = list(actions.values_list("ref", flat=True))
    ref = propose(convention.numbering, node.ref if node else "", beside, everyone)
    return {"node": asked, "ref": ref}


@require_http_methods(["GET", "POST"])
@convention_page(can_edit_plan)
def action_create(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """A title is enough; the rest comes section by section."""
    form = ActionForm(places(convention), request.POST or None, initial=_start(request, convention))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        node = _chosen(request, convention, typed["node"])
        try:
            action = create_action(
                convention=convention, node=node, title=typed["title"], ref=typed["ref"], by=request.user
            )
        except DomainError as error:
            form.refuse(error)
        else:
            entry = entry_of("action", action, convention)
            say_done(request, f"{quoted(str(action))} est dans le plan.", entry)
            return redirect("conventions:action", convention.pk, action.pk)
    context = {"convention": convention, "form": form, "level": convention.action_level}
    return render(request, "conventions/action_create.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@convention_page(can_edit_plan)
def action_move(request: ConventionRequest, convention: Convention, action_id: int) -> HttpResponse:
    """One place up or down (``to``), or at the end of another node (``node``, empty for transversal)."""
    action = load_action(request, convention, action_id)
    back = way_back(request, organise_url(convention, f"action-{action.pk}"))
    if request.method != "POST":
        context = {"convention": convention, "action": action, "places": places(convention), "back": back}
        return render(request, "conventions/action_move.html", context)
    to, node, position = request.POST.get("to", ""), action.node, 10_000
    if to in {"up", "down"}:
        siblings = Action.objects.filter(convention=convention, node=node)
        position = neighbour_index(siblings, action.pk, to)
    else:
        node = _chosen(request, convention, request.POST.get("node", ""))
    try:
        entry = move_action(action=action, node=node, position=position, by=request.user)
    except DomainError as error:
        warn(request, str(error))
    else:
        say_done(request, f"{quoted(str(action))} est déplacée.", entry)
    return redirect(back)


@require_POST
@convention_page(can_edit_plan)
def action_delete(request: ConventionRequest, convention: Convention, action_id: int) -> HttpResponse:
    """Take it out of the plan, and offer to bring it back."""
    action = load_action(request, convention, action_id)
    entry = delete_action(action=action, by=request.user)
    say_done(request, f"{quoted(str(action))} est supprimée.", entry)
    return redirect(way_back(request, reverse("conventions:plan", args=[convention.pk])))
