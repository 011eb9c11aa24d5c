"""Storing a file, with what it is and whether it is safe."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from maillage.files.errors import RefusedFileError
from maillage.files.events import FileCleared, ScanAwaited
from maillage.files.kinds import Kind, kind_of, tell_kind
from maillage.files.models import StoredFile
from maillage.files.pictures import made_anew
from maillage.files.scanning import Verdict, is_scanning, scan
from maillage.kernel.events import publish
from maillage.kernel.text import printable

_MEGABYTE = 1024 * 1024


def largest() -> str:
    """How large a document may be: « 20 Mo »."""
    return f"{settings.FILES_MAX_BYTES // _MEGABYTE}\u00a0Mo"


def too_large_sentence() -> str:
    """Why a document above the limit is refused."""
    return f"Ce fichier dépasse {largest()}. Allégez-le, puis réessayez."


def store(*, data: bytes, name: str, convention_id: int, uploaded_by_id: int | None) -> StoredFile:
    """Keep ``data`` and return its record; ``name`` is shortened and stripped of any path."""
    stored = _unsaved(data, name, convention_id, uploaded_by_id)
    _keep(stored, data)
    return stored


@dataclass(frozen=True, slots=True)
class Examined:
    """A document that may be kept: its bytes, its name with the right ending, what the scanner said."""

    data: bytes
    name: str
    kind: Kind
    verdict: Verdict | None


def examine(*, data: bytes, name: str) -> Examined:
    """Check a document that people will be given: its size, its kind, its safety. Keeps nothing.

    Pictures are made anew. It can last as long as the scanner is waited for: call it before the
    transaction that keeps the document. Raises RefusedFileError with a sentence for the form.
    """
    if len(data) > settings.FILES_MAX_BYTES:
        raise RefusedFileError(too_large_sentence())
    kind = tell_kind(data)
    verdict = _verdict(data)
    data, kind = _bare(data, kind)
    return Examined(data, kind.named(_bare_name(name)), kind, verdict)


def keep(examined: Examined, *, convention_id: int, uploaded_by_id: int | None) -> StoredFile:
    """Keep an examined document; where the scanner gave no answer, unread, to be asked about again."""
    stored = _unsaved(examined.data, examined.name, convention_id, uploaded_by_id)
    stored.content_type = examined.kind.content_type
    if examined.verdict and examined.verdict.known:
        stored.scanned_at = timezone.now()
    _keep(stored, examined.data)
    if examined.verdict and not examined.verdict.known:
        publish(ScanAwaited(stored.pk))
    return stored


def rescan(*, stored: StoredFile) -> bool:
    """Ask the scanner again about a file that waits; whether it answered. Run by the queue.

    An infected file loses its content and keeps its name, so that its page can say what happened.
    """
    if stored.scanned_at is not None:
        return True
    with stored.content.open("rb") as content:
        verdict = scan(content.read(), seconds=60 * settings.FILES_SCAN_SECONDS)
    if verdict.known:
        _settle(stored, verdict)
    return verdict.known


@transaction.atomic
def _settle(stored: StoredFile, verdict: Verdict) -> None:
    stored.scanned_at = timezone.now()
    stored.infected = verdict.infected
    stored.save(update_fields=["scanned_at", "infected"])
    if verdict.infected:
        storage, path = stored.content.storage, str(stored.content.name)
        transaction.on_commit(lambda: storage.delete(path))
    else:
        publish(FileCleared(stored.pk))


def remove(stored: StoredFile) -> None:
    """Delete a file and its record; nothing may refer to it any more."""
    storage, path = stored.content.storage, stored.content.name
    stored.delete()
    if path:
        transaction.on_commit(lambda: storage.delete(path))


def _verdict(data: bytes) -> Verdict | None:
    """What the scanner says of ``data``; None where there is none. Raises RefusedFileError."""
    if not is_scanning():
        return None
    verdict = scan(data, seconds=settings.FILES_SCAN_SECONDS)
    if verdict.infected:
        raise RefusedFileError(
            f"L’antivirus a trouvé «\u00a0{verdict.infected}\u00a0» dans ce fichier\u00a0: "
            "il n’est pas gardé. Faites vérifier l’ordinateur d’où il vient."
        )
    return verdict


def _bare(data: bytes, kind: Kind) -> tuple[bytes, Kind]:
    if not kind.is_image:
        return data, kind
    data, content_type = made_anew(data, kind)
    return data, kind_of(content_type)


def _bare_name(name: str) -> str:
    return PurePath(printable(name).replace("\\", "/")).name.strip(". ") or "document"


def _unsaved(data: bytes, name: str, convention_id: int, uploaded_by_id: int | None) -> StoredFile:
    return StoredFile(
        convention_id=convention_id,
        name=_bare_name(name)[-255:],
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        uploaded_by_id=uploaded_by_id,
    )


def _keep(stored: StoredFile, data: bytes) -> None:
    stored.content.save(stored.name, ContentFile(data), save=False)
    stored.save()
