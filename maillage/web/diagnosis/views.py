"""The diagnosis: read, narrowed, written one finding at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.conventions.models import Convention
from maillage.conventions.operations.findings import save_finding
from maillage.conventions.permissions import can_edit_convention
from maillage.conventions.selectors.findings import actions_to_tie, answering_actions
from maillage.diagnosis.operations import delete_finding
from maillage.diagnosis.selectors import findings_of
from maillage.kernel.errors import DomainError
from maillage.web.diagnosis.forms import FIELDS, FindingForm
from maillage.web.diagnosis.reading import Asked, by_theme, choices_of, rows_of, themes_in
from maillage.web.shell.requests import way_back, whole_number
from maillage.web.shell.scope import convention_page
from maillage.web.shell.toasts import say_done, warn

if TYPE_CHECKING:
    from django.http import HttpResponse

    from maillage.diagnosis.models import Finding
    from maillage.web.shell.requests import ConventionRequest


def _url(convention: Convention) -> str:
    return reverse("diagnosis:list", args=[convention.pk])


@require_safe
@convention_page()
def finding_list(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """Every finding by theme, with the actions that answer it."""
    asked = Asked.of({name: request.GET.get(name, "") for name in ("q", "nature", "theme", "sans")})
    answers = answering_actions(convention, request.user)
    rows = rows_of(findings_of(convention.pk, request.user), answers)
    kept = [row for row in rows if asked.keeps(row)]
    context = {
        "convention": convention,
        "asked": asked,
        "themes": by_theme(kept),
        "every_theme": themes_in(rows),
        "choices": choices_of(rows, asked),
        "total": len(rows),
        "shown": len(kept),
        "unanswered": sum(not row.actions for row in rows),
        "can_edit": can_edit_convention(request.user, convention),
        "here": request.get_full_path(),
    }
    return render(request, "diagnosis/list.html", context)


def _form_page(
    request: ConventionRequest, convention: Convention, form: FindingForm, finding: Finding | None = None
) -> HttpResponse:
    context = {
        "convention": convention,
        "form": form,
        "finding": finding,
        "version": request.POST.get("version") or (finding.version if finding else 0),
        "tied": request.POST.get("tied", ",".join(form.initial.get("actions", []))),
        "themes": themes_in(rows_of(findings_of(convention.pk, request.user), {})),
        "next": way_back(request, ""),
    }
    return render(request, "diagnosis/finding.html", context, status=422 if form.errors else 200)


def _after(request: ConventionRequest, convention: Convention, finding: Finding) -> HttpResponse:
    return redirect(f"{way_back(request, _url(convention)).partition('#')[0]}#constat-{finding.pk}")


@require_http_methods(["GET", "POST"])
@convention_page(can_edit_convention)
def finding_create(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """Add a finding, and say which actions answer it."""
    actions = actions_to_tie(convention, request.user)
    form = FindingForm(actions, request.POST or None, initial={"theme": request.GET.get("theme", "")[:120]})
    if request.method == "POST" and form.is_valid():
        try:
            finding, entry = save_finding(
                convention=convention, values=form.values, actions=form.answers, by=request.user
            )
        except DomainError as error:
            form.refuse(error)
        else:
            say_done(request, "Le constat est dans le diagnostic.", entry)
            return _after(request, convention, finding)
    return _form_page(request, convention, form)


def _load(request: ConventionRequest, convention: Convention, pk: int) -> Finding:
    return get_object_or_404(findings_of(convention.pk, request.user), pk=pk)


def _shown(request: ConventionRequest) -> set[int] | None:
    """The actions that answered the finding when the form was opened; None when the form does not say."""
    if "tied" not in request.POST:
        return None
    numbers = (whole_number(pk) for pk in request.POST["tied"].split(","))
    return {pk for pk in numbers if pk is not None}


@require_http_methods(["GET", "POST"])
@convention_page(can_edit_convention)
def finding_edit(request: ConventionRequest, convention: Convention, finding_id: int) -> HttpResponse:
    """Change a finding and the actions that answer it."""
    finding = _load(request, convention, finding_id)
    actions = actions_to_tie(convention, request.user)
    answered = [
        str(action.pk)
        for action in actions
        if any(one.finding_id == finding.pk for one in action.answered_findings.all())
    ]
    initial = {**{name: getattr(finding, name) for name in FIELDS}, "actions": answered}
    form = FindingForm(actions, request.POST or None, initial=initial)
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, convention, form, finding)
    version = whole_number(request.POST.get("version"))
    try:
        _, entry = save_finding(
            convention=convention,
            finding=finding,
            values=form.values,
            actions=form.answers,
            shown=_shown(request),
            version=version,
            by=request.user,
        )
    except DomainError as error:
        form.refuse(error)
        return _form_page(request, convention, form, finding)
    say_done(request, "Le constat est enregistré.", entry)
    return _after(request, convention, finding)


@require_POST
@convention_page(can_edit_convention)
def finding_delete(request: ConventionRequest, convention: Convention, finding_id: int) -> HttpResponse:
    """Take a finding out, and offer to bring it back."""
    finding = _load(request, convention, finding_id)
    try:
        entry = delete_finding(finding=finding, by=request.user)
    except DomainError as error:
        warn(request, str(error))
    else:
        say_done(request, "Le constat est retiré du diagnostic.", entry)
    return redirect(way_back(request, _url(convention)))
