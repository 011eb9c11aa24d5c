"""The reading of an import, from the queue to the review."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from maillage.files.models import StoredFile
from maillage.intake.enums import ImportState
from maillage.intake.models import SILENCE, Import
from maillage.intake.operations import drop, read_import, restart
from maillage.intake.reading.supervisor import Reading, ReadingRefusedError
from maillage.intake.tasks import deposit_and_read, read_document, restart_reading
from maillage.journal.models import Entry
from tests.cast import Cast
from tests.factories.intake import LINES, document, waiting_import
from tests.intake.tasks.test_supervisor import PLAN

if TYPE_CHECKING:
    from maillage.intake.reading.supervisor import Tell

READER = "maillage.intake.operations.reading.read_apart"


def fake_reader(monkeypatch: pytest.MonkeyPatch, outcome: Reading | Exception) -> None:
    """Replace the process that reads: what it does is told in test_supervisor."""

    def read(_data: bytes, _name: str, *, tell: Tell, **_: object) -> Reading:
        tell(45, "Le plan se dessine")
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    monkeypatch.setattr(READER, read)


@pytest.fixture
def import_(cast: Cast) -> Import:
    """A file that waits."""
    return waiting_import(cast.convention, cast.coordinatrice)


def test_a_deposited_plan_is_read_for_real(cast: Cast) -> None:
    import_ = deposit_and_read(
        convention=cast.convention, data=PLAN.encode(), name="plan.txt", by=cast.coordinatrice
    )
    import_.refresh_from_db()
    assert (import_.state, import_.error) == (ImportState.READY, "")
    assert import_.lines[2].startswith("Axe 1")
    assert import_.progress == 100


def test_a_document_that_is_not_a_plan_is_refused_and_its_file_removed(
    cast: Cast, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's fixture
        import_ = deposit_and_read(
            convention=cast.convention,
            data="Une recette de gâteau.\n".encode(),
            name="recette.txt",
            by=cast.coordinatrice,
        )
    import_.refresh_from_db()
    assert import_.state == ImportState.FAILED
    assert import_.error.endswith(".")
    assert (import_.file, import_.document, import_.name) == (None, None, "recette.txt")
    assert not StoredFile.objects.exists()
    assert Entry.objects.filter(verb="import.refused", subject_id=import_.pk).exists()


def test_a_reading_ends_in_the_review(import_: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_reader(monkeypatch, Reading(document(), LINES, []))
    read_import(import_id=import_.pk)
    import_.refresh_from_db()
    assert import_.state == ImportState.READY
    assert import_.summary == {"actions": 3, "doubts": 2}
    assert Entry.objects.get(verb="import.read").actor_name == "Maillage"


def test_a_task_delivered_twice_reads_once(import_: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_reader(monkeypatch, Reading(document(), LINES, []))
    read_document.call(import_.pk)
    fake_reader(monkeypatch, ReadingRefusedError("Jamais."))
    read_document.call(import_.pk)
    import_.refresh_from_db()
    assert (import_.state, import_.attempt) == (ImportState.READY, 1)


def test_a_reading_put_aside_halfway_writes_nothing(
    cast: Cast, import_: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(*_: object, tell: Tell, **__: object) -> Reading:
        drop(import_=import_, by=cast.coordinatrice)
        tell(45, "Le plan se dessine")
        return Reading(document(), LINES, [])

    monkeypatch.setattr(READER, read)
    read_import(import_id=import_.pk)
    import_.refresh_from_db()
    assert (import_.state, import_.document) == (ImportState.DROPPED, None)


def silent(import_: Import, attempt: int = 1) -> Import:
    """The import as a killed worker leaves it."""
    gone = timezone.now() - SILENCE - timedelta(seconds=1)
    Import.objects.filter(pk=import_.pk).update(
        state=ImportState.READING, attempt=attempt, alive_at=gone, progress=45
    )
    return Import.objects.get(pk=import_.pk)


def test_the_reading_of_a_killed_worker_is_taken_up_again(
    cast: Cast, import_: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_reader(monkeypatch, Reading(document(), LINES, []))
    restart_reading(import_=silent(import_), by=cast.coordinatrice)
    import_.refresh_from_db()
    assert (import_.state, import_.attempt) == (ImportState.READY, 2)


def test_a_worker_that_comes_back_from_the_dead_writes_nothing(
    cast: Cast, import_: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(*_: object, **__: object) -> Reading:
        silent(import_)
        restart(import_=import_, by=cast.coordinatrice)
        Import.objects.filter(pk=import_.pk).update(state=ImportState.READING, attempt=2)
        return Reading(document(), ["de la première lecture"], [])

    monkeypatch.setattr(READER, read)
    read_import(import_id=import_.pk)
    import_.refresh_from_db()
    assert (import_.state, import_.lines) == (ImportState.READING, [])


def test_a_reading_that_is_alive_is_left_alone(cast: Cast, import_: Import) -> None:
    Import.objects.filter(pk=import_.pk).update(state=ImportState.READING, alive_at=timezone.now())
    assert restart(import_=import_, by=cast.coordinatrice).state == ImportState.READING


def test_a_document_that_kills_three_workers_is_refused(cast: Cast, import_: Import) -> None:
    given_up = restart(import_=silent(import_, attempt=3), by=cast.coordinatrice)
    assert given_up.state == ImportState.FAILED
    assert "trois fois" in given_up.error
    assert not StoredFile.objects.exists()


def test_a_file_lost_from_the_storage_is_said(import_: Import) -> None:
    assert import_.file is not None
    import_.file.content.storage.delete(str(import_.file.content.name))
    read_import(import_id=import_.pk)
    import_.refresh_from_db()
    assert "retrouvé" in import_.error
