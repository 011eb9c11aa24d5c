"""Platform administration of people. Who takes part where is changed on the page of participants,
which keeps the rules; here it is read.
"""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin
from django.contrib.auth.models import Group

from maillage.accounts.enums import OrganisationKind
from maillage.accounts.models import Invitation, Membership, Organisation, User
from maillage.accounts.operations import administer_account, update_organisation
from maillage.kernel.admin import ReadOnly

admin.site.site_header = admin.site.site_title = "Administration de Maillage"
admin.site.index_title = "Ce que la plateforme garde"

# Set by the environment or not used here; and keys, whose secrets nobody has to see.
for model in (SocialApp, SocialToken, SocialAccount, Group, EmailAddress, Authenticator):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


class MembershipInline(ReadOnly, admin.TabularInline[Membership, User]):
    """Where a person takes part."""

    model = Membership
    extra = 0
    fields = ("workspace", "role", "organisation", "function")


@admin.register(User)
class UserAdmin(admin.ModelAdmin[User]):
    """Accounts. Opening one is an invitation's work, or the command line's; closing is the person's."""

    list_display = ("email", "full_name", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff")
    search_fields = ("email", "full_name")
    ordering = ("email",)
    fields = ("email", "full_name", "is_active", "is_staff", "last_login")
    inlines = (MembershipInline,)

    def get_readonly_fields(self, request: Any, obj: User | None = None) -> tuple[str, ...]:
        """Nobody takes the administration from themselves."""
        own = ("is_active", "is_staff") if obj is not None and obj.pk == request.user.pk else ()
        return ("email", "last_login", *own)

    def has_add_permission(self, *_: object) -> bool:
        """No: an account needs a proved address."""
        return False

    def has_delete_permission(self, *_: object) -> bool:
        """No: what the person wrote keeps its author; untick « compte ouvert »."""
        return False

    def save_model(self, request: Any, obj: User, *_: Any) -> None:
        """Through the operation, which journals."""
        administer_account(
            user=obj,
            full_name=obj.full_name,
            is_active=obj.is_active,
            is_admin=obj.is_staff,
            by=request.user,
        )


@admin.register(Authenticator)
class AuthenticatorAdmin(ReadOnly, admin.ModelAdmin[Authenticator]):
    """Second factors, without their secrets: deleted when somebody lost theirs."""

    list_display = ("user", "type", "created_at", "last_used_at")
    fields = ("user", "type", "created_at", "last_used_at")
    search_fields = ("user__email", "user__full_name")
    list_select_related = ("user",)

    def has_delete_permission(self, *_: object) -> bool:
        """Yes: it is how somebody gets back in."""
        return True


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin[Organisation]):
    """Organisations, to correct their spelling."""

    list_display = ("name", "kind", "siret")
    list_filter = ("kind",)
    search_fields = ("name", "siret")

    def has_add_permission(self, *_: object) -> bool:
        """No: they are named where somebody represents them."""
        return False

    def has_delete_permission(self, *_: object) -> bool:
        """No: conventions name them."""
        return False

    def save_model(self, request: Any, obj: Organisation, *_: Any) -> None:
        """Through the operation, which journals."""
        update_organisation(
            organisation=obj, name=obj.name, kind=OrganisationKind(obj.kind), siret=obj.siret, by=request.user
        )


@admin.register(Membership)
class MembershipAdmin(ReadOnly, admin.ModelAdmin[Membership]):
    """Who takes part where."""

    list_display = ("user", "workspace", "role", "organisation", "function")
    list_filter = ("role",)
    search_fields = ("user__email", "user__full_name", "organisation__name")
    list_select_related = ("user", "workspace", "organisation")


@admin.register(Invitation)
class InvitationAdmin(ReadOnly, admin.ModelAdmin[Invitation]):
    """Who is invited where."""

    list_display = ("email", "workspace", "role", "created_at", "expires_at", "accepted_at", "revoked_at")
    search_fields = ("email",)
    list_select_related = ("workspace",)
    exclude = ("token_hash",)
