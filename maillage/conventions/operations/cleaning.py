"""What was taken off the fiches for good, once nobody can want it back."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from maillage.conventions.models import ActionDocument, Comment
from maillage.files.operations import remove

KEPT = timedelta(days=30)


def clean_exchanges() -> int:
    """Delete the messages and the documents taken away more than thirty days ago; how many files went.

    A name written by mistake must not stay for ever where only the database can see it.
    """
    before = timezone.now() - KEPT
    Comment.objects.filter(deleted_at__lt=before).delete()
    gone = ActionDocument.objects.filter(deleted_at__lt=before).select_related("file").defer("text")
    documents = list(gone)
    for document in documents:
        _forget(document)
    return len(documents)


@transaction.atomic
def _forget(document: ActionDocument) -> None:
    stored = document.file
    document.delete()
    remove(stored)
