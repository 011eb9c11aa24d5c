"""The versions of a plan: list, freeze, read, compare, remove."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.conventions.enums import ProposalState, VersionKind
from maillage.conventions.models import Convention, PlanVersion, Proposal
from maillage.conventions.operations.versions import freeze_version, remove_version
from maillage.conventions.permissions import can_edit_plan
from maillage.conventions.versioning.comparing import compare_contents
from maillage.conventions.versioning.content import content_of
from maillage.kernel.errors import DomainError
from maillage.web.conventions.reading.quotes import quoted
from maillage.web.conventions.versions.forms import FreezeForm
from maillage.web.conventions.versions.reading import levels_of, rubrics_of, summary, told_changes
from maillage.web.shell.context import link
from maillage.web.shell.requests import whole_number
from maillage.web.shell.scope import convention_page
from maillage.web.shell.toasts import say, warn

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from maillage.web.shell.requests import ConventionRequest

WORKING = "travail"
"""What the address says for the plan as it is."""


def _versions(request: ConventionRequest, convention: Convention) -> QuerySet[PlanVersion]:
    return PlanVersion.objects.visible_to(request.user).filter(convention=convention)


def _version(request: ConventionRequest, convention: Convention, pk: int | None) -> PlanVersion:
    return get_object_or_404(_versions(request, convention), pk=pk)


def _decided(convention: Convention, since: PlanVersion | None) -> int:
    """How many accepted proposals no signed version holds yet."""
    accepted = Proposal.objects.filter(convention=convention, state=ProposalState.ACCEPTED)
    return (accepted.filter(decided_on__gte=since.dated_on) if since else accepted).count()


@require_safe
@convention_page()
def versions(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """Every frozen version, the latest first, and what became of the plan since the last signed one."""
    frozen = list(_versions(request, convention).defer("content"))
    signed = [one for one in frozen if one.kind in {VersionKind.SIGNED, VersionKind.AMENDMENT}]
    latest = signed[0] if signed else None
    context = {
        "convention": convention,
        "versions": frozen,
        "latest": latest,
        "decided": _decided(convention, latest),
        "can_edit": can_edit_plan(request.user, convention),
        "working": WORKING,
    }
    return render(request, "conventions/versions/list.html", context)


@require_http_methods(["GET", "POST"])
@convention_page(can_edit_plan)
def version_freeze(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """Freeze the plan as it is."""
    form = FreezeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            version = freeze_version(convention=convention, by=request.user, **form.cleaned_data)
        except DomainError as error:
            form.refuse(error)
        else:
            say(request, f"{quoted(version.name)} est figée. Elle ne bougera plus.")
            return redirect("conventions:version", convention.pk, version.pk)
    context = {"convention": convention, "form": form}
    return render(request, "conventions/versions/freeze.html", context, status=422 if form.errors else 200)


@require_safe
@convention_page()
def version(request: ConventionRequest, convention: Convention, version_id: int) -> HttpResponse:
    """A frozen plan, from top to bottom."""
    frozen = _version(request, convention, version_id)
    removable = frozen.kind not in {VersionKind.SIGNED, VersionKind.AMENDMENT}
    context = {
        "convention": convention,
        "version": frozen,
        "levels": levels_of(frozen.content),
        "total": len(frozen.content["actions"]),
        "can_remove": removable and can_edit_plan(request.user, convention),
        "working": WORKING,
    }
    return render(request, "conventions/versions/version.html", context)


@require_safe
@convention_page()
def version_fiche(
    request: ConventionRequest, convention: Convention, version_id: int, action_id: int
) -> HttpResponse:
    """A fiche as it was in a frozen plan."""
    frozen = _version(request, convention, version_id)
    found = rubrics_of(frozen.content, action_id)
    if found is None:
        raise Http404
    name, rubrics = found
    context = {
        "convention": convention,
        "version": frozen,
        "name": name,
        "rubrics": rubrics,
        "action_id": action_id,
    }
    return render(request, "conventions/versions/fiche.html", context)


@require_POST
@convention_page(can_edit_plan)
def version_remove(request: ConventionRequest, convention: Convention, version_id: int) -> HttpResponse:
    """Take away a version that nobody signed."""
    frozen = _version(request, convention, version_id)
    try:
        remove_version(version=frozen, by=request.user)
    except DomainError as error:
        warn(request, str(error))
        return redirect("conventions:version", convention.pk, version_id)
    say(request, f"{quoted(frozen.name)} est supprimée.")
    return redirect("conventions:versions", convention.pk)


def _side(request: ConventionRequest, convention: Convention, asked: str) -> PlanVersion | None:
    """The version that the address names; None for the plan as it is."""
    return None if asked == WORKING else _version(request, convention, whole_number(asked))


def _later(one: PlanVersion | None, other: PlanVersion | None) -> bool:
    """Whether ``one`` comes after ``other``; the plan as it is comes last."""
    if one is None or other is None:
        return one is None and other is not None
    return (one.dated_on, one.pk) > (other.dated_on, other.pk)


@require_safe
@convention_page()
def version_compare(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """Two states of the plan side by side: ``?de=3&a=travail``; the earlier is put first."""
    frozen = list(_versions(request, convention).defer("content"))
    context: dict[str, Any] = {"convention": convention, "versions": frozen, "working": WORKING}
    asked = request.GET.get("de", ""), request.GET.get("a", WORKING)
    if asked[0]:
        before, after = (_side(request, convention, one) for one in asked)
        if _later(before, after):
            before, after, asked = after, before, (asked[1], asked[0])
        context |= _compared(convention, before, after)
    context |= {"asked_from": asked[0], "asked_to": asked[1]}
    return render(request, "conventions/versions/compare.html", context)


def _compared(
    convention: Convention, before: PlanVersion | None, after: PlanVersion | None
) -> dict[str, Any]:
    contents = [one.content if one else content_of(convention) for one in (before, after)]
    difference = compare_contents(contents[0], contents[1])
    amendment = link("publishing:amendment", convention.pk, before.pk) if before else ""
    return {
        "before": before,
        "after": after,
        "difference": difference,
        "changes": told_changes(difference),
        "summary": summary(difference),
        "present": {row["id"] for row in contents[1]["actions"]} if after is None else set(),
        "amendment_url": f"{amendment}?a={after.pk}" if amendment and after else amendment,
    }
