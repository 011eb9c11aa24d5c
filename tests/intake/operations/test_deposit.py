"""A document comes in."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from maillage.files.models import StoredFile
from maillage.intake.enums import ImportState
from maillage.intake.errors import AlreadyDepositedError, RefusedFileError
from maillage.intake.models import Import
from maillage.intake.operations import deposit, drop, recall
from maillage.journal.models import Entry
from tests.cast import Cast
from tests.factories.intake import ready_import, waiting_import

TEXT = "Axe 1 : Accueillir\nAction 1.1 Ouvrir une micro-crèche\n".encode()


def given(cast: Cast, data: bytes = TEXT, name: str = "plan.txt") -> Import:
    """A deposit by coordination."""
    return deposit(convention=cast.convention, data=data, name=name, by=cast.coordinatrice)


def test_a_deposit_keeps_the_file_and_says_who_in_the_journal(cast: Cast) -> None:
    import_ = given(cast, name="C:\\bureau\\plan.txt")
    assert import_.file is not None
    assert import_.file.content.read() == TEXT
    assert import_.name == "plan.txt"
    entry = Entry.objects.get(verb="import.deposited")
    assert (entry.actor_id, entry.subject_id) == (cast.coordinatrice.pk, import_.pk)


@pytest.mark.parametrize("person", ["pilote", "contributrice", "elue", "conseillere", "lecteur", "etrangere"])
def test_only_coordination_deposits(cast: Cast, person: str) -> None:
    with pytest.raises(PermissionDenied):
        deposit(convention=cast.convention, data=TEXT, name="plan.txt", by=getattr(cast, person))
    assert not StoredFile.objects.exists()


def test_the_platform_deposits_everywhere(cast: Cast) -> None:
    assert deposit(convention=cast.elsewhere, data=TEXT, name="plan.txt", by=cast.admin).pk


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "vide"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "image"),
        (b"PK\x03\x04 rien", "abîmé"),
        (bytes(range(256)) * 40, "format"),
    ],
)
def test_a_refused_file_gets_a_sentence_and_nothing_is_kept(cast: Cast, data: bytes, word: str) -> None:
    with pytest.raises(RefusedFileError, match=word):
        given(cast, data=data)
    assert not Import.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_file_above_the_limit_is_refused(cast: Cast, settings: pytest.FixtureRequest) -> None:
    settings.INTAKE_MAX_BYTES = 1024 * 1024  # type: ignore[attr-defined]  # pytest-django's settings
    with pytest.raises(RefusedFileError, match="1\u00a0Mo"):
        given(cast, data=b"a" * (1024 * 1024 + 1))


def test_the_same_file_opens_the_import_that_stands(cast: Cast) -> None:
    first = given(cast)
    with pytest.raises(AlreadyDepositedError) as caught:
        given(cast, name="copie.txt")
    assert caught.value.existing == first
    assert Import.objects.count() == 1


def test_the_same_file_may_come_back_once_put_aside_or_elsewhere(cast: Cast) -> None:
    drop(import_=given(cast), by=cast.coordinatrice)
    assert given(cast).pk
    assert deposit(convention=cast.elsewhere, data=TEXT, name="plan.txt", by=cast.etrangere).pk


def test_an_import_put_aside_is_taken_up_as_it_was(cast: Cast) -> None:
    read = ready_import(cast.convention, cast.coordinatrice)
    unread = waiting_import(cast.convention, cast.coordinatrice, b"autre fichier")
    for import_, state in ((read, ImportState.READY), (unread, ImportState.WAITING)):
        drop(import_=import_, by=cast.coordinatrice)
        assert recall(import_=import_, by=cast.coordinatrice).state == state
