"""A workbook of the plan comes back: kept, shown, applied at once, forgotten."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from maillage.conventions.operations import apply_edits
from maillage.files.operations import remove, store
from maillage.intake.enums import ImportState
from maillage.intake.errors import RefusedFileError, StateError
from maillage.intake.models import WorkbookReturn
from maillage.intake.permissions import require_import
from maillage.intake.readers.errors import UnreadableFileError
from maillage.intake.workbook.reading import read_grids
from maillage.intake.workbook.returned import Returned, read_returned
from maillage.kernel.errors import StaleVersionError

if TYPE_CHECKING:
    from collections.abc import Collection

    from maillage.accounts.models import User
    from maillage.conventions.models import Convention
    from maillage.journal.models import Entry

KEPT_DAYS = 30


@transaction.atomic
def keep_workbook(*, convention: Convention, data: bytes, name: str, by: User) -> WorkbookReturn:
    """Keep a workbook so that its differences can be looked at. Nothing of the plan is written.

    Raises RefusedFileError with a sentence for a file that cannot be read.
    """
    require_import(by, convention)
    try:
        read_grids(data, name)
    except UnreadableFileError as refusal:
        raise RefusedFileError(str(refusal)) from refusal
    stored = store(data=data, name=name, convention_id=convention.pk, uploaded_by_id=by.pk)
    return WorkbookReturn.objects.create(convention=convention, file=stored, name=stored.name, created_by=by)


def open_workbook(*, returned: WorkbookReturn, by: User) -> Returned:
    """The file against the plan as it is now. Raises StateError when the file is no longer kept."""
    require_import(by, returned.convention)
    if returned.file is None:
        raise StateError("Ce classeur n’est plus gardé. Déposez-le de nouveau.")
    with returned.file.content.open("rb") as stored:
        data = stored.read()
    return read_returned(convention=returned.convention, data=data, name=returned.name, by=by)


@transaction.atomic
def apply_workbook(
    *, returned: WorkbookReturn, seen: str, chosen: Collection[str] = (), by: User
) -> Entry | None:
    """Write what is right in a workbook, and of the conflicts those ``chosen``; None when nothing is.

    ``seen`` marks the differences that the person agreed to: raises StaleVersionError when
    they are no longer the same, StateError when it was applied already.
    """
    require_import(by, returned.convention)
    current = WorkbookReturn.objects.select_for_update(of=("self",)).get(pk=returned.pk)
    if current.state != ImportState.READY:
        raise StateError("Ce classeur a déjà été appliqué ou écarté. Déposez-le de nouveau.")
    opened = open_workbook(returned=current, by=by)
    if opened.seen != seen:
        raise StaleVersionError(0)
    details = {"workbook": current.pk, "document": current.name}
    entry = apply_edits(
        convention=current.convention, edits=opened.edits(chosen), batch=current.batch, details=details, by=by
    )
    current.state = ImportState.ACCEPTED
    current.applied_by, current.applied_at = by, timezone.now()
    counts = ("changed", "added", "removed")
    current.summary = {name: entry.details[name] if entry else 0 for name in counts}
    current.summary["problems"] = len(opened.differences.problems)
    current.entry_id = entry.pk if entry else None
    current.save()
    return entry


@transaction.atomic
def drop_workbook(*, returned: WorkbookReturn, by: User) -> None:
    """Put a workbook aside with its file; what it applied stays."""
    require_import(by, returned.convention)
    current = WorkbookReturn.objects.select_for_update(of=("self",)).get(pk=returned.pk)
    if current.state == ImportState.READY:
        current.state = ImportState.DROPPED
    _forget(current)


def clean_workbooks() -> int:
    """Delete the files of workbooks returned more than thirty days ago; how many."""
    limit = timezone.now() - timedelta(days=KEPT_DAYS)
    old = list(
        WorkbookReturn.objects.filter(created_at__lt=limit, file__isnull=False).values_list("pk", flat=True)
    )
    for pk in old:
        with transaction.atomic():
            _forget(WorkbookReturn.objects.select_for_update(of=("self",)).get(pk=pk))
    return len(old)


def _forget(current: WorkbookReturn) -> None:
    stored = current.file
    current.file = None
    current.save()
    if stored is not None:
        remove(stored)
