"""Sign-in through an OpenID Connect provider, ProConnect first.

ProConnect answers with user information in a signed token (``application/jwt``), where allauth
expects plain JSON; its claims also name a person with ``given_name`` and ``usual_name``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.contrib.auth.decorators import login_not_required
from django.http import Http404

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class SignedUserInfoAdapter(OpenIDConnectOAuth2Adapter):
    """Reads user information as JSON or as a token signed by the provider."""

    def _fetch_user_info(self, access_token: str) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {access_token}"}
        with get_adapter().get_requests_session() as session:
            response = session.get(self.profile_url, headers=headers)
            response.raise_for_status()
        if "application/jwt" not in response.headers.get("Content-Type", ""):
            claims: dict[str, Any] = response.json()
            return claims
        return self._verified(response.text)

    def _verified(self, token: str) -> dict[str, Any]:
        """The claims of a signed answer, once its signature, issuer and audience are checked."""
        claims: dict[str, Any] = jwtkit.verify_and_decode(
            credential=token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=self.get_provider().app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        return claims


@login_not_required
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Leave for the provider; 404 when it is not configured."""
    return _answer(OAuth2LoginView, request, provider_id)


@login_not_required
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Come back from the provider; 404 when it is not configured."""
    return _answer(OAuth2CallbackView, request, provider_id)


def _answer(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        response: HttpResponse = view.adapter_view(SignedUserInfoAdapter(request, provider_id))(request)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    return response
