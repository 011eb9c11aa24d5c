"""Branches and fiches added, joined and cut in two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from maillage.intake import operations
from maillage.intake.errors import InvalidDecisionError
from maillage.intake.models import Import
from maillage.web.intake.loading import import_page
from maillage.web.intake.review.bench import Bench
from maillage.web.intake.review.opening import bench_of
from maillage.web.intake.review.undoing import say_done
from maillage.web.intake.shaping import AddForm, MergeForm, SplitForm
from maillage.web.shell.requests import ConventionRequest, respond

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from maillage.intake.proposal.parts import Fiche

    Form = AddForm | MergeForm | SplitForm

_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(_METHODS)
@import_page()
def add_branch(request: ConventionRequest, import_: Import) -> HttpResponse:
    """Add a branch that the document does not have."""
    bench = bench_of(request, import_)
    form = AddForm(bench.proposal, request.GET.get("branche", ""), _sent(request))

    def write() -> tuple[str, str]:
        key = operations.add_branch(import_=import_, **form.values, by=request.user)
        return f"?branche={key}#b-{key}", "La branche est ajoutée."

    return _answer(request, bench, form, {"heading": "Ajouter une branche", "verb": "Ajouter"}, write)


@require_http_methods(_METHODS)
@import_page()
def add_fiche(request: ConventionRequest, import_: Import) -> HttpResponse:
    """Add a fiche that the document does not have."""
    bench = bench_of(request, import_)
    form = AddForm(bench.proposal, request.GET.get("branche", ""), _sent(request))

    def write() -> tuple[str, str]:
        key = operations.add_fiche(import_=import_, **form.values, by=request.user)
        return f"?fiche={key}#f-{key}", "La fiche est ajoutée."

    return _answer(request, bench, form, {"heading": "Ajouter une fiche", "verb": "Ajouter"}, write)


@require_http_methods(_METHODS)
@import_page()
def merge(request: ConventionRequest, import_: Import, key: str) -> HttpResponse:
    """Have a fiche join another."""
    bench = bench_of(request, import_)
    fiche = _fiche(bench, key)
    form = MergeForm(fiche, bench.proposal, _sent(request))

    def write() -> tuple[str, str]:
        into = operations.merge_fiches(import_=import_, guests=[key], into=form.host, by=request.user)
        return f"?fiche={into}#f-{into}", "Les deux fiches n’en font qu’une."

    heading = f"Fusionner «\u00a0{fiche.name}\u00a0» avec une autre"
    return _answer(request, bench, form, {"heading": heading, "fiche": fiche, "verb": "Fusionner"}, write)


@require_http_methods(_METHODS)
@import_page()
def split(request: ConventionRequest, import_: Import, key: str) -> HttpResponse:
    """Make a second fiche of some points of one."""
    bench = bench_of(request, import_)
    fiche = _fiche(bench, key)
    form = SplitForm(fiche, _sent(request))

    def write() -> tuple[str, str]:
        new = operations.split_fiche(import_=import_, key=key, **form.values, by=request.user)
        return f"?fiche={new}#f-{new}", "La fiche est coupée en deux."

    heading = f"Couper «\u00a0{fiche.name}\u00a0» en deux"
    return _answer(request, bench, form, {"heading": heading, "fiche": fiche, "verb": "Couper"}, write)


def _fiche(bench: Bench, key: str) -> Fiche:
    found = bench.proposal.fiches.get(key)
    if found is None:
        raise Http404
    return found


def _sent(request: ConventionRequest) -> object:
    return request.POST if request.method == "POST" else None


def _answer(
    request: ConventionRequest,
    bench: Bench,
    form: Form,
    context: dict[str, object],
    write: Callable[[], tuple[str, str]],
) -> HttpResponse:
    """The form, or what was done and where it is to be seen."""
    fiche = context.get("fiche")
    back = f"{bench.address}?fiche={fiche.key}#f-{fiche.key}" if fiche else bench.address  # type: ignore[attr-defined]  # a Fiche
    whole = {"import_": bench.import_, "convention": bench.import_.convention, "bench": bench, "form": form}
    whole |= {"back": back, "whole_page": True, **context}
    if form.is_bound and form.is_valid():
        try:
            place, said = write()
        except InvalidDecisionError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            say_done(request, bench.import_, said)
            return redirect(f"{bench.address}{place}")
    status = 422 if form.is_bound else 200
    return respond(request, "intake/part.html", "intake/_part_form.html", whole, status=status)
