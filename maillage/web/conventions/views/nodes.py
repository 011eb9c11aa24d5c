"""Levels of the plan: add, rename, move, remove."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from maillage.conventions.errors import InvalidValueError
from maillage.conventions.models import Convention, Node
from maillage.conventions.operations import create_node, delete_node, move_node, update_node
from maillage.conventions.permissions import can_edit_plan
from maillage.conventions.selectors import held_by
from maillage.kernel.errors import DomainError, StaleVersionError
from maillage.kernel.french import plural
from maillage.web.conventions.forms import NodeForm
from maillage.web.conventions.reading.quotes import quoted
from maillage.web.conventions.views.answers import entry_of
from maillage.web.conventions.views.moves import neighbour_index, parents_for
from maillage.web.shell.requests import whole_number
from maillage.web.shell.scope import convention_page
from maillage.web.shell.toasts import say_done, warn

if TYPE_CHECKING:
    from django.http import HttpResponse

    from maillage.web.shell.requests import ConventionRequest

RENAMED = "Pendant que vous écriviez, quelqu’un l’a renommé"


def organise_url(convention: Convention, anchor: str = "") -> str:
    """The plan in its organising mode, at a line."""
    address = f"{reverse('conventions:plan', args=[convention.pk])}?organiser=1"
    return f"{address}#{anchor}" if anchor else address


def _node(request: ConventionRequest, convention: Convention, pk: int | None) -> Node:
    return get_object_or_404(Node.objects.visible_to(request.user).filter(convention=convention), pk=pk)


def _held(node: Node) -> str:
    """« 2 niveaux et 6 actions », or nothing."""
    levels, actions = held_by(node)
    said = [plural(levels, "niveau", "niveaux")] if levels else []
    return " et ".join([*said, plural(actions, "action")] if actions else said)


@require_http_methods(["GET", "POST"])
@convention_page(can_edit_plan)
def node_create(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """A new level at the top, or under ``?parent=``."""
    asked = whole_number(request.POST.get("parent") or request.GET.get("parent"))
    parent = None if asked is None else _node(request, convention, asked)
    form = NodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            node = create_node(convention=convention, parent=parent, by=request.user, **form.cleaned_data)
        except DomainError as error:
            form.refuse(error)
        else:
            say_done(request, f"{quoted(str(node))} est ajouté.", entry_of("node", node, convention))
            return redirect(organise_url(convention, f"niveau-{node.pk}"))
    depth = parent.depth + 1 if parent else 0
    levels = convention.node_levels
    context = {
        "convention": convention,
        "form": form,
        "parent": parent,
        "level": levels[depth] if depth < len(levels) else "Niveau",
        "back": organise_url(convention),
    }
    return render(request, "conventions/node_create.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@convention_page(can_edit_plan)
def node_edit(request: ConventionRequest, convention: Convention, node_id: int) -> HttpResponse:
    """Rename a level; move it under another one; remove it."""
    node = _node(request, convention, node_id)
    form = NodeForm(request.POST or None, initial={"title": node.title, "ref": node.ref})
    if request.method == "POST" and form.is_valid():
        try:
            entry = update_node(
                node=node,
                version=whole_number(request.POST.get("version")),
                by=request.user,
                **form.cleaned_data,
            )
        except InvalidValueError as error:
            form.refuse(error)
        except StaleVersionError:
            node.refresh_from_db()
            form.add_error(None, f"{RENAMED} {quoted(str(node))}. Enregistrez pour garder le vôtre.")
        else:
            say_done(request, f"{quoted(str(node))} est renommé.", entry)
            return redirect(organise_url(convention, f"niveau-{node.pk}"))
    context = {
        "convention": convention,
        "form": form,
        "node": node,
        "level": convention.node_levels[node.depth] if node.depth < len(convention.node_levels) else "Niveau",
        "parents": parents_for(node),
        "back": organise_url(convention, f"niveau-{node.pk}"),
        "below": _held(node),
    }
    return render(request, "conventions/node_edit.html", context, status=422 if form.errors else 200)


@require_POST
@convention_page(can_edit_plan)
def node_move(request: ConventionRequest, convention: Convention, node_id: int) -> HttpResponse:
    """One place up or down (``to`` is « up » or « down »), or at the end of another node (``parent``)."""
    node = _node(request, convention, node_id)
    to, parent, position = request.POST.get("to", ""), node.parent, 10_000
    if to in {"up", "down"}:
        siblings = Node.objects.filter(convention=convention, parent=parent)
        position = neighbour_index(siblings, node.pk, to)
    else:
        parent = _node(request, convention, whole_number(request.POST.get("parent")))
    try:
        entry = move_node(node=node, parent=parent, position=position, by=request.user)
    except DomainError as error:
        warn(request, str(error))
    else:
        say_done(request, f"{quoted(str(node))} est déplacé.", entry)
    return redirect(organise_url(convention, f"niveau-{node.pk}"))


@require_POST
@convention_page(can_edit_plan)
def node_delete(request: ConventionRequest, convention: Convention, node_id: int) -> HttpResponse:
    """Remove it with what it holds, and offer to bring all of it back."""
    node = _node(request, convention, node_id)
    entry = delete_node(node=node, by=request.user)
    count = len(entry.details["actions"])
    held = f", avec {plural(count, 'fiche')}" if count else ""
    say_done(request, f"{quoted(str(node))} est supprimé{held}.", entry)
    return redirect(organise_url(convention))
