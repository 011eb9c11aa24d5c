"""Headers that every answer carries, errors and refusals included."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

# Maillage asks for none of these: a page that somebody managed to change could not either.
_NOT_USED = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)
PERMISSIONS = ", ".join(f"{name}=()" for name in _NOT_USED)


class HeadersMiddleware:
    """Permissions-Policy everywhere; nothing that a session opened is kept by a cache or a shared browser.

    It stands first, so that what the others refuse by themselves passes through it too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = PERMISSIONS
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        # Files served by WhiteNoise say themselves how long they may be kept, as the accent stylesheet does.
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response
