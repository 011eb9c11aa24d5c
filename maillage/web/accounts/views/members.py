"""Participants of a convention: who, with which role; and who is invited."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.accounts import operations
from maillage.accounts.enums import Role
from maillage.accounts.notifications import Letter
from maillage.accounts.permissions import can_manage_members
from maillage.accounts.selectors import members_of, pending_invitations, people_entries
from maillage.kernel.errors import DomainError
from maillage.web.accounts.forms.people import InvitationForm, StandingForm
from maillage.web.accounts.telling import tell
from maillage.web.shell.scope import convention_page
from maillage.web.shell.toasts import say, warn

if TYPE_CHECKING:
    from django.http import HttpResponse

    from maillage.accounts.models import Membership, User
    from maillage.conventions.models import Convention
    from maillage.web.shell.requests import ConventionRequest

MOST_TOLD = 20
SEVERAL = {Role.PILOT: "Pilotes", Role.ELECTED: "Élu·es"}
"""Roles that name whoever has them, when several do."""


def may_manage(user: User, convention: Convention) -> bool:
    """Coordination and platform administration change the list."""
    return can_manage_members(user, convention.pk)


def letter(request: ConventionRequest, convention: Convention) -> Letter:
    """What the mail of an invitation says of the place, and where its link leads."""
    return Letter(
        place=convention.name,
        link=lambda token: request.build_absolute_uri(reverse("accounts:invitation", args=[token])),
    )


def _page(
    request: ConventionRequest, convention: Convention, form: InvitationForm | None = None
) -> HttpResponse:
    manages = may_manage(request.user, convention)
    if form:
        _point_at_first_error(form)
    members = list(members_of(convention.pk, request.user))
    context = {
        "groups": [_group(role, list(rows)) for role, rows in groupby(members, lambda row: row.role)],
        "count": len(members),
        "manages": manages,
        "takes_part": any(row.user_id == request.user.pk for row in members),
        "told": tell(people_entries(convention.pk, request.user)[:MOST_TOLD]),
        "invitations": list(pending_invitations(convention.pk, request.user)),
        "form": form or (InvitationForm(user=request.user) if manages else None),
    }
    return render(request, "accounts/members.html", context, status=422 if form else 200)


def _group(role: str, rows: list[Membership]) -> tuple[str, list[Membership]]:
    return (SEVERAL[Role(role)] if len(rows) > 1 and role in SEVERAL else Role(role).label), rows


def _point_at_first_error(form: InvitationForm) -> None:
    """The form is at the foot of a long page: the browser goes to what is wrong."""
    wrong = [name for name in form.fields if name in form.errors]
    for name in wrong[:1]:
        form.fields[name].widget.attrs["autofocus"] = True


@require_safe
@convention_page()
def members(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """The list; addresses, invitations and the form for coordination alone."""
    return _page(request, convention)


@require_POST
@convention_page(may_manage)
def invite(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """Send an invitation, or show the form again with what is wrong."""
    form = InvitationForm(request.POST, user=request.user)
    if not form.is_valid():
        return _page(request, convention, form)
    try:
        invitation, _ = operations.invite(
            workspace_id=convention.pk,
            email=form.cleaned_data["email"],
            standing=form.standing(),
            letter=letter(request, convention),
            by=request.user,
        )
    except DomainError as error:
        form.add_error("email", str(error))
        return _page(request, convention, form)
    say(request, f"Invitation envoyée à {invitation.email}.")
    return redirect("accounts:members", convention.pk)


@require_POST
@convention_page(may_manage)
def resend(request: ConventionRequest, convention: Convention, invitation_id: int) -> HttpResponse:
    """Send a new link for the same promise."""
    row = get_object_or_404(pending_invitations(convention.pk, request.user), pk=invitation_id)
    try:
        operations.resend_invitation(invitation=row, letter=letter(request, convention), by=request.user)
        say(request, f"Nouveau lien envoyé à {row.email}.")
    except DomainError as error:
        warn(request, str(error))
    return redirect("accounts:members", convention.pk)


@require_POST
@convention_page(may_manage)
def revoke(request: ConventionRequest, convention: Convention, invitation_id: int) -> HttpResponse:
    """Close the link of an invitation."""
    row = get_object_or_404(pending_invitations(convention.pk, request.user), pk=invitation_id)
    operations.revoke_invitation(invitation=row, by=request.user)
    say(request, f"Invitation de {row.email} retirée.")
    return redirect("accounts:members", convention.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@convention_page(may_manage)
def member(request: ConventionRequest, convention: Convention, member_id: int) -> HttpResponse:
    """Role, function and organisation of a member."""
    row = get_object_or_404(members_of(convention.pk, request.user), pk=member_id)
    form = StandingForm(
        request.POST if request.method == "POST" else None, user=request.user, initial=StandingForm.of(row)
    )
    if request.method == "POST" and form.is_valid():
        try:
            operations.update_member(membership=row, standing=form.standing(), by=request.user)
        except DomainError as error:
            form.add_error("role", str(error))
        else:
            say(request, f"Participation de {row.user} enregistrée.")
            return redirect("accounts:members", convention.pk)
    status = 422 if form.errors else 200
    return render(request, "accounts/member.html", {"form": form, "member": row}, status=status)


@require_POST
@convention_page(may_manage)
def remove(request: ConventionRequest, convention: Convention, member_id: int) -> HttpResponse:
    """Take a member out of the convention."""
    row = get_object_or_404(members_of(convention.pk, request.user), pk=member_id)
    try:
        operations.remove_member(membership=row, by=request.user)
    except DomainError as error:
        warn(request, str(error))
        return redirect("accounts:member", convention.pk, row.pk)
    say(request, f"{row.user} ne participe plus à la convention.")
    return redirect("accounts:members", convention.pk)


@require_POST
@convention_page()
def leave(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """Leave a convention oneself."""
    row = get_object_or_404(members_of(convention.pk, request.user), user=request.user)
    try:
        operations.leave(membership=row, by=request.user)
    except DomainError as error:
        warn(request, str(error))
        return redirect("accounts:members", convention.pk)
    say(request, f"Vous ne participez plus à {convention.name}.")
    return redirect("accounts:profile")
