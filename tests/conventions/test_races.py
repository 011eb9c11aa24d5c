"""Two people at the same moment. Needs a database where two transactions really run together."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from maillage.accounts.enums import Role
from maillage.accounts.models import User
from maillage.conventions.errors import NotUndoableError, TreeError
from maillage.conventions.models import Action, Convention, IndicatorValue, Node, PlanVersion, SavedView
from maillage.conventions.operations import create_action, delete_node, move_action, save_section, undo
from maillage.conventions.operations.figures import Cell, Outcome, set_values
from maillage.conventions.operations.versions import freeze_version
from maillage.conventions.operations.views import save_view
from maillage.conventions.sections import SECTIONS
from maillage.journal.models import Entry
from maillage.kernel.errors import DomainError, StaleVersionError
from tests.factories.conventions import (
    ActionFactory,
    ConventionFactory,
    IndicatorFactory,
    NodeFactory,
    member,
)

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="one writer at a time on SQLite"),
]
Write = Callable[[], object]


@pytest.fixture
def stage(db: None) -> tuple[Convention, Node, Action, User]:  # noqa: ARG001 - asks for the database
    """A plan, kept whole by a transactional test."""
    convention = ConventionFactory.create()
    node = NodeFactory.create(convention=convention)
    action = ActionFactory.create(convention=convention, node=node, position=0)
    return convention, node, action, member(convention, Role.COORDINATION)


def _thread(write: Write, raised: list[DomainError]) -> threading.Thread:
    def run() -> None:
        try:
            write()
        except DomainError as error:
            raised.append(error)
        finally:
            connections.close_all()

    return threading.Thread(target=run)


def _meanwhile(first: Write, second: Write) -> list[DomainError]:
    """Run ``second`` while the transaction of ``first`` is still open; what ``second`` raised."""
    raised: list[DomainError] = []
    other = _thread(second, raised)
    with transaction.atomic():
        first()
        other.start()
        other.join(timeout=0.5)
        assert other.is_alive(), "the second did not wait for the first"
    other.join(timeout=10)
    assert not other.is_alive()
    return raised


def test_two_people_who_save_the_same_version_do_not_overwrite_each_other(
    stage: tuple[Convention, Node, Action, User],
) -> None:
    _, _, action, by = stage

    def save(text: str) -> Write:
        mine = Action.objects.get(pk=action.pk)
        return lambda: save_section(action=mine, section="context", value=[text], version=1, by=by)

    [raised] = _meanwhile(save("un"), save("deux"))
    assert isinstance(raised, StaleVersionError)
    assert SECTIONS["context"].read(Action.objects.get()) == ["un"]


def test_nothing_is_added_to_a_node_being_deleted(stage: tuple[Convention, Node, Action, User]) -> None:
    convention, node, _, by = stage
    [raised] = _meanwhile(
        lambda: delete_node(node=node, by=by),
        lambda: create_action(convention=convention, node=node, title="Trop tard", by=by),
    )
    assert isinstance(raised, TreeError)
    assert not Action.objects.exists()


def test_two_new_fiches_take_two_places(stage: tuple[Convention, Node, Action, User]) -> None:
    convention, node, _, by = stage

    def create() -> object:
        return create_action(convention=convention, node=node, title="Nouvelle", by=by)

    assert _meanwhile(create, create) == []
    assert list(Action.objects.values_list("position", flat=True)) == [0, 1, 2]


def test_two_moves_leave_every_place_to_one(stage: tuple[Convention, Node, Action, User]) -> None:
    convention, node, first, by = stage
    others = [ActionFactory.create(convention=convention, node=node, position=i) for i in (1, 2, 3)]
    raised = _meanwhile(
        lambda: move_action(action=first, node=node, position=3, by=by),
        lambda: move_action(action=others[2], node=node, position=0, by=by),
    )
    assert raised == []
    assert list(Action.objects.values_list("position", flat=True)) == [0, 1, 2, 3]


def test_the_same_entry_taken_back_twice_at_once_is_taken_back_once(
    stage: tuple[Convention, Node, Action, User],
) -> None:
    _, node, _, by = stage
    entry = delete_node(node=node, by=by)
    [raised] = _meanwhile(lambda: undo(entry=entry, by=by), lambda: undo(entry=entry, by=by))
    assert isinstance(raised, NotUndoableError)
    assert Entry.objects.filter(undoes=entry).count() == 1


def test_an_undo_does_not_overwrite_an_edit_that_is_under_way(
    stage: tuple[Convention, Node, Action, User],
) -> None:
    _, _, action, by = stage
    entry = save_section(action=action, section="context", value=["un"], version=1, by=by)
    assert entry is not None
    [raised] = _meanwhile(
        lambda: save_section(action=action, section="context", value=["deux"], version=2, by=by),
        lambda: undo(entry=entry, by=by),
    )
    assert isinstance(raised, NotUndoableError)
    assert SECTIONS["context"].read(Action.objects.get()) == ["deux"]


def test_no_value_comes_to_an_indicator_being_taken_out(stage: tuple[Convention, Node, Action, User]) -> None:
    convention, _, action, by = stage
    cell = Cell(IndicatorFactory.create(action=action, measure="nombre").pk, "2025", "12")
    found: list[Outcome] = []
    raised = _meanwhile(
        lambda: save_section(action=action, section="indicators", value=[], version=1, by=by),
        lambda: found.append(set_values(convention=convention, cells=[cell], by=by)),
    )
    assert raised == []
    assert [one.reason for one in found[0].refused] == ["Cet indicateur n’est plus dans le plan."]


def test_a_value_entered_while_its_indicator_goes_is_in_the_journal(
    stage: tuple[Convention, Node, Action, User],
) -> None:
    convention, _, action, by = stage
    indicator = IndicatorFactory.create(action=action, measure="nombre")
    cell = Cell(indicator.pk, "2025", "12")
    taken_out: list[Entry | None] = []
    raised = _meanwhile(
        lambda: set_values(convention=convention, cells=[cell], by=by),
        lambda: taken_out.append(
            save_section(action=action, section="indicators", value=[], version=1, by=by)
        ),
    )
    assert raised == []
    [entry] = taken_out
    assert entry is not None
    undo(entry=entry, by=by)
    assert IndicatorValue.objects.get().number == 12


def test_two_views_of_one_name_saved_at_once_are_one(stage: tuple[Convention, Node, Action, User]) -> None:
    convention, _, _, by = stage

    def save(query: str) -> Write:
        return lambda: save_view(convention=convention, name="Les miennes", query=query, by=by)

    assert _meanwhile(save("etat=bloquee"), save("etat=realisee")) == []
    assert SavedView.objects.get().query == "etat=realisee"


def test_edits_of_a_fiche_do_not_wait_for_a_move_of_another(
    stage: tuple[Convention, Node, Action, User],
) -> None:
    convention, node, action, by = stage
    other = ActionFactory.create(convention=convention, node=node, position=1)
    raised: list[DomainError] = []
    people = {"pilots": [{"label": "Mairie"}]}
    edit = _thread(
        lambda: save_section(action=action, section="people", value=people, version=1, by=by), raised
    )
    with transaction.atomic():
        move_action(action=other, node=None, position=0, by=by)
        edit.start()
        edit.join(timeout=10)
        assert not edit.is_alive()
    assert raised == []
    assert connection.vendor == "postgresql"


def test_a_version_holds_no_half_of_an_edit_under_way(stage: tuple[Convention, Node, Action, User]) -> None:
    convention, _, action, by = stage
    people = {"pilots": [{"label": "Mairie"}]}
    raised = _meanwhile(
        lambda: save_section(action=action, section="people", value=people, version=1, by=by),
        lambda: freeze_version(
            convention=convention, kind="autre", name="COPIL", dated_on=timezone.localdate(), by=by
        ),
    )
    assert raised == []
    [frozen] = PlanVersion.objects.get().content["actions"]
    assert [pilot["label"] for pilot in frozen["values"]["people"]["pilots"]] == ["Mairie"]
