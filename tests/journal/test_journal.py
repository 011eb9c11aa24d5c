"""Who did what when, kept for good."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from pytest_django import DjangoAssertNumQueries

from maillage.journal.models import Entry
from maillage.journal.operations import Fact, Subject, record, record_many
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
SUBJECT = Subject("action", 7, "1.2 Ouvrir un relais")


def test_an_entry_says_who_what_and_each_value_before_and_after() -> None:
    user = UserFactory.create(full_name="Inès Morvan")
    fact = Fact("action.updated", SUBJECT, 3, {"context": (["avant"], ["après"])}, {"why": "essai"})
    entry = Entry.objects.get(pk=record(fact, by=user).pk)
    assert (entry.actor_id, entry.actor_name, entry.convention_id) == (user.pk, "Inès Morvan", 3)
    assert (entry.subject_type, entry.subject_id, entry.subject_label) == ("action", 7, SUBJECT.label)
    assert entry.changes == {"context": [["avant"], ["après"]]}
    assert entry.details == {"why": "essai"}
    assert str(entry) == "action.updated 1.2 Ouvrir un relais"


def test_what_the_machine_did_bears_its_name() -> None:
    entry = record(Fact("import.read", SUBJECT), by=None)
    assert (entry.actor_id, entry.actor_name) == (None, "Maillage")


def test_dates_are_kept_as_text() -> None:
    entry = record(Fact("x.y", SUBJECT, changes={"on": (None, date(2026, 3, 1))}), by=None)
    entry.refresh_from_db()
    assert entry.changes == {"on": [None, "2026-03-01"]}


def test_long_labels_and_names_are_cut_to_what_the_table_holds() -> None:
    user = UserFactory.create(full_name="", email=f"{'x' * 230}@exemple.fr")
    entry = record(Fact("x.y", Subject("action", 1, "t" * 900)), by=user)
    assert (len(entry.subject_label), len(entry.actor_name)) == (500, 200)


def test_an_entry_is_never_changed() -> None:
    entry = record(Fact("x.y", SUBJECT), by=None)
    entry.actor_name = "Quelqu’un d’autre"
    with pytest.raises(TypeError):
        entry.save()
    entry.refresh_from_db()
    assert entry.actor_name == "Maillage"


def test_an_entry_is_taken_back_once() -> None:
    entry = record(Fact("x.y", SUBJECT), by=None)
    undo = record(Fact("x.y", SUBJECT), by=None, undoes=entry)
    assert Entry.objects.get(undone_by=undo) == entry
    with pytest.raises(IntegrityError), transaction.atomic():
        record(Fact("x.y", SUBJECT), by=None, undoes=entry)


def test_an_entry_that_another_takes_back_cannot_be_deleted() -> None:
    entry = record(Fact("x.y", SUBJECT), by=None)
    record(Fact("x.y", SUBJECT), by=None, undoes=entry)
    with pytest.raises(ProtectedError):
        entry.delete()


def test_many_entries_take_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    facts = [Fact("action.imported", Subject("action", i, f"Action {i}"), 3) for i in range(60)]
    with django_assert_num_queries(1):
        record_many(facts, by=None)
    assert Entry.objects.count() == 60


def test_the_latest_entry_comes_first() -> None:
    first = record(Fact("x.first", SUBJECT), by=None)
    second = record(Fact("x.second", SUBJECT), by=None)
    old = Entry.objects.create(
        verb="x.old", subject_type="action", subject_id=7, at=datetime(2020, 1, 1, tzinfo=UTC)
    )
    assert list(Entry.objects.all()) == [second, first, old]
