"""Reads on people and rights. Everything that reaches a page starts from a ``visible_…`` queryset."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Case, IntegerField, Q, Value, When
from django.utils import timezone

from maillage.accounts.enums import Role
from maillage.accounts.models import Invitation, Membership, Notice, Organisation, User
from maillage.accounts.permissions import can_manage_members, is_platform_admin, roles_of
from maillage.journal.models import Entry
from maillage.kernel.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    Viewer = User | AnonymousUser

_RANK = Case(
    *(When(role=role, then=Value(rank)) for rank, role in enumerate(Role.values)),
    output_field=IntegerField(),
)


def visible_memberships(user: Viewer) -> QuerySet[Membership]:
    """Those of the workspaces that ``user`` may enter, with their person and organisation."""
    rows = Membership.objects.select_related("user", "organisation")
    return rows if is_platform_admin(user) else rows.filter(workspace_id__in=roles_of(user).keys())


def members_of(workspace_id: int, user: Viewer) -> QuerySet[Membership]:
    """The members that ``user`` may see there, from coordination to reading, then by name."""
    rows = visible_memberships(user).filter(workspace_id=workspace_id)
    return rows.annotate(rank=_RANK).order_by("rank", "user__full_name", "user__email")


def visible_invitations(user: Viewer) -> QuerySet[Invitation]:
    """Those that ``user`` may handle: where they are coordination, or all for the platform."""
    rows = Invitation.objects.select_related("organisation", "invited_by")
    if is_platform_admin(user):
        return rows
    managed = [workspace for workspace, role in roles_of(user).items() if role is Role.COORDINATION]
    return rows.filter(workspace_id__in=managed)


def pending_invitations(workspace_id: int, user: Viewer) -> QuerySet[Invitation]:
    """Neither accepted nor revoked, expired ones included, the latest first."""
    return visible_invitations(user).filter(
        workspace_id=workspace_id, accepted_at__isnull=True, revoked_at__isnull=True
    )


def visible_organisations(user: Viewer) -> QuerySet[Organisation]:
    """Those that have somebody, or have somebody invited, where ``user`` may enter."""
    if is_platform_admin(user):
        return Organisation.objects.all()
    workspaces = list(roles_of(user))
    return Organisation.objects.filter(
        Q(memberships__workspace_id__in=workspaces) | Q(invitation__workspace_id__in=workspaces)
    ).distinct()


def search_organisations(text: str, user: Viewer, *, limit: int = 10) -> list[Organisation]:
    """Visible organisations whose name holds every word of ``text``, accents and capitals aside."""
    words = fold(text).split()
    found = (one for one in visible_organisations(user) if all(word in fold(one.name) for word in words))
    return [one for one, _ in zip(found, range(limit), strict=False)]


def users_with_role(workspace_id: int, roles: Iterable[Role]) -> QuerySet[User]:
    """Who may: open accounts with one of ``roles`` there. For pickers and messages."""
    return User.objects.filter(
        is_active=True, memberships__workspace_id=workspace_id, memberships__role__in=list(roles)
    ).order_by("full_name", "email")


def account_export(user: User) -> dict[str, Any]:
    """What Maillage knows of ``user``, as plain values: the right of access and to portability."""
    return {
        "compte": {
            "adresse": user.email,
            "nom": user.full_name,
            "ouvert_le": user.date_joined,
            "derniere_connexion": user.last_login,
        },
        "participations": [
            {
                "convention": row.workspace_id,
                "role": row.get_role_display(),
                "organisation": row.organisation.name if row.organisation else None,
                "fonction": row.function,
                "depuis": row.created_at,
            }
            for row in user.memberships.select_related("organisation").order_by("pk")
        ],
        "invitations": list(
            Invitation.objects.filter(email__iexact=user.email)
            .order_by("pk")
            .values("workspace_id", "role", "function", "created_at", "accepted_at", "revoked_at")
        ),
        "avis": list(
            user.notices.order_by("pk").values("workspace_id", "kind", "text", "created_at", "read_at")
        ),
        "journal": list(
            Entry.objects.filter(actor_id=user.pk)
            .order_by("pk")
            .values("at", "verb", "convention_id", "subject_type", "subject_label", "changes")
        ),
    }


def own_notices(user: Viewer) -> QuerySet[Notice]:
    """Those left to ``user`` where they may still enter, the latest first."""
    if not user.is_authenticated:
        return Notice.objects.none()
    mine = Notice.objects.filter(user=user)
    return mine if is_platform_admin(user) else mine.filter(workspace_id__in=roles_of(user))


def unread_notices(user: Viewer) -> QuerySet[Notice]:
    """Those of :func:`own_notices` that were not read."""
    return own_notices(user).filter(read_at=None)


def is_expected(email: str) -> bool:
    """Whether an open invitation waits for ``email``."""
    now = timezone.now()
    return Invitation.objects.filter(
        email__iexact=email, accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=now
    ).exists()


def people_entries(workspace_id: int, user: Viewer) -> QuerySet[Entry]:
    """What the journal of a workspace says of its people, the latest first; for who manages them."""
    if not can_manage_members(user, workspace_id):
        return Entry.objects.none()
    return Entry.objects.filter(convention_id=workspace_id, subject_type__in=("membership", "invitation"))
