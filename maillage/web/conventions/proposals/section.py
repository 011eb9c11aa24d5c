"""Another text for a section, typed in the editor of the fiche and kept in the proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from maillage.conventions.enums import ProposalKind
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.operations.proposals import drop_section, propose_section
from maillage.conventions.permissions import can_edit_proposal
from maillage.conventions.sections import SECTIONS
from maillage.conventions.sections.shown import label_of
from maillage.web.conventions.editing import sheet as sheets
from maillage.web.conventions.proposals.views import load_proposal
from maillage.web.shell.scope import convention_page
from maillage.web.shell.toasts import say

if TYPE_CHECKING:
    from django.http import HttpResponse

    from maillage.conventions.models import Convention, Proposal
    from maillage.web.conventions.editing.sheet import Sheet
    from maillage.web.shell.requests import ConventionRequest


@require_http_methods(["GET", "POST"])
@convention_page()
def proposal_section(
    request: ConventionRequest, convention: Convention, proposal_id: int, key: str
) -> HttpResponse:
    """Open the editor on what is proposed so far, keep what is typed, or leave the section as it is."""
    proposal = load_proposal(request, convention, proposal_id)
    changeable = proposal.kind in {ProposalKind.MODIFY, ProposalKind.MERGE} and key != "state"
    if key not in SECTIONS or not changeable or proposal.action is None:
        raise Http404
    if not can_edit_proposal(request.user, proposal):
        raise PermissionDenied
    if "lire" in request.GET:
        return _back(proposal)
    if request.method == "GET":
        kept = proposal.content.get("sections", {}).get(key)
        return _editor(request, proposal, sheets.opened(proposal.action, key, kept and kept["after"]))
    command = request.POST.get("do", "save")
    if command == "drop":
        drop_section(proposal=proposal, section=key, by=request.user)
        say(request, f"«\u00a0{label_of(convention, key)}\u00a0» reste comme aujourd’hui.")
        return _back(proposal)
    sheet = sheets.typed(proposal.action, key, request.POST)
    if command != "save":
        return _editor(request, proposal, sheets.rearranged(sheet, command))
    return _keep(request, proposal, sheet)


def _keep(request: ConventionRequest, proposal: Proposal, sheet: Sheet) -> HttpResponse:
    if not sheet.is_valid():
        return _editor(request, proposal, sheet, status=422)
    try:
        propose_section(
            proposal=proposal, section=sheet.section, value=sheet.value(), version=None, by=request.user
        )
    except InvalidValueError as error:
        sheet.refuse(error)
        return _editor(request, proposal, sheet, status=422)
    say(request, "C’est gardé dans la proposition. Le plan n’a pas changé.")
    return _back(proposal)


def _back(proposal: Proposal) -> HttpResponse:
    return redirect("conventions:proposal", proposal.convention_id, proposal.pk)


def _editor(
    request: ConventionRequest, proposal: Proposal, sheet: Sheet, *, status: int = 200
) -> HttpResponse:
    context = {
        "convention": proposal.convention,
        "proposal": proposal,
        "action": proposal.action,
        "sheet": sheet,
        "form": sheet.form,
        "rows": sheet.rows,
        "key": sheet.section,
        "label": label_of(proposal.convention, sheet.section),
        "hint": SECTIONS[sheet.section].hint,
        "theirs": None,
        "template": sheet.form.template,
        "url": reverse(
            "conventions:proposal_section", args=[proposal.convention_id, proposal.pk, sheet.section]
        ),
    }
    return render(request, "conventions/proposals/section.html", context, status=status)
