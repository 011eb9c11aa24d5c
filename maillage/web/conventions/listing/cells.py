"""One cell written in place; without script, a page with its one field."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods

from maillage.conventions.errors import InvalidValueError
from maillage.conventions.listing.changes import CELLS, Cell
from maillage.conventions.listing.columns import COLUMNS
from maillage.conventions.listing.editing import read_cell, save_cell
from maillage.conventions.listing.lists import NOTHING as WITHOUT_VALUE
from maillage.conventions.listing.rows import load_rows
from maillage.conventions.models import Action, Convention
from maillage.conventions.permissions import can_edit_action
from maillage.kernel.errors import StaleVersionError
from maillage.kernel.text import printable
from maillage.web.conventions.listing.page import asked_by, list_url, painter_for
from maillage.web.conventions.listing.painting import NOTHING, name_of
from maillage.web.conventions.views.actions import load_action
from maillage.web.shell.requests import wants_fragment, way_back
from maillage.web.shell.scope import convention_page
from maillage.web.shell.toasts import say_done

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maillage.conventions.listing.query import Query
    from maillage.web.shell.requests import ConventionRequest

MOST_LINES = 50
LONGEST = 4000


def _typed(request: ConventionRequest, name: str) -> list[str]:
    """What was typed: a line, some lines, or the codes of what was ticked."""
    found = []
    for one in request.POST.getlist(name)[:MOST_LINES]:
        lines = (printable(line) for line in one[:LONGEST].splitlines())
        found += [line.strip() for line in lines if line.strip()]
    return found


def _label(cell: Cell) -> str:
    return "Titre" if cell.key == "action" else COLUMNS[cell.key].label


def _form(request: ConventionRequest, action: Action, cell: Cell, **said: Any) -> dict[str, Any]:
    """What the editor shows; ``said`` has what was typed, an error, or what somebody else wrote."""
    value = read_cell(action, cell)
    convention = action.convention
    choices = cell.choices(convention) if cell.choices else []
    typed = said.pop("typed", value)
    return {
        "convention": convention,
        "action": action,
        "cell": cell,
        "label": _label(cell),
        "value": typed,
        "text": "\n".join(typed),
        "seen": value,
        "choices": [(code, words, code in (typed or [""])) for code, words in choices],
        "next": way_back(request, ""),
        "back": way_back(request, list_url(convention)),
        "error": said.get("error", ""),
        "theirs": said.get("theirs"),
    }


def _query(request: ConventionRequest) -> Query:
    """The list on which the cell stands, as the browser tells it."""
    query, _ = asked_by(request.GET)
    current = request.htmx.current_url_abs_path or ""
    if "?" in current:
        query, _ = asked_by(QueryDict(current.partition("?")[2]))
    return query


def _groups(request: ConventionRequest, action: Action) -> list[str]:
    """The words of each of the groups where the row stands; none where the list has no groups."""
    query = _query(request)
    column = COLUMNS.get(query.group)
    if column is None or column.values is None:
        return []
    row = load_rows([action.convention], request.user, query.needs(), [action.pk])[0]
    return [words for _, words in tuple(column.values(row)) or (WITHOUT_VALUE,)]


def _moved(before: Sequence[str], after: Sequence[str]) -> str:
    """Where the row belongs now, when the list on screen still has it elsewhere."""
    came = [words for words in after if words not in before]
    if came:
        return f" En rechargeant la liste, la ligne passe dans «\u00a0{came[0]}\u00a0»."
    return " En rechargeant la liste, la ligne quitte ce groupe." if set(before) != set(after) else ""


def _answer(
    request: ConventionRequest,
    action: Action,
    form: dict[str, Any] | None,
    status: int = 200,
    names: Sequence[str] = (),
) -> HttpResponse:
    """The row, with the editor in its cell when there is a form; a page of its own without script.

    ``names``: those that it has in the groups of the list, when it is new in all of them.
    """
    if form is not None and not wants_fragment(request):
        return render(request, "conventions/list_cell.html", form, status=status)
    convention = action.convention
    query = _query(request)
    opened = form["cell"].key if form else ""
    if opened in COLUMNS and opened not in query.columns:
        query = replace(query, columns=(*query.columns, opened))
    painter = painter_for(request, convention, query, plain=False)
    row = load_rows([convention], request.user, query.needs(), [action.pk])[0]
    editor = render_to_string("conventions/list_editor.html", form, request) if form else NOTHING
    name = request.htmx.target or f"a{action.pk}"
    twins = painter.twins(row, [one for one in names if one != name])
    context = {"row": painter.row(row, name, opened, editor), "twins": twins}
    return render(request, "conventions/list_row.html", context, status=status)


def _save(request: ConventionRequest, action: Action, cell: Cell) -> HttpResponse:
    typed, seen = _typed(request, "valeur"), _typed(request, "vu")
    # Where the page shows it: once saved, it may belong to other groups.
    before = _groups(request, action) if wants_fragment(request) else []
    try:
        entry = save_cell(action=action, key=cell.key, typed=typed, seen=seen, by=request.user)
    except InvalidValueError as error:
        return _answer(request, action, _form(request, action, cell, typed=typed, error=str(error)), 422)
    except StaleVersionError:
        action = load_action(request, action.convention, action.pk)
        form = _form(request, action, cell, typed=typed, theirs=read_cell(action, cell))
        return _answer(request, action, form, 409)
    after = _groups(request, action) if before else []
    say_done(request, f"«\u00a0{_label(cell)}\u00a0» est enregistré.{_moved(before, after)}", entry)
    if not wants_fragment(request):
        return redirect(way_back(request, list_url(action.convention)))
    names = [name_of(action.pk, times + 1) for times in range(max(1, len(before)))]
    return _answer(request, action, None, names=names)


@require_http_methods(["GET", "POST"])
@convention_page()
def cell(request: ConventionRequest, convention: Convention, action_id: int, key: str) -> HttpResponse:
    """Open the editor of a cell, save it, or give it up (``?lire=1``)."""
    if key not in CELLS:
        raise Http404
    action = load_action(request, convention, action_id)
    if request.method == "GET" and "lire" in request.GET:
        if not wants_fragment(request):
            return redirect(way_back(request, list_url(convention)))
        return _answer(request, action, None)
    if not can_edit_action(request.user, action):
        raise PermissionDenied
    if request.method == "GET":
        return _answer(request, action, _form(request, action, CELLS[key]))
    return _save(request, action, CELLS[key])
