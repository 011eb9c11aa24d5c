"""What people deposit, kept under a name that nobody chose."""

from __future__ import annotations

import hashlib
import re

import pytest
from django.core.files.storage import default_storage
from pytest_django import DjangoCaptureOnCommitCallbacks

from maillage.files.models import StoredFile
from maillage.files.operations import remove, store


def _store(name: str, data: bytes = b"contenu") -> StoredFile:
    return store(data=data, name=name, convention_id=12, uploaded_by_id=5)


@pytest.mark.django_db
def test_a_file_keeps_its_name_size_and_fingerprint() -> None:
    stored = StoredFile.objects.get(pk=_store("Plan signé.docx").pk)
    assert (stored.name, stored.size, stored.convention_id) == ("Plan signé.docx", 7, 12)
    assert stored.uploaded_by_id == 5
    assert stored.sha256 == hashlib.sha256(b"contenu").hexdigest()
    with stored.content.open() as content:
        assert content.read() == b"contenu"
    assert str(stored) == "Plan signé.docx"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "shown", "extension"),
    [
        ("../../etc/passwd", "passwd", ""),
        ("C:\\Documents\\plan.PDF", "plan.PDF", ".pdf"),
        ("..", "document", ""),
        ("/", "document", ""),
        ("", "document", ""),
        ("plan\x00.pdf", "plan.pdf", ".pdf"),
        (f"{'é' * 400}.docx", f"{'é' * 250}.docx", ".docx"),
        ("plan.<script>", "plan.<script>", ".script"),
    ],
)
def test_the_name_that_it_came_with_is_never_a_path(given: str, shown: str, extension: str) -> None:
    stored = _store(given)
    assert stored.name == shown
    assert re.fullmatch(rf"12/[0-9a-f]{{32}}{re.escape(extension)}", str(stored.content.name))


@pytest.mark.django_db
def test_two_files_of_the_same_name_do_not_meet() -> None:
    assert _store("plan.docx").content.name != _store("plan.docx").content.name


@pytest.mark.django_db
def test_a_removed_file_leaves_the_storage_once_the_transaction_holds(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    stored = _store("plan.docx")
    path = str(stored.content.name)
    with django_capture_on_commit_callbacks(execute=True):
        remove(stored)
        assert default_storage.exists(path)
    assert not default_storage.exists(path)
    assert not StoredFile.objects.exists()
