"""Files to take away: what they are, and the name under which the browser keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpResponseBase

CSV = "text/csv; charset=utf-8"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(content: bytes | Iterable[str], content_type: str, name: str) -> HttpResponseBase:
    """The answer that gives ``content`` under ``name``; what is not ready whole is sent as it comes.

    No cache keeps it: ``headers.HeadersMiddleware`` says so of every page.
    """
    if isinstance(content, bytes):
        answer: HttpResponseBase = HttpResponse(content, content_type=content_type)
    else:
        answer = StreamingHttpResponse(content, content_type=content_type)
    answer.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or ""
    )
    return answer
