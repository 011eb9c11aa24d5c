"""Work that is done later, by the worker: what every domain asks of the queue of tasks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, TaskResultStatus, task_backends
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.models import DBTaskResult

if TYPE_CHECKING:
    from django_tasks.base import Task

NOW = timedelta()


def keeps_tasks() -> bool:
    """Whether tasks wait in the database for a worker; else they run at once, and leave nothing."""
    return isinstance(task_backends[DEFAULT_TASK_BACKEND_ALIAS], DatabaseBackend)


def queue_once(work: Task[[], None], wait: timedelta = NOW) -> None:
    """Have the worker do ``work`` after ``wait``, unless that waits in the queue already."""
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=work.module_path)
    if not waiting.exists():
        work.using(run_after=timezone.now() + wait).enqueue()


def forget_done(work: Task[[], None]) -> None:
    """Delete what ``work`` left by ending well: a row a minute for ever would fill the table for nothing."""
    done = DBTaskResult.objects.filter(task_path=work.module_path)
    done.filter(status=TaskResultStatus.SUCCESSFUL).delete()
