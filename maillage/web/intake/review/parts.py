"""Correcting the branches, the fiches and their fields; leaving some out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from maillage.intake import operations
from maillage.intake.errors import InvalidDecisionError, StaleDecisionError
from maillage.intake.models import Import
from maillage.intake.proposal.decisions import FicheChoice, NodeChoice
from maillage.intake.proposal.points import as_text
from maillage.web.intake.forms import BranchForm, DecisionForm, FicheForm, FieldForm
from maillage.web.intake.loading import import_page
from maillage.web.intake.review.bench import Bench
from maillage.web.intake.review.conflict import show_conflict, show_joined
from maillage.web.intake.review.opening import bench_of
from maillage.web.shell.requests import ConventionRequest, respond

if TYPE_CHECKING:
    from django.http import HttpResponse, QueryDict

    from maillage.intake.proposal.decisions import Choice
    from maillage.intake.proposal.parts import Fiche

Form = BranchForm | FicheForm | FieldForm
_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(_METHODS)
@import_page()
def branch(request: ConventionRequest, import_: Import, key: str) -> HttpResponse:
    """Rename a branch, or leave it out with everything below it."""
    bench = bench_of(request, import_)
    found = bench.proposal.nodes.get(key)
    if found is None:
        raise Http404
    target = f"node:{key}"
    back = f"{bench.address}?branche={bench.proposal.above(key)[0].key}#b-{key}"
    if request.method == "POST" and "kept" in request.POST:
        choice = NodeChoice(found.ref, found.title, request.POST["kept"] == "0", found.parent)
        return _flip(request, bench, target, choice) or redirect(back)
    form = BranchForm(found, bench.proposal, _sent(request))
    context = {"branch": found, "form": form, "back": back, "heading": f"Corriger «\u00a0{found.name}\u00a0»"}
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, bench, form, context)
    return _save(request, bench, target, form, context) or redirect(back)


@require_http_methods(_METHODS)
@import_page()
def fiche(request: ConventionRequest, import_: Import, key: str) -> HttpResponse:
    """Rename or move a fiche, or leave it out."""
    bench = bench_of(request, import_)
    if key in bench.proposal.merged:
        return show_joined(request, bench, key)
    found = _fiche(bench, key)
    target = f"fiche:{key}"
    if request.method == "POST" and "kept" in request.POST:
        choice = FicheChoice(found.ref, found.title, found.parent, excluded=request.POST["kept"] == "0")
        return _flip(request, bench, target, choice) or _card(request, bench, found)
    form = FicheForm(found, bench.proposal, _sent(request))
    context = {"fiche": found, "form": form, "heading": f"Corriger «\u00a0{found.name}\u00a0»"}
    context["back"] = _address(bench, found)
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, bench, form, context)
    return _save(request, bench, target, form, context) or _card(request, bench, found)


@require_http_methods(_METHODS)
@import_page()
def fiche_field(request: ConventionRequest, import_: Import, key: str, field: str) -> HttpResponse:
    """Rewrite one field of a fiche."""
    bench = bench_of(request, import_)
    if key in bench.proposal.merged:
        return show_joined(request, bench, key, field)
    found = _fiche(bench, key)
    part = found.fields.get(field)
    if part is None:
        raise Http404
    form = FieldForm(part, _sent(request))
    context = {"fiche": found, "part": part, "form": form, "back": _address(bench, found)}
    context["heading"] = f"{part.label} de «\u00a0{found.name}\u00a0»"
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, bench, form, context)
    target = f"field:{key}:{field}"
    return _save(request, bench, target, form, context) or _card(request, bench, found)


def _fiche(bench: Bench, key: str) -> Fiche:
    found = bench.proposal.fiches.get(key)
    if found is None:
        raise Http404
    return found


def _sent(request: ConventionRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _address(bench: Bench, fiche: Fiche) -> str:
    return f"{bench.address}?fiche={fiche.key}#f-{fiche.key}"


def _form_page(
    request: ConventionRequest, bench: Bench, form: Form, context: dict[str, object]
) -> HttpResponse:
    whole = {"import_": bench.import_, "convention": bench.import_.convention, "bench": bench, **context}
    status = 422 if form.is_bound else 200
    return respond(request, "intake/part.html", "intake/_part_form.html", whole, status=status)


def _flip(
    request: ConventionRequest, bench: Bench, target: str, choice: NodeChoice | FicheChoice
) -> HttpResponse | None:
    """Keep or leave out; an answer only when somebody else decided first."""
    form = DecisionForm(request.POST)
    if not form.is_valid():
        raise Http404
    return _write(request, bench, target, choice, form.seen_version)


def _save(
    request: ConventionRequest, bench: Bench, target: str, form: Form, context: dict[str, object]
) -> HttpResponse | None:
    """Keep the form's decision; an answer only when it could not be kept."""
    try:
        return _write(request, bench, target, form.choice(), form.seen_version)
    except InvalidDecisionError as refusal:
        form.add_error(refusal.field or None, str(refusal))
        return _form_page(request, bench, form, context)


def _write(
    request: ConventionRequest, bench: Bench, target: str, choice: Choice, seen: int
) -> HttpResponse | None:
    try:
        bench.import_ = operations.decide(
            import_=bench.import_, target=target, choice=choice, seen=seen, by=request.user
        )
    except StaleDecisionError as stale:
        return show_conflict(request, bench.import_, stale, _standing(request, bench, target))
    return None


def _standing(request: ConventionRequest, bench: Bench, target: str) -> list[str]:
    """What a field says now, one point a line."""
    kind, _, key = target.partition(":")
    fiche_key, _, field = key.partition(":")
    now = bench_of(request, Import.objects.get(pk=bench.import_.pk)).proposal.fiches.get(fiche_key)
    if kind != "field" or now is None:
        return []
    return as_text(field, now.fields[field].points).splitlines()


def _card(request: ConventionRequest, bench: Bench, former: Fiche) -> HttpResponse:
    """The fiche as it has become, with the counts that depend on it; its new place when it moved."""
    now = bench_of(request, bench.import_)
    fiche = now.proposal.fiches[former.key]
    if not request.htmx:
        return redirect(_address(now, fiche))
    if fiche.parent != former.parent:
        return HttpResponseClientRedirect(_address(now, fiche))
    context = {"import_": now.import_, "convention": now.import_.convention, "bench": now, "fiche": fiche}
    return render(request, "intake/_corrected.html", context)
