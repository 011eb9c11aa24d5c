"""Files that nobody needs any more are deleted; everything else stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from maillage.files.models import StoredFile
from maillage.intake.enums import ImportState
from maillage.intake.models import Import
from maillage.intake.operations import accept, clean_imports, drop, recall, undo_import
from maillage.intake.selectors import review_of
from maillage.journal.models import Entry
from tests.cast import Cast
from tests.factories.intake import ready_import, waiting_import

LONG_AGO = timedelta(days=31)


@pytest.fixture
def import_(cast: Cast) -> Import:
    """An import to review."""
    return ready_import(cast.convention, cast.coordinatrice)


def put_aside(import_: Import, cast: Cast, ago: timedelta) -> None:
    """Drop it, that long ago."""
    entry = drop(import_=import_, by=cast.coordinatrice)
    Entry.objects.filter(pk=entry.pk).update(at=timezone.now() - ago)


def test_an_import_put_aside_for_a_month_loses_its_file_and_nothing_else(
    cast: Cast, import_: Import, django_capture_on_commit_callbacks: object
) -> None:
    assert import_.file is not None
    path = str(import_.file.content.name)
    put_aside(import_, cast, LONG_AGO)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture
        assert clean_imports() == 1
    assert not default_storage.exists(path)
    assert not StoredFile.objects.exists()
    back = recall(import_=import_, by=cast.coordinatrice)
    assert back.state == ImportState.READY
    assert len(review_of(back).fiches) == 3


def test_an_import_put_aside_lately_keeps_its_file(cast: Cast, import_: Import) -> None:
    put_aside(import_, cast, timedelta(days=29))
    assert clean_imports() == 0
    assert StoredFile.objects.count() == 1


def test_an_import_put_aside_again_is_counted_from_the_last_time(cast: Cast, import_: Import) -> None:
    put_aside(import_, cast, LONG_AGO)
    recall(import_=import_, by=cast.coordinatrice)
    put_aside(import_, cast, timedelta(days=1))
    assert clean_imports() == 0


def test_an_import_undone_for_a_month_loses_its_file(cast: Cast, import_: Import) -> None:
    accept(import_=import_, version=import_.version, by=cast.coordinatrice)
    undo_import(import_=import_, by=cast.coordinatrice)
    assert clean_imports() == 0
    Import.objects.update(undone_at=timezone.now() - LONG_AGO)
    assert clean_imports() == 1


@pytest.mark.usefixtures("import_")
def test_what_waits_is_reviewed_or_accepted_keeps_its_file_for_ever(cast: Cast) -> None:
    waiting_import(cast.convention, cast.coordinatrice)
    other = ready_import(cast.convention, cast.coordinatrice)
    accept(import_=other, version=other.version, by=cast.coordinatrice)
    Import.objects.update(created_at=timezone.now() - 20 * LONG_AGO)
    assert clean_imports() == 0
    assert StoredFile.objects.count() == 3


def test_a_refused_import_that_still_has_a_file_loses_it(import_: Import) -> None:
    Import.objects.filter(pk=import_.pk).update(state=ImportState.FAILED, error="Illisible.")
    assert clean_imports() == 1
    assert Import.objects.get(pk=import_.pk).file is None
