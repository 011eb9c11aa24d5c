"""The worker cleans every day, once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from maillage.intake import tasks
from maillage.intake.operations import drop
from maillage.intake.tasks import clean, clean_every_day, queue_cleaning, read_document
from maillage.journal.models import Entry
from tests.cast import Cast
from tests.factories.intake import ready_import

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kept_tasks(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def test_the_site_queues_the_cleaning_once(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        queue_cleaning()
        queue_cleaning()
    assert DBTaskResult.objects.ready().count() == 1


def test_the_next_cleaning_is_queued_for_tomorrow_even_when_this_one_fails(monkeypatch: Any) -> None:
    def fail() -> int:
        raise OSError("The disk is full.")

    monkeypatch.setattr(tasks, "clean", fail)
    with pytest.raises(OSError, match="disk"):
        clean_every_day.func()
    row = DBTaskResult.objects.get()
    assert row.task_path == clean_every_day.module_path
    assert timedelta(hours=23) < row.run_after - timezone.now() < timedelta(hours=25)


def test_tasks_that_ended_long_ago_are_forgotten_and_the_others_kept() -> None:
    read_document.enqueue(1)
    read_document.enqueue(2)
    old = timezone.now() - timedelta(days=15)
    done = DBTaskResult.objects.first()
    assert done is not None
    DBTaskResult.objects.filter(pk=done.pk).update(status="SUCCESSFUL", started_at=old, finished_at=old)
    clean()
    assert not DBTaskResult.objects.filter(pk=done.pk).exists()
    assert DBTaskResult.objects.count() == 1


def test_cleaning_without_a_queue_still_deletes_files(cast: Cast, settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    import_ = ready_import(cast.convention, cast.coordinatrice)
    entry = drop(import_=import_, by=cast.coordinatrice)
    Entry.objects.filter(pk=entry.pk).update(at=timezone.now() - timedelta(days=31))
    assert clean() == 1
