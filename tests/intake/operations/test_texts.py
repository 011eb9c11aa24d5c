"""The words of what people leave on a fiche, read apart for the search."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from maillage.conventions.models import ActionDocument, Comment
from maillage.conventions.operations import add_comment, attach_document, remove_comment, remove_document
from maillage.conventions.operations.cleaning import KEPT, clean_exchanges
from maillage.files.models import StoredFile
from maillage.files.operations import rescan
from tests.cast import Cast
from tests.documents.builders import small_plan
from tests.documents.builders.headings_docx import build_headings_docx
from tests.factories.documents import docx, picture, scanner

MINUTES = "Compte rendu\n\nLe groupe demande une navette\u00a0le mercredi.\n".encode()


def attached(cast: Cast, data: bytes = MINUTES) -> ActionDocument:
    """A document on the fiche of the cast."""
    return attach_document(action=cast.action, data=data, name="document", by=cast.pilote)


def text_of(document: ActionDocument) -> str:
    """What the search knows of it."""
    return ActionDocument.objects.values_list("text", flat=True).get(pk=document.pk)


def test_a_document_is_read_as_soon_as_it_is_left(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        document = attached(cast)
    assert text_of(document) == "Compte rendu\nLe groupe demande une navette le mercredi."


def test_a_word_document_is_read_too(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    plan = small_plan()
    with django_capture_on_commit_callbacks(execute=True):
        document = attached(cast, build_headings_docx(plan))
    assert plan["actions"][0]["title"] in text_of(document)


@pytest.mark.parametrize("data", [docx(), picture()])
def test_what_cannot_be_read_keeps_no_text_and_stays(
    cast: Cast, data: bytes, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        document = attached(cast, data)
    assert text_of(document) == ""
    assert document in ActionDocument.objects.visible_to(cast.lecteur)


def test_a_document_that_waits_for_the_scanner_is_read_once_it_is_clean(
    cast: Cast,
    settings: Settings,
    tmp_path: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.FILES_SCAN_COMMAND = ["no-such-scanner"]
    with django_capture_on_commit_callbacks(execute=True):
        document = attached(cast)
    assert text_of(document) == ""
    settings.FILES_SCAN_COMMAND = scanner(tmp_path)
    with django_capture_on_commit_callbacks(execute=True):
        rescan(stored=document.file)
    assert "navette" in text_of(document)


def test_what_was_taken_away_goes_for_good_after_thirty_days(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    document, stays = attached(cast), attached(cast)
    comment = add_comment(action=cast.action, text="Bonjour", by=cast.pilote)
    remove_document(document=document, by=cast.pilote)
    remove_comment(comment=comment, by=cast.pilote)
    assert clean_exchanges() == 0
    for model in (ActionDocument, Comment):
        model.objects.exclude(deleted_at=None).update(deleted_at=timezone.now() - KEPT - KEPT)
    with django_capture_on_commit_callbacks(execute=True):
        assert clean_exchanges() == 1
    assert list(StoredFile.objects.all()) == [stays.file]
    assert not Comment.objects.exists()
