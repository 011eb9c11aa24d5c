"""Answering the doubts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import reswap, retarget

from maillage.intake import operations
from maillage.intake.errors import InvalidDecisionError, StaleDecisionError
from maillage.intake.models import Import
from maillage.intake.proposal.decisions import ACCEPTED, IGNORED, DoubtChoice
from maillage.kernel.errors import DomainError
from maillage.kernel.french import plural
from maillage.web.intake.forms import DecisionForm, DoubtForm
from maillage.web.intake.loading import import_page
from maillage.web.intake.review.bench import Bench
from maillage.web.intake.review.conflict import show_conflict
from maillage.web.intake.review.opening import bench_of
from maillage.web.shell.requests import ConventionRequest, respond, whole_number
from maillage.web.shell.toasts import say, warn

if TYPE_CHECKING:
    from django.http import HttpResponse

    from maillage.intake.proposal.parts import Question

_REOPEN = "reopen"
#: One of the readings that the doubt offers, or other words.
_CHOSEN, _OTHER = "chosen", "autre"
_INSTEAD = "instead"


@require_http_methods(["GET", "HEAD", "POST"])
@import_page()
def doubt(request: ConventionRequest, import_: Import, number: int) -> HttpResponse:
    """Answer one doubt, or show the form that corrects it."""
    bench = bench_of(request, import_)
    question = next((each for each in bench.proposal.questions if each.number == number), None)
    if question is None:
        raise Http404
    if request.method != "POST":
        return _form_page(request, bench, question, DoubtForm(question, bench.proposal))
    state = request.POST.get("state", "")
    if state == _CHOSEN:
        return _choose(request, bench, question)
    if state == _INSTEAD:
        place = {"text": question.text, "fiche": question.fiche, "field": question.field}
        data = request.POST.copy()
        data.update(place)
        return _correct(request, bench, question, data)
    if state not in {ACCEPTED, IGNORED, _REOPEN}:
        return _correct(request, bench, question)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        raise Http404
    choice = None if state == _REOPEN else DoubtChoice(state)
    return _decide(request, import_, question, choice, form.seen_version)


def _choose(request: ConventionRequest, bench: Bench, question: Question) -> HttpResponse:
    """One of the readings offered, as a correction; the words as they are, when that is what was chosen."""
    data = request.POST.copy()
    option = "\n".join(data.get("option", "").splitlines())
    if option != _OTHER:
        if option not in question.options:
            raise Http404
        data["text"] = option
    if option == (question.text if question.placed else data.get("instead")):
        form = DecisionForm(data)
        if not form.is_valid():
            raise Http404
        return _decide(request, bench.import_, question, DoubtChoice(ACCEPTED), form.seen_version)
    return _correct(request, bench, question, data)


def _correct(
    request: ConventionRequest, bench: Bench, question: Question, data: QueryDict | None = None
) -> HttpResponse:
    form = DoubtForm(question, bench.proposal, data or request.POST)
    if not form.is_valid():
        return _form_page(request, bench, question, form, status=422)
    try:
        return _decide(request, bench.import_, question, form.choice(), form.seen_version)
    except InvalidDecisionError as refusal:
        form.add_error(refusal.field or None, str(refusal))
        return _form_page(request, bench, question, form, status=422)


def _form_page(
    request: ConventionRequest, bench: Bench, question: Question, form: DoubtForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "import_": bench.import_,
        "convention": bench.import_.convention,
        "bench": bench,
        "question": question,
        "form": form,
    }
    return respond(request, "intake/doubt.html", "intake/_doubt_form.html", context, status=status)


def _decide(
    request: ConventionRequest, import_: Import, question: Question, choice: DoubtChoice | None, seen: int
) -> HttpResponse:
    target = f"doubt:{question.number}"
    try:
        current = operations.decide(import_=import_, target=target, choice=choice, seen=seen, by=request.user)
    except StaleDecisionError as stale:
        return show_conflict(request, import_, stale)
    following = f"doute={question.number}" if choice is None else f"apres={question.number}"
    bench = bench_of(request, current, following)
    if not request.htmx:
        return redirect(f"{bench.address}?{following}#doutes")
    fiche = bench.proposal.fiches.get(question.fiche)
    context = {"import_": current, "convention": current.convention, "bench": bench, "fiche": fiche}
    response = render(request, "intake/_answered.html", context)
    retarget(response, "#doutes")
    return reswap(response, "outerHTML")


@require_POST
@import_page(light=True)
def accept_all(request: ConventionRequest, import_: Import) -> HttpResponse:
    """Say that every doubt still open was read right, or every one of the same reason as ``like``."""
    address = reverse("intake:review", args=[import_.convention_id, import_.pk])
    try:
        like = whole_number(request.POST.get("like"))
        numbers = operations.accept_doubts(import_=import_, like=like, by=request.user)
    except DomainError as refusal:
        warn(request, str(refusal))
        return redirect(address)
    back = reverse("intake:reopen_doubts", args=[import_.convention_id, import_.pk])
    answered = "-".join(str(number) for number in numbers)
    say(
        request,
        f"{plural(len(numbers), 'doute levé', 'doutes levés')}.",
        undo_url=f"{back}?doutes={answered}",
    )
    return redirect(f"{address}?apres={max(numbers, default=0)}" if like else address)


@require_POST
@import_page(light=True)
def reopen_all(request: ConventionRequest, import_: Import) -> HttpResponse:
    """Take an answer to many doubts back."""
    numbers = [number for each in request.GET.get("doutes", "").split("-") if (number := whole_number(each))]
    try:
        count = operations.reopen_doubts(import_=import_, numbers=numbers, by=request.user)
    except DomainError as refusal:
        warn(request, str(refusal))
    else:
        say(request, f"{plural(count, 'doute rouvert', 'doutes rouverts')}.")
    return redirect("intake:review", import_.convention_id, import_.pk)
