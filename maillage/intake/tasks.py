"""Work that outlives a request: the operation, then its place in the queue."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.management import call_command
from django.utils import timezone
from django_tasks import task

from maillage.accounts.operations import clean_notices
from maillage.conventions.models import ActionDocument
from maillage.conventions.operations.cleaning import clean_exchanges
from maillage.intake import operations
from maillage.intake.enums import ImportState
from maillage.intake.models import SILENCE
from maillage.kernel.mail import forget
from maillage.kernel.work import NOW, forget_done, keeps_tasks, queue_once

if TYPE_CHECKING:
    from maillage.accounts.models import User
    from maillage.conventions.events import DocumentAttached
    from maillage.conventions.models import Convention
    from maillage.files.events import FileCleared
    from maillage.intake.models import Import


LETTERS_KEPT = timedelta(days=365)
"""An address and an object say enough of somebody to go, once nobody asks what became of the letter."""


@task()
def read_document(import_id: int) -> None:
    """Read one import in the background, then have its pages drawn."""
    operations.read_import(import_id=import_id)
    if operations.await_pages(import_id=import_id):
        draw_pages.enqueue(import_id)


# Readings that wait go first.
@task(priority=-10)
def draw_pages(import_id: int) -> None:
    """Draw the pages of one import in the background."""
    operations.draw_pages(import_id=import_id)


# What people search in can wait for what they review.
@task(priority=-20)
def read_attached(document_id: int) -> None:
    """Read the words of one document of a fiche in the background."""
    operations.read_text(document_id=document_id)


def on_document_attached(event: DocumentAttached) -> None:
    """Queue the reading of what somebody left on a fiche."""
    read_attached.enqueue(event.document_id)


def on_file_cleared(event: FileCleared) -> None:
    """Queue the reading of what waited for the scanner."""
    for pk in ActionDocument.objects.filter(file_id=event.file_id).values_list("pk", flat=True):
        read_attached.enqueue(pk)


@task()
def watch_readings() -> None:
    """Take up the readings whose worker died, and come back; the next time is queued first."""
    queue_watch(SILENCE)
    forget_done(watch_readings)
    for import_id in operations.take_up_silent():
        read_document.enqueue(import_id)


def queue_watch(wait: timedelta = NOW) -> None:
    """Have the worker look for dead readings after ``wait`` and then again and again."""
    queue_once(watch_readings, wait)


@task()
def clean_every_day() -> None:
    """Clean, and come back tomorrow: the next time is queued first, so that a failure does not end it."""
    queue_cleaning(timedelta(days=1))
    clean()


def clean() -> int:
    """Delete the files that nobody needs, the rows of tasks that ended, old letters; how many files went."""
    if keeps_tasks():
        call_command("prune_db_task_results", queue_name="*", verbosity=0)
    forget(timezone.now() - LETTERS_KEPT)
    clean_notices()
    return operations.clean_imports() + operations.clean_workbooks() + clean_exchanges()


def queue_cleaning(wait: timedelta = NOW) -> None:
    """Have the worker clean after ``wait`` and then every day, unless that is queued already."""
    queue_once(clean_every_day, wait)


def deposit_and_read(*, convention: Convention, data: bytes, name: str, by: User) -> Import:
    """Keep a document and queue its reading. Raises as :func:`operations.deposit`."""
    import_ = operations.deposit(convention=convention, data=data, name=name, by=by)
    read_document.enqueue(import_.pk)
    return import_


def restart_reading(*, import_: Import, by: User) -> Import:
    """Queue again a reading that never started or whose worker died."""
    current = operations.restart(import_=import_, by=by)
    if current.state == ImportState.WAITING:
        read_document.enqueue(current.pk)
    return current


def recall_import(*, import_: Import, by: User) -> Import:
    """Take up an import put aside, and queue its reading if it was never read."""
    current = operations.recall(import_=import_, by=by)
    if current.state == ImportState.WAITING:
        read_document.enqueue(current.pk)
    return current
