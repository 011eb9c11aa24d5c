"""Many fiches moved or taken out at once: as by hand, in as many queries as a few."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maillage.accounts.enums import Role
from maillage.accounts.models import User
from maillage.conventions.errors import NotUndoableError
from maillage.conventions.listing.bulk import apply_change
from maillage.conventions.models import Action, Convention, Node
from maillage.conventions.operations import import_plan, move_action, save_section, undo
from maillage.journal.models import Entry
from tests.factories.conventions import ConventionFactory, member, rich_draft

MOVE, DELETE = "deplacer", "supprimer"


@pytest.fixture
def by(db: None) -> User:  # noqa: ARG001 - asks for the database
    """Coordinates a convention of two levels with three fiches each."""
    convention = ConventionFactory.create()
    by = member(convention, Role.COORDINATION)
    import_plan(convention=convention, draft=rich_draft(2, 3), batch=uuid4(), by=by)
    return by


def actions() -> list[Action]:
    """The fiches of the plan, as they came."""
    return list(Action.objects.order_by("pk"))


def in_plan_order() -> list[Action]:
    """The fiches level by level."""
    return sorted(actions(), key=lambda one: (one.node_id or 0, one.position))


def last_node() -> Node:
    """The level that the fiches go to."""
    return Node.objects.filter(actions__isnull=False).order_by("-pk")[0]


def places() -> dict[int, tuple[int | None, int]]:
    """Where each living fiche stands: its level, and how many come before."""
    found: dict[int | None, list[int]] = {}
    for pk, node in Action.objects.values_list("pk", "node_id"):
        found.setdefault(node, []).append(pk)
    return {pk: (node, index) for node, pks in found.items() for index, pk in enumerate(pks)}


def changed(by: User, change: str, some: list[Action] | None = None) -> Entry:
    typed = str(last_node().pk) if change == MOVE else ""
    picked = {one.pk: one.version for one in some or actions()}
    entry = apply_change(
        convention=Convention.objects.get(), change=change, typed=typed, picked=picked, by=by
    )
    assert entry is not None
    return entry


def moves(since: int = 0) -> list[Any]:
    """What the journal says of each move after an entry."""
    rows = Entry.objects.filter(verb="action.moved", pk__gt=since).order_by("pk")
    return [(row.subject_id, row.changes, row.subject_label) for row in rows]


def test_many_are_moved_as_one_after_the_other_by_hand(by: User) -> None:
    some, node, before = in_plan_order()[1:3], last_node(), places()
    for action in some:
        move_action(action=action, node=node, position=99, by=by)
    alone, told = places(), moves()
    for entry in Entry.objects.filter(verb="action.moved").order_by("-pk"):
        undo(entry=entry, by=by)
    assert places() == before
    undone = Entry.objects.latest("pk").pk
    changed(by, MOVE, in_plan_order()[1:3])
    assert places() == alone
    assert moves(undone) == told


@pytest.mark.parametrize("change", [MOVE, DELETE])
def test_each_comes_back_exactly_where_it_was_and_goes_again(by: User, change: str) -> None:
    before = places()
    entry = changed(by, change)
    after = places()
    undone = undo(entry=entry, by=by)
    assert places() == before
    undo(entry=undone, by=by)
    assert places() == after != before


@pytest.mark.parametrize("change", [MOVE, DELETE])
def test_a_fiche_that_changed_since_keeps_the_whole_as_it_is_and_is_named(by: User, change: str) -> None:
    entry = changed(by, change)
    first = Action.everything.order_by("pk")[0]
    if change == MOVE:
        move_action(action=first, node=None, position=0, by=by)
    else:
        undo(entry=undo(entry=entry, by=by), by=by)
        entry = undo(entry=Entry.objects.latest("pk"), by=by)
        save_section(action=first, section="context", value=["Autre"], version=None, by=by)
    stands = places()
    with pytest.raises(NotUndoableError, match=first.title):
        undo(entry=entry, by=by)
    assert places() == stands


@pytest.mark.parametrize("change", [MOVE, DELETE])
def test_many_ask_as_much_as_a_few(by: User, change: str) -> None:
    def queries() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as written:
            entry = changed(by, change)
        with CaptureQueriesContext(connection) as undone:
            undo(entry=entry, by=by)
        return len(written), len(undone)

    few = queries()
    import_plan(convention=Convention.objects.get(), draft=rich_draft(2, 14), batch=uuid4(), by=by)
    assert all(more <= less + 3 for more, less in zip(queries(), few, strict=True))
