"""The text of a document of a fiche, read in a process of its own, for the search."""

from __future__ import annotations

import json
import logging
import tempfile
from pathlib import Path

from django.conf import settings

from maillage.conventions.models import ActionDocument
from maillage.conventions.operations.documents import MOST_TEXT_BYTES, keep_text
from maillage.files.kinds import kind_of
from maillage.intake.reading.supervisor import ReadingRefusedError, run_apart

log = logging.getLogger(__name__)
_CHILD = "maillage.intake.reading.words"


def read_text(*, document_id: int) -> bool:
    """Keep the words of one document; whether there are any. Run by the queue, done twice it does the same.

    A document that cannot be read keeps no text: it can still be opened by people. Nothing is read
    of a file that waits for the scanner, nor of a picture.
    """
    rows = ActionDocument.objects.select_related("file").filter(pk=document_id, deleted_at=None)
    document = rows.first()
    if document is None or not document.file.is_readable or kind_of(document.file.content_type).is_image:
        return False
    try:
        with document.file.content.open("rb") as content:
            words = _read_apart(content.read(), document.file.name)
    except (FileNotFoundError, ReadingRefusedError) as refusal:
        log.info("Document %d was not read: %s", document_id, refusal)
        return False
    keep_text(document_id=document_id, words=words)
    return bool(words)


def _read_apart(data: bytes, name: str) -> str:
    with tempfile.TemporaryDirectory(prefix="maillage-") as folder:
        source, result = Path(folder, "source"), Path(folder, "result.json")
        source.write_bytes(data)
        numbers = (settings.INTAKE_MEMORY_BYTES, settings.INTAKE_CPU_SECONDS, MOST_TEXT_BYTES)
        run_apart(
            _CHILD,
            [str(source), name, str(result), *map(str, numbers)],
            Path(folder),
            tell=lambda _percent, _stage: None,
            wall_seconds=settings.INTAKE_WALL_SECONDS,
        )
        said = json.loads(result.read_text(encoding="utf-8"))
    if "error" in said:
        raise ReadingRefusedError(said["error"])
    return str(said["text"])
