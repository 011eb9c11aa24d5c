"""Proposals: the list, one of them, a new one, a section of it, and its way to a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.conventions.enums import ProposalKind, ProposalState
from maillage.conventions.models import Action, Convention, Node, Proposal
from maillage.conventions.operations.proposals import (
    advise_proposal,
    decide_proposal,
    propose,
    reopen_proposal,
    rewrite_proposal,
    submit_proposal,
    withdraw_proposal,
)
from maillage.conventions.permissions import can_decide, can_edit_proposal, can_propose
from maillage.conventions.selectors.fiche import place_in_plan
from maillage.kernel.errors import DomainError
from maillage.web.conventions.proposals.forms import (
    FORMS,
    AdviceForm,
    DecisionForm,
    NewActionForm,
    ReasonForm,
)
from maillage.web.conventions.proposals.reading import (
    grouped,
    merged_of,
    other_rubrics,
    place_of,
    rubrics_of,
    steps_of,
)
from maillage.web.conventions.reading.quotes import quoted
from maillage.web.conventions.views.moves import places
from maillage.web.shell.requests import whole_number
from maillage.web.shell.scope import convention_page
from maillage.web.shell.toasts import say, warn

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from maillage.web.shell.requests import ConventionRequest

EXPLAINED = {
    ProposalKind.NEW: "Une action que le plan n’a pas encore.",
    ProposalKind.MODIFY: "D’autres mots, d’autres pilotes, d’autres dates pour une action en place.",
    ProposalKind.MERGE: "Deux actions ou plus n’en font qu’une.",
    ProposalKind.ABANDON: "L’action s’arrête, et l’on dit pourquoi.",
    ProposalKind.CARRY: "L’action attend la prochaine convention.",
}


def load_proposal(request: ConventionRequest, convention: Convention, pk: int) -> Proposal:
    """The proposal, or 404; its action may have left the plan."""
    rows = Proposal.objects.visible_to(request.user).filter(convention=convention)
    found: Proposal = get_object_or_404(rows, pk=pk)
    found.convention = convention
    if found.action_id is not None:
        found.action = Action.everything.select_related("node").get(pk=found.action_id)
        found.action.convention = convention
    return found


@require_safe
@convention_page()
def proposals(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """Every proposal, by where it stands; ``?action=`` is the one that the links to propose are about."""
    mine = Action.objects.visible_to(request.user).filter(convention=convention)
    about = mine.filter(pk=whole_number(request.GET.get("action")) or 0).first()
    rows = Proposal.objects.visible_to(request.user).filter(convention=convention)
    context = {
        "convention": convention,
        "groups": grouped(rows),
        "can_propose": can_propose(request.user, convention),
        "about": about,
        "kinds": [
            (kind.value, kind.label, EXPLAINED[kind])
            for kind in ProposalKind
            if about is None or kind != ProposalKind.NEW
        ],
    }
    return render(request, "conventions/proposals/list.html", context)


def _named_actions(convention: Convention) -> list[tuple[int, str]]:
    """The actions to choose from, in the order of the plan."""
    nodes = {node.pk: node for node in Node.objects.filter(convention=convention)}
    rows = list(Action.objects.filter(convention=convention).only("ref", "title", "node", "position"))
    rows.sort(key=lambda one: (place_in_plan(nodes, one.node_id), one.position, one.pk))
    return [(one.pk, str(one)) for one in rows]


def _form(request: ConventionRequest, convention: Convention, kind: str) -> ReasonForm:
    data = request.POST if request.method == "POST" else None
    choices = places(convention) if kind == ProposalKind.NEW else _named_actions(convention)
    form_class: Any = FORMS[kind]
    form: ReasonForm = form_class(choices, data, initial={"action": whole_number(request.GET.get("action"))})
    return form


def _chosen(convention: Convention, form: ReasonForm) -> dict[str, Any]:
    """What the form chose, as ``propose`` takes it; ids are looked for in the convention only."""
    typed = form.cleaned_data
    if isinstance(form, NewActionForm):
        node = Node.objects.filter(convention=convention, pk=whole_number(typed["node"]) or 0).first()
        return {"title": typed["title"], "node": node, "sections": form.sections()}
    actions = Action.objects.filter(convention=convention)
    return {
        "action": actions.filter(pk=whole_number(typed["action"]) or 0).first(),
        "merged": list(actions.filter(pk__in=typed.get("merged", []))),
    }


@require_http_methods(["GET", "POST"])
@convention_page(can_propose)
def proposal_create(request: ConventionRequest, convention: Convention, kind: str) -> HttpResponse:
    """A proposal of one kind; the action may come in the address."""
    if kind not in FORMS:
        raise Http404
    form = _form(request, convention, kind)
    if request.method == "POST" and form.is_valid():
        try:
            proposal = propose(
                convention=convention,
                kind=kind,
                reason=form.cleaned_data["reason"],
                by=request.user,
                **_chosen(convention, form),
            )
        except DomainError as error:
            form.refuse(error)
        else:
            say(request, "La proposition est gardée en brouillon.")
            return redirect("conventions:proposal", convention.pk, proposal.pk)
    chosen = ProposalKind(kind)
    context = {
        "convention": convention,
        "form": form,
        "kind": chosen.label,
        "said": f"{chosen.label[0].lower()}{chosen.label[1:]}",
        "explained": EXPLAINED[chosen],
    }
    return render(request, "conventions/proposals/create.html", context, status=422 if form.errors else 200)


def _show(
    request: ConventionRequest, proposal: Proposal, forms: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    convention = proposal.convention
    undecided = proposal.state in {
        ProposalState.SUBMITTED,
        ProposalState.ADVISED,
        ProposalState.POSTPONED,
    }
    deciding = can_decide(request.user, convention)
    may_edit = can_edit_proposal(request.user, proposal)
    editable = may_edit and proposal.kind in {ProposalKind.MODIFY, ProposalKind.MERGE}
    context = {
        "convention": convention,
        "proposal": proposal,
        "steps": steps_of(proposal),
        "rubrics": rubrics_of(proposal),
        "others": other_rubrics(proposal) if editable else [],
        "merged": merged_of(proposal),
        "place": place_of(proposal),
        "can_edit": may_edit,
        "editable": editable,
        "draft": proposal.state == ProposalState.DRAFT,
        "reason_form": ReasonForm(initial={"reason": proposal.reason}),
        "advice_form": AdviceForm() if deciding and undecided else None,
        "decision_form": DecisionForm() if deciding and undecided else None,
        "can_reopen": deciding
        and proposal.state
        in {
            ProposalState.ACCEPTED,
            ProposalState.REFUSED,
            ProposalState.POSTPONED,
            ProposalState.WITHDRAWN,
        },
        **(forms or {}),
    }
    return render(request, "conventions/proposals/proposal.html", context, status=status)


@require_safe
@convention_page()
def proposal(request: ConventionRequest, convention: Convention, proposal_id: int) -> HttpResponse:
    """What it would change, why, what was advised and decided."""
    return _show(request, load_proposal(request, convention, proposal_id))


_PLAIN: dict[str, tuple[Callable[..., Proposal], str]] = {
    "submit": (submit_proposal, "La proposition est devant le COTECH."),
    "withdraw": (withdraw_proposal, "La proposition est retirée."),
    "reopen": (reopen_proposal, "La proposition attend de nouveau une décision."),
}
_FORMED: dict[str, tuple[type[Any], str, Callable[..., Proposal], str]] = {
    "reason": (ReasonForm, "reason_form", rewrite_proposal, "Le motif est enregistré."),
    "advise": (AdviceForm, "advice_form", advise_proposal, "L’avis du COTECH est noté."),
    "decide": (DecisionForm, "decision_form", decide_proposal, "La décision du COPIL est notée."),
}


@require_POST
@convention_page()
def proposal_turn(request: ConventionRequest, convention: Convention, proposal_id: int) -> HttpResponse:
    """One step of its way, as the button says; or another reason."""
    found = load_proposal(request, convention, proposal_id)
    step = request.POST.get("do", "")
    if step in _FORMED:
        return _formed(request, found, step)
    if step not in _PLAIN:
        raise Http404
    operation, said = _PLAIN[step]
    try:
        operation(proposal=found, by=request.user)
    except DomainError as error:
        warn(request, str(error))
    else:
        say(request, said)
    return redirect(reverse("conventions:proposal", args=[convention.pk, found.pk]))


def _formed(request: ConventionRequest, found: Proposal, step: str) -> HttpResponse:
    form_class, name, operation, said = _FORMED[step]
    writing = step == "reason"
    user = request.user
    if not (can_edit_proposal(user, found) if writing else can_decide(user, found.convention)):
        raise PermissionDenied
    form = form_class(request.POST)
    if form.is_valid():
        more = {"version": whole_number(request.POST.get("version"))} if step == "reason" else {}
        try:
            operation(proposal=found, by=request.user, **form.cleaned_data, **more)
        except DomainError as error:
            form.refuse(error)
        else:
            say(request, f"{said} {quoted(found.title)}")
            return redirect("conventions:proposal", found.convention_id, found.pk)
    return _show(request, found, {name: form}, status=422)
