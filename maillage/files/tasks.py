"""Asking the scanner again, in the background."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task, task_backends

from maillage.files.events import ScanAwaited
from maillage.files.models import StoredFile
from maillage.files.operations import rescan

#: How long to wait before each new try; after the last, the file stays unread.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720, 1440, 2880))


@task()
def scan_again(file_id: int, attempt: int) -> None:
    """Ask about one file that waits; later again while the scanner gives no answer."""
    stored = StoredFile.objects.filter(pk=file_id).first()
    if stored is not None and not rescan(stored=stored):
        queue_scan(file_id, attempt + 1)


def queue_scan(file_id: int, attempt: int = 0) -> None:
    """Have the scanner asked about a file after a while; not where tasks cannot wait."""
    if attempt < len(WAITS) and task_backends[DEFAULT_TASK_BACKEND_ALIAS].supports_defer:
        scan_again.using(run_after=timezone.now() + WAITS[attempt]).enqueue(file_id, attempt)


def on_scan_awaited(event: ScanAwaited) -> None:
    """Queue what the request did not have the time for."""
    queue_scan(event.file_id)
