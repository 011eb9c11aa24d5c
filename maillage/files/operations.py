"""Storing a file."""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import transaction

from maillage.files.models import StoredFile
from maillage.kernel.text import printable


def store(*, data: bytes, name: str, convention_id: int, uploaded_by_id: int | None) -> StoredFile:
    """Keep ``data`` and return its record; ``name`` is shortened and stripped of any path."""
    bare = PurePath(printable(name).replace("\\", "/")).name.strip(". ")[-255:] or "document"
    stored = StoredFile(
        convention_id=convention_id,
        name=bare,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        uploaded_by_id=uploaded_by_id,
    )
    stored.content.save(bare, ContentFile(data), save=False)
    stored.save()
    return stored


def remove(stored: StoredFile) -> None:
    """Delete a file and its record; nothing may refer to it any more."""
    storage, path = stored.content.storage, stored.content.name
    stored.delete()
    if path:
        transaction.on_commit(lambda: storage.delete(path))
