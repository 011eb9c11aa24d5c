"""What an answer may be, in one letter."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.urls import reverse

if TYPE_CHECKING:
    from django.http import HttpResponseBase

LOGIN = "L"
BY_STATUS = {
    200: "O",
    204: "O",
    302: "R",
    400: "B",
    403: "F",
    404: "N",
    405: "M",
    409: "C",
    410: "G",
    422: "E",
}


def letter_of(answer: HttpResponseBase) -> str:
    """The letter of an answer; its status when it has none."""
    if answer.status_code == 302:
        asked = urlsplit(answer.headers["Location"]).path
        return LOGIN if asked == reverse("account_login") else "R"
    return BY_STATUS.get(answer.status_code, str(answer.status_code))
