"""The fiche: read beautifully, edited section by section."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.conventions.errors import InvalidValueError
from maillage.conventions.listing.gaps import facts_of_action, next_gap
from maillage.conventions.models import Action, Convention, Theme
from maillage.conventions.operations import save_section
from maillage.conventions.operations.steps import set_step_status
from maillage.conventions.permissions import can_edit_action, can_edit_plan
from maillage.conventions.sections import SECTIONS
from maillage.conventions.sections.shown import label_of
from maillage.conventions.selectors import ActionNews, around
from maillage.conventions.wording import Names, lines_of_section
from maillage.kernel.errors import DomainError, StaleVersionError
from maillage.web.conventions.editing import sheet as sheets
from maillage.web.conventions.forms.side import CommentForm
from maillage.web.conventions.reading.calendar import period_of
from maillage.web.conventions.reading.history import origin_words, tell
from maillage.web.conventions.reading.rubrics import completeness, read_rubric, read_rubrics
from maillage.web.conventions.reading.side import read_side
from maillage.web.conventions.views.actions import load_action
from maillage.web.shell.requests import respond, way_back
from maillage.web.shell.scope import convention_page
from maillage.web.shell.toasts import say_done, warn

if TYPE_CHECKING:
    from django.http import HttpResponse

    from maillage.journal.models import Entry
    from maillage.web.conventions.editing.sheet import Sheet
    from maillage.web.shell.requests import ConventionRequest

MOST_ENTRIES = 5
ABOUT_MESSAGES = (
    "action.commented",
    "action.comment_edited",
    "action.comment_removed",
    "action.comment_restored",
)


def _margin(request: ConventionRequest, action: Action) -> dict[str, Any]:
    """What stands beside the fiche: its completeness and its history, and who gave its news."""
    news = ActionNews(action)
    # The messages themselves stand beside: what they add to the journal is told on its own page.
    entries = news.changes(ABOUT_MESSAGES, MOST_ENTRIES)
    return {
        "news": news.told(),
        "history": tell(action.convention, entries, request.user, most=2),
        "versions": news.count(ABOUT_MESSAGES),
        "history_url": reverse("conventions:action_history", args=[action.convention_id, action.pk]),
        "origin": origin_words(action.origin),
        "source": action.origin.get("import") or 0,
        "doubts": action.origin.get("doubts", []),
        "gap": next_gap(facts_of_action(action)),
    }


def _every_theme(convention: Convention) -> list[Theme]:
    return sorted(convention.themes.order_by(), key=lambda theme: (theme.position, theme.name))


def _fiche(request: ConventionRequest, action: Action) -> dict[str, Any]:
    rubrics = read_rubrics(action)
    filled, counted = completeness(rubrics)
    may_edit = can_edit_action(request.user, action)
    return {
        "convention": action.convention,
        "action": action,
        "rubrics": rubrics,
        "filled": filled,
        "counted": counted,
        "period": period_of(action),
        "pilots": ", ".join(pilot.label for pilot in action.pilots.all()),
        "themes": list(action.themes.all()),
        "every_theme": _every_theme(action.convention) if may_edit else [],
        "can_edit": may_edit,
        "can_edit_plan": can_edit_plan(request.user, action.convention),
        **_margin(request, action),
    }


@require_safe
@convention_page()
def fiche(request: ConventionRequest, convention: Convention, action_id: int) -> HttpResponse:
    """The whole fiche, and the ones before and after it."""
    action = load_action(request, convention, action_id)
    context = {**_fiche(request, action), "around": around(action)}
    return render(
        request, "conventions/fiche.html", {**context, **_side(request, action, may_edit=context["can_edit"])}
    )


def _side(request: ConventionRequest, action: Action, *, may_edit: bool) -> dict[str, Any]:
    """What stands around the fiche and is changed apart from it."""
    side = read_side(request.user, action, may_edit=may_edit)
    form = CommentForm(people=side["people"])
    return {**side, "comment_form": form, "document_form": None, "sent": False, "focus": ""}


def _editor(
    request: ConventionRequest, sheet: Sheet, *, status: int = 200, theirs: list[str] | None = None
) -> HttpResponse:
    """The editor, in place or on its own page. ``theirs``: what somebody else wrote meanwhile."""
    action = sheet.action
    context = {
        "convention": action.convention,
        "action": action,
        "sheet": sheet,
        "form": sheet.form,
        "rows": sheet.rows,
        "key": sheet.section,
        "label": label_of(action.convention, sheet.section),
        "hint": SECTIONS[sheet.section].hint,
        "theirs": theirs,
        "template": sheet.form.template,
        "url": reverse("conventions:section", args=[action.convention_id, action.pk, sheet.section]),
        "next": way_back(request, ""),
        "fiche_url": reverse("conventions:action", args=[action.convention_id, action.pk]),
    }
    page, fragment = "conventions/section.html", "conventions/_editor.html"
    return respond(request, page, fragment, context, status=status)


def _place_of(action: Action, section: str) -> str:
    """The section on the fiche."""
    return f"{reverse('conventions:action', args=[action.convention_id, action.pk])}#{section}"


def _saved(request: ConventionRequest, action: Action, section: str, entry: Entry | None) -> HttpResponse:
    label = label_of(action.convention, section)
    say_done(request, f"«\u00a0{label}\u00a0» est enregistré.", entry)
    if not request.htmx:
        return redirect(way_back(request, _place_of(action, section)))
    context = {**_fiche(request, action), "key": section}
    if section not in {"identity", "state"}:
        context["rubric"] = read_rubric(action, section)
    return render(request, "conventions/_saved.html", context)


def _save(request: ConventionRequest, sheet: Sheet, version: int) -> Entry | None:
    return save_section(
        action=sheet.action, section=sheet.section, value=sheet.value(), version=version, by=request.user
    )


def _overtaken(request: ConventionRequest, convention: Convention, sheet: Sheet) -> HttpResponse:
    """Somebody wrote on the fiche meanwhile: go on if it was elsewhere, else show both texts."""
    action = load_action(request, convention, sheet.action.pk)
    now = SECTIONS[sheet.section].read(action)
    if sheets.digest(now) == sheet.seen:
        sheet.action = action
        try:
            entry = _save(request, sheet, action.version)
        except StaleVersionError:
            pass
        else:
            return _saved(request, load_action(request, convention, action.pk), sheet.section, entry)
    sheet.action, sheet.version, sheet.seen = action, action.version, sheets.digest(now)
    theirs = lines_of_section(sheet.section, now, Names(convention))
    return _editor(request, sheet, status=409, theirs=theirs)


@require_http_methods(["GET", "POST"])
@convention_page()
def section(request: ConventionRequest, convention: Convention, action_id: int, key: str) -> HttpResponse:
    """Edit one section: open its editor, change its rows, save it, or give it up (``?lire=1``)."""
    if key not in SECTIONS:
        raise Http404
    action = load_action(request, convention, action_id)
    if request.method == "GET" and "lire" in request.GET:
        return _read(request, action, key)
    if not can_edit_action(request.user, action):
        raise PermissionDenied
    if request.method == "GET":
        return _editor(request, sheets.opened(action, key))
    sheet = sheets.typed(action, key, request.POST)
    command = request.POST.get("do", "save")
    if command != "save":
        return _editor(request, sheets.rearranged(sheet, command))
    if not sheet.is_valid():
        return _editor(request, sheet, status=422)
    try:
        entry = _save(request, sheet, sheet.version)
    except InvalidValueError as error:
        sheet.refuse(error)
        return _editor(request, sheet, status=422)
    except StaleVersionError:
        return _overtaken(request, convention, sheet)
    return _saved(request, load_action(request, convention, action.pk), key, entry)


@require_POST
@convention_page()
def step(request: ConventionRequest, convention: Convention, action_id: int, key: str) -> HttpResponse:
    """Give one step another state (``status``), in place."""
    action = load_action(request, convention, action_id)
    if not can_edit_action(request.user, action):
        raise PermissionDenied
    try:
        entry = set_step_status(
            action=action, key=key, status=request.POST.get("status", ""), by=request.user
        )
    except DomainError as error:
        warn(request, str(error))
    else:
        say_done(request, "L’étape change d’état.", entry)
    if not request.htmx:
        return redirect(_place_of(action, "steps"))
    action = load_action(request, convention, action_id)
    context = {**_fiche(request, action), "rubric": read_rubric(action, "steps"), "focused": key}
    return render(request, "conventions/_step_saved.html", context)


def _read(request: ConventionRequest, action: Action, key: str) -> HttpResponse:
    """The section back to reading, as « Annuler » in an editor asks; ``?ecrit=1``: its lines just changed."""
    if not request.htmx:
        return redirect(way_back(request, _place_of(action, key)))
    if key in {"identity", "state"}:
        return render(request, "conventions/_no_editor.html", {"key": key})
    if "ecrit" in request.GET:
        context = {**_fiche(request, action), "key": key, "rubric": read_rubric(action, key)}
        return render(request, "conventions/_saved.html", context)
    context = {
        "convention": action.convention,
        "action": action,
        "rubric": read_rubric(action, key),
        "can_edit": can_edit_action(request.user, action),
        "can_edit_plan": can_edit_plan(request.user, action.convention),
        "focus": True,
    }
    return render(request, "conventions/_section.html", context)
