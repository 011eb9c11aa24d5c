"""Moving a period: the plain form, the drop of a bar, and then what follows it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from maillage.conventions.errors import InvalidValueError
from maillage.conventions.models import Action, Convention
from maillage.conventions.operations.schedule import set_period, shift_period, shift_together
from maillage.conventions.permissions import can_edit_action, can_import_document
from maillage.conventions.selectors.schedule import Period, bound, pushed_by, schedule
from maillage.kernel.errors import StaleVersionError
from maillage.kernel.french import plural
from maillage.web.schedule.forms import EdgeForm, PeriodForm, ShiftForm
from maillage.web.schedule.reading.followers import followers_of
from maillage.web.shell.requests import way_back, whole_number
from maillage.web.shell.scope import convention_page
from maillage.web.shell.toasts import say, undo_url

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpResponse

    from maillage.journal.models import Entry
    from maillage.web.shell.requests import ConventionRequest

STALE = "Quelqu’un d’autre vient de modifier cette fiche. Voici ses dates maintenant."


def _load(request: ConventionRequest, convention: Convention, action_id: int) -> Action:
    mine = Action.objects.visible_to(request.user).filter(convention=convention)
    action = get_object_or_404(mine.select_related("convention"), pk=action_id)
    if not can_edit_action(request.user, action):
        raise PermissionDenied
    return action


def _words(action: Action) -> str:
    start, end = bound(action.start_on, action.start_precision), bound(action.end_on, action.end_precision)
    return Period(start, end).words or "sans date"


def _page(
    request: ConventionRequest, action: Action, form: PeriodForm, *, status: int = 200, said: str = ""
) -> HttpResponse:
    chart = reverse("schedule:chart", args=[action.convention_id])
    context = {
        "convention": action.convention,
        "action": action,
        "form": form,
        "said": said,
        "period": _words(action),
        "has_dates": bool(action.start_on or action.end_on),
        "next": way_back(request, chart),
        "chart_url": chart,
        "fiche_url": reverse("conventions:action", args=[action.convention_id, action.pk]),
    }
    return render(request, "schedule/move.html", context, status=status)


@require_http_methods(["GET", "POST"])
@convention_page()
def move(request: ConventionRequest, convention: Convention, action_id: int) -> HttpResponse:
    """Give a period, shift it by months, or drop one of its edges on a month."""
    action = _load(request, convention, action_id)
    form = PeriodForm(request.POST) if "start" in request.POST else PeriodForm.of(action)
    if request.method == "GET":
        return _page(request, action, form)
    end_before = action.end_on
    try:
        entry = _write(request, action, form)
    except InvalidValueError as error:
        return _page(request, action, form, status=422, said=str(error))
    except StaleVersionError:
        action = _load(request, convention, action_id)
        return _page(request, action, PeriodForm.of(action), status=409, said=STALE)
    action.refresh_from_db()
    _say(request, action, entry)
    months = _months_between(end_before, action.end_on)
    asks = entry is not None and months > 0
    return redirect(_back(request, action, months if asks else 0))


def _write(request: ConventionRequest, action: Action, form: PeriodForm) -> Entry | None:
    """What the person asked, in one write; InvalidValueError says what cannot be read."""
    version = whole_number(request.POST.get("version"))
    shift, edge = ShiftForm(request.POST), EdgeForm(request.POST)
    if "months" in request.POST:
        if not shift.is_valid():
            raise InvalidValueError("Ce nombre de mois ne se lit pas.")
        months = shift.cleaned_data["months"]
        return shift_period(action=action, months=months, version=version, by=request.user)
    if "edge" in request.POST:
        bounds = edge.bounds(action) if edge.is_valid() else None
        if bounds is None:
            raise InvalidValueError("Ce mois ne se lit pas.")
        return set_period(action=action, start=bounds[0], end=bounds[1], version=version, by=request.user)
    if not form.is_valid():
        raise InvalidValueError("")
    start, end = form.kept(action)
    return set_period(action=action, start=start, end=end, version=version, by=request.user)


def _say(request: ConventionRequest, action: Action, entry: Entry | None) -> None:
    if entry is None:
        say(request, "Rien n’a changé.")
        return
    undo = undo_url(entry)
    say(request, f"{action.ref or action.title} : {_words(action)}.", undo)


def _months_between(before: date | None, after: date | None) -> int:
    """How many months an end moved; 0 when it was not there before, or is not any more."""
    return 12 * (after.year - before.year) + after.month - before.month if before and after else 0


def _back(request: ConventionRequest, action: Action, months: int) -> str:
    """Where the person was, on the bar that moved; the échéancier then asks about what follows."""
    chart = reverse("schedule:chart", args=[action.convention_id])
    parts = urlsplit(way_back(request, chart))
    query = [pair for pair in parse_qsl(parts.query) if pair[0] not in {"deplacee", "mois"}]
    if months and parts.path == chart:
        query += [("deplacee", str(action.pk)), ("mois", str(months))]
    return urlunsplit(("", "", parts.path, urlencode(query), f"barre-{action.pk}"))


@require_http_methods(["GET", "POST"])
@convention_page(can_import_document)
def follow(request: ConventionRequest, convention: Convention, action_id: int) -> HttpResponse:
    """What supposes the action: shown where it would go, then moved in one write."""
    action = _load(request, convention, action_id)
    typed = request.POST if request.method == "POST" else request.GET
    months = ShiftForm({"months": typed.get("mois", "")})
    count = months.cleaned_data["months"] if months.is_valid() else 0
    chart = f"{reverse('schedule:chart', args=[convention.pk])}#barre-{action.pk}"
    rows = pushed_by(schedule([convention], request.user).rows, action.pk)
    context = {
        "convention": convention,
        "action": action,
        "months": count,
        "count_words": plural(count, "mois", "mois"),
        "followers": followers_of(rows, count),
        "chart_url": chart,
        "said": "",
    }
    if request.method == "GET":
        return render(request, "schedule/follow.html", context)
    wanted = {row.pk: row.version for row in rows if str(row.pk) in request.POST.getlist("action")}
    if not wanted or not count:
        said = "Cochez au moins une action." if count else "Ce nombre de mois ne se lit pas."
        return render(request, "schedule/follow.html", context | {"said": said}, status=422)
    entry = shift_together(convention=convention, versions=wanted, months=count, by=request.user)
    if entry is not None:
        said = f"{plural(len(wanted), 'action décalée', 'actions décalées')} de {context['count_words']}."
        say(request, said, undo_url(entry))
    return redirect(chart)
