"""Documents that people will be given: examined, scanned, kept."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from maillage.cli.check import antivirus
from maillage.files.errors import RefusedFileError
from maillage.files.models import StoredFile
from maillage.files.operations import examine, keep, rescan
from maillage.files.tasks import WAITS, scan_again
from tests.factories.documents import EICAR, PDF, located_picture, picture, scanner


def deposited(data: bytes = PDF, name: str = "guide.pdf") -> StoredFile:
    """Examined and kept."""
    stored = keep(examine(data=data, name=name), convention_id=12, uploaded_by_id=5)
    return StoredFile.objects.get(pk=stored.pk)


def content(stored: StoredFile) -> bytes:
    """What is in the storage."""
    with stored.content.open() as file:
        return bytes(file.read())


@pytest.mark.django_db
def test_a_document_is_kept_with_the_type_of_its_content() -> None:
    stored = deposited(name="guide.exe")
    assert (stored.name, stored.content_type) == ("guide.exe.pdf", "application/pdf")
    assert content(stored) == PDF
    assert stored.is_readable


def test_a_document_too_large_is_refused_with_the_limit(settings: Settings) -> None:
    settings.FILES_MAX_BYTES = 1024 * 1024
    with pytest.raises(RefusedFileError, match="dépasse 1\u00a0Mo"):
        examine(data=PDF + b"\x00" * 1024 * 1024, name="guide.pdf")


@pytest.mark.django_db
def test_a_picture_loses_what_it_says_of_its_author_and_is_turned_upright() -> None:
    stored = deposited(located_picture(), "IMG_2041.jpeg")
    with Image.open(BytesIO(content(stored))) as kept:
        assert dict(kept.getexif()) == {}
        assert kept.size == (40, 60)


@pytest.mark.django_db
def test_a_large_picture_is_reduced() -> None:
    with Image.open(BytesIO(content(deposited(picture("PNG", (5000, 500)), "frise.png")))) as kept:
        assert kept.size == (2400, 240)


@pytest.mark.parametrize("data", [b"\xff\xd8\xff\xe0 pas une image", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50])
def test_a_picture_that_cannot_be_decoded_is_refused(data: bytes) -> None:
    with pytest.raises(RefusedFileError, match="image est abîmée"):
        examine(data=data, name="photo.jpg")


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded() -> None:
    data = picture("PNG", (5000, 5000))
    with pytest.raises(RefusedFileError, match="démesurée"):
        examine(data=data, name="affiche.png")


def test_the_picture_of_a_good_telephone_is_taken() -> None:
    assert examine(data=picture("JPEG", (6000, 4500)), name="photo.jpg").kind.label == "Image JPEG"


@pytest.mark.django_db
def test_an_infected_file_is_refused_by_name_and_never_kept(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_SCAN_COMMAND = scanner(tmp_path)
    with pytest.raises(RefusedFileError, match="Eicar-Test"):
        examine(data=EICAR, name="facture.txt")
    assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_a_clean_file_is_readable_as_soon_as_it_is_kept(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_SCAN_COMMAND = scanner(tmp_path)
    stored = deposited()
    assert stored.scanned_at is not None
    assert stored.is_readable


@pytest.mark.django_db
@pytest.mark.parametrize("broken", [{"seconds": 5}, {"code": 2}])
def test_a_file_waits_unread_while_the_scanner_gives_no_answer(
    settings: Settings, tmp_path: Path, broken: dict[str, int]
) -> None:
    settings.FILES_SCAN_COMMAND, settings.FILES_SCAN_SECONDS = scanner(tmp_path, **broken), 0.3
    stored = deposited()
    assert not stored.is_readable
    settings.FILES_SCAN_COMMAND = scanner(tmp_path)
    assert rescan(stored=stored)
    assert stored.is_readable


@pytest.mark.django_db
def test_a_missing_scanner_lets_nothing_be_read(settings: Settings) -> None:
    settings.FILES_SCAN_COMMAND = ["no-such-scanner"]
    assert not deposited().is_readable


@pytest.mark.django_db
def test_a_file_found_infected_later_loses_its_content(
    settings: Settings,
    tmp_path: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:

    settings.FILES_SCAN_COMMAND = ["no-such-scanner"]
    stored = deposited(EICAR, "facture.txt")
    path = str(stored.content.name)
    settings.FILES_SCAN_COMMAND = scanner(tmp_path)
    with django_capture_on_commit_callbacks(execute=True):
        scan_again.func(stored.pk, 0)
    stored.refresh_from_db()
    assert (stored.infected, stored.is_readable) == ("Eicar-Test", False)
    assert not default_storage.exists(path)


def test_the_scanner_is_asked_again_for_some_days() -> None:
    assert WAITS[0].total_seconds() == 60
    assert sum(wait.days for wait in WAITS) >= 3


def test_the_check_of_the_installation_tries_the_scanner(settings: Settings, tmp_path: Path) -> None:
    assert antivirus() is None
    settings.FILES_SCAN_COMMAND = scanner(tmp_path)
    assert antivirus() is None
    settings.FILES_SCAN_COMMAND = ["true"]
    assert "laisse passer" in str(antivirus())
    settings.FILES_SCAN_COMMAND = ["no-such-scanner"]
    assert "ne répond pas" in str(antivirus())
