"""How allauth behaves here: accounts are opened by invitation, and named in one field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.urls import reverse

from maillage.accounts.permissions import roles_of
from maillage.accounts.selectors import is_expected

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialLogin
    from django.http import HttpRequest, HttpResponse

    from maillage.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in on this site."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Closed: an account opens on the page of an invitation."""
        return False

    def post_login(
        self, request: HttpRequest, user: User, *, redirect_url: str | None, **details: Any
    ) -> HttpResponse:
        """Whoever asked for no page in particular, and takes part in one convention, arrives in it."""
        places = list(roles_of(user))
        if redirect_url in {None, "", settings.LOGIN_REDIRECT_URL} and len(places) == 1:
            redirect_url = reverse("conventions:home", args=places)
        response: HttpResponse = super().post_login(request, user, redirect_url=redirect_url, **details)
        return response


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Sign-in through an identity provider."""

    def is_open_for_signup(self, _request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Open to an address that the provider vouches for and that an open invitation expects."""
        return any(one.verified and is_expected(one.email) for one in sociallogin.email_addresses)

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> User:
        """Name the new person as the provider does."""
        user: User = super().populate_user(request, sociallogin, data)
        claims = sociallogin.account.extra_data.get("userinfo", {})
        parts = (claims.get("given_name"), claims.get("usual_name") or claims.get("family_name"))
        user.full_name = " ".join(part for part in parts if part)[:150]
        return user
