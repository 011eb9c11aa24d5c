"""The document is read, in the background and in a process of its own."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from maillage.files.operations import remove
from maillage.intake.enums import ImportState
from maillage.intake.errors import StateError
from maillage.intake.models import Import
from maillage.intake.operations.locking import journal, lock
from maillage.intake.permissions import require_import
from maillage.intake.reading.supervisor import Limits, ReadingRefusedError, read_apart

if TYPE_CHECKING:
    from maillage.accounts.models import User
    from maillage.intake.querysets import ImportQuerySet
    from maillage.intake.reading.supervisor import Reading

log = logging.getLogger(__name__)

MOST_ATTEMPTS = 3
_GIVEN_UP = (
    "La lecture de ce document s’est interrompue trois fois. "
    "Enregistrez-le en PDF ou en DOCX, puis réessayez."
)
_LOST = "Le fichier déposé n’a pas été retrouvé. Déposez-le de nouveau."


class _SupersededError(Exception):
    """Another reading took over, or the import was set aside."""


def read_import(*, import_id: int) -> None:
    """Read one import and leave it to review, or refused with a sentence. Run by the queue.

    Does nothing when the import is not waiting: a task delivered twice reads once.
    """
    import_ = _claim(import_id)
    if import_ is None:
        return
    try:
        reading = _read(import_)
    except ReadingRefusedError as refusal:
        _refuse(import_, str(refusal))
    except _SupersededError:
        log.info("The reading of import %s was superseded.", import_id)
    else:
        _keep(import_, reading)


def _claim(import_id: int) -> Import | None:
    """Take a waiting import: one worker only succeeds."""
    taken = Import.objects.filter(pk=import_id, state=ImportState.WAITING).update(
        state=ImportState.READING,
        attempt=F("attempt") + 1,
        progress=5,
        stage="La lecture commence",
        alive_at=timezone.now(),
    )
    return Import.objects.light().select_related("file").get(pk=import_id) if taken else None


def _read(import_: Import) -> Reading:
    if import_.file is None:
        raise ReadingRefusedError(_LOST)
    try:
        with import_.file.content.open("rb") as content:
            data = content.read()
    except FileNotFoundError as error:
        raise ReadingRefusedError(_LOST) from error

    def tell(percent: int, stage: str) -> None:
        alive = _mine(import_).update(progress=percent, stage=stage, alive_at=timezone.now())
        if not alive:
            raise _SupersededError

    limits = Limits(settings.INTAKE_MEMORY_BYTES, settings.INTAKE_CPU_SECONDS, settings.INTAKE_WALL_SECONDS)
    return read_apart(data, import_.name, tell=tell, limits=limits)


def _mine(import_: Import) -> ImportQuerySet:
    """The import, as long as this attempt is the one under way."""
    return Import.objects.filter(pk=import_.pk, state=ImportState.READING, attempt=import_.attempt)


@transaction.atomic
def _keep(import_: Import, reading: Reading) -> None:
    counts = {"actions": len(reading.document["actions"]), "doubts": len(reading.document["warnings"])}
    kept = _mine(import_).update(
        state=ImportState.READY,
        progress=100,
        stage="",
        summary=counts,
        document=reading.document,
        lines=reading.lines,
        leaves=reading.leaves,
        version=F("version") + 1,
    )
    if kept:
        import_.state = ImportState.READY
        journal("import.read", import_, by=None, before=ImportState.READING, details=counts)


@transaction.atomic
def _refuse(import_: Import, sentence: str) -> None:
    """Keep the name and the reason of a refused file, and nothing else."""
    refused = _mine(import_).update(
        state=ImportState.FAILED, error=sentence, file=None, stage="", version=F("version") + 1
    )
    if refused:
        if import_.file is not None:
            remove(import_.file)
        import_.state = ImportState.FAILED
        journal("import.refused", import_, by=None, before=ImportState.READING, details={"reason": sentence})


@transaction.atomic
def restart(*, import_: Import, by: User) -> Import:
    """Put a reading whose worker died back in the queue; refused after three attempts.

    An import that still waits is left as it is. Raises StateError while a reading is
    under way or once it ended.
    """
    require_import(by, import_.convention)
    current = lock(
        import_, ImportState.WAITING, ImportState.READING, refusal="La lecture de ce document est terminée."
    )
    _take_up(current, by)
    current.refresh_from_db(fields=["state", "error"])
    return current


def take_up_silent() -> list[int]:
    """Put every reading whose worker died back in the queue; the imports that wait again.

    Run by the queue, for nobody in particular: a worker killed by a power cut leaves nobody to ask.
    """
    under_way = Import.objects.filter(state=ImportState.READING).light()
    return [import_.pk for import_ in under_way if import_.is_silent and _taken_up(import_)]


@transaction.atomic
def _taken_up(import_: Import) -> bool:
    try:
        current = lock(import_, ImportState.READING, refusal="")
    except StateError:
        return False
    return _take_up(current, None)


def _take_up(current: Import, by: User | None) -> bool:
    """Whether a silent reading waits again; one interrupted too often is refused."""
    if current.state == ImportState.WAITING or not current.is_silent:
        return False
    if current.attempt >= MOST_ATTEMPTS:
        _refuse(current, _GIVEN_UP)
        return False
    current.state = ImportState.WAITING
    current.progress = 0
    current.stage = ""
    current.save(update_fields=["state", "progress", "stage"])
    journal("import.restarted", current, by=by, before=ImportState.READING)
    return True
