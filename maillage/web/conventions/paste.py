"""« Coller depuis un tableur »: a block of fiches into the plan, or of indicators into a fiche."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from maillage.conventions.models import Convention, Node
from maillage.conventions.permissions import can_edit_action, can_edit_plan
from maillage.conventions.workbook.differences import tally
from maillage.conventions.workbook.pasting import (
    Block,
    mark_of,
    paste_actions,
    paste_indicators,
    read_actions,
    read_indicators,
)
from maillage.kernel.errors import DomainError
from maillage.web.conventions.views.actions import load_action
from maillage.web.conventions.views.moves import places
from maillage.web.shell.requests import respond, whole_number
from maillage.web.shell.scope import convention_page
from maillage.web.shell.toasts import say_done

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse

    from maillage.conventions.workbook.columns import Column
    from maillage.web.shell.requests import ConventionRequest

_COLUMN = re.compile(r"colonne-([0-9]{1,2})")
_SHOWN = 12
IGNORED = "-"


@dataclass(frozen=True, slots=True)
class Heading:
    """The choice above a column of the preview."""

    index: int
    said: str
    key: str
    offered: list[Column]

    @property
    def number(self) -> int:
        """Its place, from 1."""
        return self.index + 1


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the preview."""

    text: str
    wrong: bool


def _chosen(data: Mapping[str, str]) -> dict[int, str] | None:
    """The columns that the person chose in the preview, by their place."""
    found = {int(match[1]): value for name, value in data.items() if (match := _COLUMN.fullmatch(name))}
    return found if found and data.get("premiere") == mark_of(data.get("bloc", "")) else None


def _headings(block: Block) -> list[Heading]:
    heads = block.rows[0] if block.headed else []
    return [
        Heading(
            index,
            heads[index] if index < len(heads) else "",
            block.columns[index].key if index in block.columns else IGNORED,
            block.offered,
        )
        for index in range(block.width)
    ]


def _lines(block: Block) -> list[list[Cell]]:
    """The first lines, as wide as the widest; what has to be corrected is marked where it stands."""
    headers = {column.header: index for index, column in block.columns.items()}
    wrong = {(each.place.row, headers.get(each.column)) for each in block.differences.problems}
    return [
        [
            Cell(line[index] if index < len(line) else "", (row, index) in wrong)
            for index in range(block.width)
        ]
        for row, line in enumerate(block.lines[:_SHOWN], block.first)
    ]


def _preview(block: Block) -> dict[str, Any]:
    differences = block.differences
    return {
        "pasted": block,
        "headings": _headings(block),
        "lines": _lines(block),
        "more": max(0, len(block.lines) - _SHOWN),
        "differences": differences,
        "tally": tally(differences),
        "writes": any(fiche.accepted(()) for fiche in differences.fiches),
        "conflicts": differences.conflicts,
    }


def _answer(
    request: ConventionRequest,
    context: dict[str, Any],
    block: Block | None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        **context,
        "text": request.POST.get("bloc", ""),
        "mark": mark_of(request.POST.get("bloc", "")),
        "refusal": refusal,
        "pasted": None,
        **(_preview(block) if block and block.rows else {}),
    }
    return respond(
        request, "conventions/paste.html", "conventions/_paste_preview.html", context, status=status
    )


def _writes(request: ConventionRequest) -> bool:
    """Whether the block is to be written; htmx only looks, though it may send the button last pressed."""
    return request.POST.get("do") == "write" and not request.htmx


def _node(request: ConventionRequest, convention: Convention) -> Node | None:
    pk = whole_number(request.POST.get("sous"))
    return Node.objects.visible_to(request.user).filter(convention=convention, pk=pk).first() if pk else None


@require_http_methods(["GET", "POST"])
@convention_page(can_edit_plan)
def paste(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """Fiches: shown first, written when asked."""
    node, held = _node(request, convention), places(convention)
    context = {
        "convention": convention,
        "action": None,
        "places": held,
        "place": node.pk if node else None if request.method == "POST" else held[0][0] if held else None,
        "back": reverse("conventions:plan", args=[convention.pk]),
    }
    if request.method != "POST":
        return _answer(request, context, None)
    asked: dict[str, Any] = {"text": request.POST.get("bloc", ""), "chosen": _chosen(request.POST)}
    asked |= {"node": node, "by": request.user}
    try:
        if not _writes(request):
            return _answer(request, context, read_actions(convention=convention, **asked))
        block, entry = paste_actions(convention=convention, **asked)
    except DomainError as error:
        return _answer(request, context, None, str(error), 422)
    say_done(request, f"C’est écrit\u00a0: {tally(block.differences)}.", entry)
    if not block.differences.problems:
        return redirect(str(context["back"]))
    return _answer(request, context, read_actions(convention=convention, **asked), status=422)


@require_http_methods(["GET", "POST"])
@convention_page()
def paste_into(request: ConventionRequest, convention: Convention, action_id: int) -> HttpResponse:
    """Indicators of one fiche."""
    action = load_action(request, convention, action_id)
    if not can_edit_action(request.user, action):
        raise PermissionDenied
    back = f"{reverse('conventions:action', args=[convention.pk, action.pk])}#indicators"
    context = {"convention": convention, "action": action, "places": [], "place": None, "back": back}
    if request.method != "POST":
        return _answer(request, context, None)
    asked: dict[str, Any] = {"text": request.POST.get("bloc", ""), "chosen": _chosen(request.POST)}
    asked["by"] = request.user
    try:
        if not _writes(request):
            return _answer(request, context, read_indicators(action=action, **asked))
        block, entry = paste_indicators(action=action, **asked)
    except DomainError as error:
        return _answer(request, context, None, str(error), 422)
    say_done(request, "Les indicateurs sont écrits.", entry)
    if not block.differences.problems:
        return redirect(back)
    return _answer(request, context, read_indicators(action=action, **asked), status=422)
