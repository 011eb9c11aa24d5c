"""A document comes in."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from maillage.files.operations import store
from maillage.intake.enums import ImportState
from maillage.intake.errors import AlreadyDepositedError, RefusedFileError
from maillage.intake.models import Import
from maillage.intake.operations.locking import journal
from maillage.intake.permissions import require_import
from maillage.intake.readers.detection import detect_format
from maillage.intake.readers.errors import UnreadableFileError
from maillage.kernel.french import day

if TYPE_CHECKING:
    from maillage.accounts.models import User
    from maillage.conventions.models import Convention

MEGABYTE = 1024 * 1024


def too_large_sentence() -> str:
    """Why a file above the limit is refused."""
    limit = settings.INTAKE_MAX_BYTES // MEGABYTE
    return (
        f"Ce fichier dépasse {limit}\u00a0Mo. Allégez ses images, ou n’en gardez que le plan d’action, "
        "puis réessayez."
    )


_STANDING: dict[str, str] = {
    ImportState.WAITING: "il attend d’être lu.",
    ImportState.READING: "sa lecture est en cours.",
    ImportState.READY: "il est à relire.",
    ImportState.ACCEPTED: "son plan est accepté. Pour le relire de nouveau, annulez d’abord cet import.",
}


def _standing_sentence(twin: Import) -> str:
    """Where the import of the same file stands."""
    return f"Ce fichier a déjà été déposé ici le {day(twin.created_at)}\u00a0: {_STANDING[twin.state]}"


@transaction.atomic
def deposit(*, convention: Convention, data: bytes, name: str, by: User) -> Import:
    """Keep a document to be read. Its content, not its name, says what it is.

    Raises RefusedFileError with a sentence for the form, AlreadyDepositedError when the
    same file already stands in this convention.
    """
    require_import(by, convention)
    if len(data) > settings.INTAKE_MAX_BYTES:
        raise RefusedFileError(too_large_sentence())
    try:
        kind = detect_format(data)
    except UnreadableFileError as refusal:
        raise RefusedFileError(str(refusal)) from refusal
    # The convention is locked so that two deposits of one file at once end as one import.
    type(convention).objects.select_for_update().get(pk=convention.pk)
    fingerprint = hashlib.sha256(data).hexdigest()
    twin = Import.objects.for_convention(convention).standing().filter(sha256=fingerprint).light().first()
    if twin is not None:
        raise AlreadyDepositedError(_standing_sentence(twin), twin)
    stored = store(data=data, name=name, convention_id=convention.pk, uploaded_by_id=by.pk)
    import_ = Import.objects.create(
        convention=convention,
        file=stored,
        name=stored.name,
        size=stored.size,
        sha256=stored.sha256,
        created_by=by,
    )
    journal("import.deposited", import_, by=by, details={"size": stored.size, "format": str(kind)})
    return import_
