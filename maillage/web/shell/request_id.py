"""Give every request an identifier, in its log lines and in its answer, and log what became of it."""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponseBase

from maillage.kernel.logs import request_id

log = logging.getLogger("maillage.requests")

HEADER = "X-Request-ID"
_ACCEPTED = re.compile(r"[A-Za-z0-9._-]{8,64}")


class RequestIdMiddleware:
    """Keep the identifier that a proxy gave when it is well formed, else draw one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get(HEADER, "")
        identifier = given if _ACCEPTED.fullmatch(given) else secrets.token_hex(8)
        token = request_id.set(identifier)
        start = time.perf_counter()
        try:
            response = self.get_response(request)
            self._note(request, response, start)
        finally:
            request_id.reset(token)
        response.headers[HEADER] = identifier
        return response

    @staticmethod
    def _note(request: HttpRequest, response: HttpResponseBase, start: float) -> None:
        """One line a request, with the route and not the address: an address can hold a token."""
        match = request.resolver_match
        milliseconds = round((time.perf_counter() - start) * 1000)
        route = match.route if match else ""
        values = {
            "method": request.method,
            "route": route,
            "status": response.status_code,
            "ms": milliseconds,
        }
        log.log(
            _level(route, response.status_code),
            "%(method)s /%(route)s %(status)d %(ms)d ms",
            values,
            extra=values,
        )


def _level(route: str, status: int) -> int:
    """Files served and health asked for every few seconds are not news."""
    is_file = not route and status < HTTPStatus.BAD_REQUEST
    return logging.DEBUG if is_file or route == "sante" else logging.INFO
