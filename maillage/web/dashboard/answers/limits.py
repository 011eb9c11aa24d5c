"""How often a link may be tried and a form sent: enough for people, not for programs."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.shortcuts import render

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

MINUTE = 60
WRITES_A_MINUTE = 90
"""Typing saves every second and a half: forty times a minute at most."""
FILES_A_MINUTE = 10
"""Each is examined, and a picture made anew, whether it is kept or not."""
WRONG_LINKS_A_MINUTE = 30


def _too_many(key: str, most: int) -> bool:
    """Count one more under ``key`` and say whether that is more than ``most`` within the minute."""
    if cache.add(key, 1, MINUTE):
        return False
    try:
        return cache.incr(key) > most
    except ValueError:
        # The minute ended in between.
        return False


def writes_too_often(recipient_id: int) -> bool:
    """Whether one link writes more than a person types."""
    return _too_many(f"answers:write:{recipient_id}", WRITES_A_MINUTE)


def sends_files_too_often(recipient_id: int) -> bool:
    """Whether one link sends more photos and documents than a person chooses."""
    return _too_many(f"answers:file:{recipient_id}", FILES_A_MINUTE)


def guesses_too_often(request: HttpRequest) -> bool:
    """Whether one address keeps trying links that do not exist."""
    ip = get_adapter().get_client_ip(request)
    return _too_many(f"answers:wrong:{ip}", WRONG_LINKS_A_MINUTE)


def slow_down(request: HttpRequest) -> HttpResponse:
    """« Trop d’essais »."""
    return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
