"""Platform administration of people: accounts, organisations, memberships."""

from __future__ import annotations

from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin
from django.contrib.auth.models import Group

from maillage.accounts.models import Invitation, Membership, Organisation, User
from maillage.kernel.admin import ReadOnly

# Configured by the environment, or not used here; e-mail addresses and keys stay, to help people back in.
for model in (SocialApp, SocialToken, SocialAccount, Group):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


class MembershipInline(admin.TabularInline[Membership, User]):
    """Where a person takes part."""

    model = Membership
    extra = 0
    autocomplete_fields = ("organisation",)


@admin.register(User)
class UserAdmin(admin.ModelAdmin[User]):
    """Accounts. Opening one is an invitation's work, or the command line's."""

    list_display = ("email", "full_name", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff")
    search_fields = ("email", "full_name")
    ordering = ("email",)
    fields = ("email", "full_name", "is_active", "is_staff", "is_superuser", "last_login", "date_joined")
    readonly_fields = ("email", "last_login", "date_joined")
    inlines = (MembershipInline,)

    def has_add_permission(self, *_: object) -> bool:
        """No: an account needs a proved address."""
        return False

    def has_delete_permission(self, *_: object) -> bool:
        """No: closing an account keeps what was written; see « compte ouvert »."""
        return False


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin[Organisation]):
    """Organisations, to merge spellings."""

    list_display = ("name", "kind", "siret")
    list_filter = ("kind",)
    search_fields = ("name", "siret")


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin[Membership]):
    """Who may do what where."""

    list_display = ("user", "workspace", "role", "organisation", "function")
    list_filter = ("role",)
    search_fields = ("user__email", "user__full_name", "organisation__name")
    autocomplete_fields = ("user", "organisation")
    raw_id_fields = ("workspace",)
    list_select_related = ("user", "workspace", "organisation")


@admin.register(Invitation)
class InvitationAdmin(ReadOnly, admin.ModelAdmin[Invitation]):
    """Invitations, to read only: coordination sends and revokes them."""

    list_display = ("email", "workspace", "role", "created_at", "expires_at", "accepted_at", "revoked_at")
    search_fields = ("email",)
    list_select_related = ("workspace",)
    exclude = ("token_hash",)
