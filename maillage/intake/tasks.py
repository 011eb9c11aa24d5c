"""Work that outlives a request: the operation, then its place in the queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django_tasks import task

from maillage.intake import operations
from maillage.intake.enums import ImportState

if TYPE_CHECKING:
    from maillage.accounts.models import User
    from maillage.conventions.models import Convention
    from maillage.intake.models import Import


@task()
def read_document(import_id: int) -> None:
    """Read one import in the background."""
    operations.read_import(import_id=import_id)


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
