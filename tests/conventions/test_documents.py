"""Documents of a fiche: who brings, reads, renames and takes them away."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import Settings

from maillage.accounts.models import User
from maillage.conventions.enums import Visibility
from maillage.conventions.errors import InvalidValueError, NotUndoableError, TreeError
from maillage.conventions.models import ActionDocument
from maillage.conventions.operations import (
    attach_document,
    delete_action,
    edit_document,
    remove_document,
    undo,
)
from maillage.conventions.operations.documents import keep_text
from maillage.files.errors import RefusedFileError
from maillage.files.models import StoredFile
from maillage.journal.models import Entry
from tests.cast import Cast
from tests.factories.documents import EICAR, PDF, scanner

RESERVED = Visibility.COORDINATION


def attached(cast: Cast, by: User | None = None, **options: str) -> ActionDocument:
    """A document on the fiche of the cast, brought by its pilot unless said."""
    return attach_document(action=cast.action, data=PDF, name="guide.pdf", by=by or cast.pilote, **options)


def last_entry() -> Entry:
    """The newest entry of the journal."""
    return Entry.objects.latest("pk")


def seen_by(user: User) -> list[ActionDocument]:
    """The documents that ``user`` may read."""
    return list(ActionDocument.objects.visible_to(user))


def test_a_document_keeps_who_brought_it_and_is_told_in_the_journal(cast: Cast) -> None:
    document = attached(cast, title="Guide des familles")
    assert (document.added_by, document.added_name) == (cast.pilote, "Karim Belloc")
    assert last_entry().changes == {"document": ["", "Guide des familles"]}
    assert last_entry().actor_name == "Karim Belloc"


@pytest.mark.parametrize(
    "who", ["coordinatrice", "pilote", "autre_pilote", "contributrice", "elue", "conseillere"]
)
def test_whoever_takes_part_brings_documents(cast: Cast, who: str) -> None:
    assert attached(cast, getattr(cast, who)).pk


@pytest.mark.parametrize("who", ["lecteur", "etrangere"])
def test_whoever_reads_or_comes_from_elsewhere_brings_none(cast: Cast, who: str) -> None:
    with pytest.raises(PermissionDenied):
        attached(cast, getattr(cast, who))
    assert not StoredFile.objects.exists()


def test_somebody_without_account_brings_one_under_their_name(cast: Cast) -> None:
    document = attach_document(
        action=cast.action, data=PDF, name="photo.pdf", by=None, added_name="Mairie de Lanvert"
    )
    assert (document.added_by, str(document)) == (None, "photo.pdf")
    assert (last_entry().actor_id, last_entry().actor_name) == (None, "Mairie de Lanvert")


def test_an_infected_file_leaves_nothing_behind(cast: Cast, settings: Settings, tmp_path: Path) -> None:
    settings.FILES_SCAN_COMMAND = scanner(tmp_path)
    with pytest.raises(RefusedFileError, match="antivirus"):
        attach_document(action=cast.action, data=EICAR, name="facture.txt", by=cast.pilote)
    assert not ActionDocument.objects.exists()
    assert not Entry.objects.exists()


def test_a_deleted_fiche_takes_no_document(cast: Cast) -> None:
    delete_action(action=cast.action, by=cast.coordinatrice)
    with pytest.raises(TreeError):
        attached(cast)


def test_a_title_too_long_is_refused(cast: Cast) -> None:
    with pytest.raises(InvalidValueError, match="200"):
        attached(cast, title="a" * 201)


def test_every_member_reads_an_open_document_and_nobody_else(cast: Cast) -> None:
    document = attached(cast)
    assert seen_by(cast.lecteur) == [document]
    assert seen_by(cast.etrangere) == []


def test_a_reserved_document_is_read_by_coordination_the_pilots_and_its_author(cast: Cast) -> None:
    document = attached(cast, cast.contributrice, visibility=RESERVED)
    readers = [cast.coordinatrice, cast.pilote, cast.contributrice, cast.admin]
    assert all(seen_by(user) == [document] for user in readers)
    assert all(seen_by(user) == [] for user in (cast.autre_pilote, cast.lecteur, cast.elue, cast.etrangere))


def test_the_journal_does_not_name_a_reserved_document(cast: Cast) -> None:
    attached(cast, title="Situation d’une structure", visibility=RESERVED)
    assert "Situation" not in str(last_entry().changes)


def test_a_removed_document_comes_back_by_undo_and_goes_again(cast: Cast) -> None:
    document = attached(cast)
    removed = remove_document(document=document, by=cast.pilote)
    assert seen_by(cast.pilote) == []
    back = undo(entry=removed, by=cast.pilote)
    assert seen_by(cast.pilote) == [document]
    undo(entry=back, by=cast.pilote)
    assert seen_by(cast.pilote) == []


def test_bringing_a_document_is_undone_by_whoever_did_whatever_their_role(cast: Cast) -> None:
    attached(cast, cast.elue)
    undo(entry=last_entry(), by=cast.elue)
    assert seen_by(cast.coordinatrice) == []


def test_a_new_name_is_undone_unless_it_changed_since(cast: Cast) -> None:
    document = attached(cast, title="Guide")
    first = edit_document(document=document, title="Guide 2026", visibility=RESERVED, by=cast.pilote)
    second = edit_document(document=document, title="Guide 2027", visibility=RESERVED, by=cast.pilote)
    assert first
    assert second
    with pytest.raises(NotUndoableError):
        undo(entry=first, by=cast.pilote)
    undo(entry=second, by=cast.pilote)
    document.refresh_from_db()
    assert (document.title, document.visibility) == ("Guide 2026", RESERVED)


def test_saving_the_same_name_writes_nothing(cast: Cast) -> None:
    document = attached(cast, title="Guide")
    same = edit_document(document=document, title="Guide", visibility=document.visibility, by=cast.pilote)
    assert same is None


@pytest.mark.parametrize("who", ["autre_pilote", "contributrice", "lecteur", "elue"])
def test_only_its_author_the_pilots_and_coordination_take_it_away(cast: Cast, who: str) -> None:
    document = attached(cast, cast.conseillere)
    with pytest.raises(PermissionDenied):
        remove_document(document=document, by=getattr(cast, who))
    assert remove_document(document=document, by=cast.conseillere).pk


def test_the_text_kept_for_the_search_stops_at_its_limit_between_two_letters(cast: Cast) -> None:
    document = attached(cast)
    keep_text(document_id=document.pk, words="a" + "é" * 150_000)
    document.refresh_from_db()
    assert document.text == "a" + "é" * 99_999
