"""Health of the site, for the machines that watch over it."""

from __future__ import annotations

import logging

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

log = logging.getLogger(__name__)


@never_cache
@login_not_required
@require_safe
def health(_request: HttpRequest) -> JsonResponse:
    """200 when the database answers, 503 otherwise; says nothing more to a stranger."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        log.exception("The database does not answer.")
        return JsonResponse({"status": "database"}, status=503)
    return JsonResponse({"status": "ok"})
