"""One fiche: what its page needs, its neighbours, its history; several conventions side by side."""

from __future__ import annotations

import random
import uuid

from django.db import connection
from django.test.utils import CaptureQueriesContext

from maillage.accounts.enums import Role
from maillage.accounts.models import User
from maillage.conventions.enums import Status
from maillage.conventions.models import Action, Convention, Node
from maillage.conventions.operations import delete_action, import_plan, save_section, undo
from maillage.conventions.sections import ROWS, SECTIONS
from maillage.conventions.selectors import (
    action_for,
    action_history,
    action_trail,
    around,
    convention_overview,
    plan_tree,
)
from maillage.conventions.selectors.rows_of_fiches import section_rows
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.conventions import ActionFactory, ConventionFactory, NodeFactory, member, rich_draft


def test_a_fiche_is_seen_by_members_only_and_in_its_own_convention(action: Action, coordinator: User) -> None:
    other = ConventionFactory.create()
    stranger = member(other, Role.COORDINATION)
    assert action_for(coordinator, action.convention, action.pk) == action
    assert action_for(stranger, action.convention, action.pk) is None
    assert action_for(UserFactory.create(is_admin=True), other, action.pk) is None
    delete_action(action=Action.objects.get(pk=action.pk), by=coordinator)
    assert action_for(coordinator, action.convention, action.pk) is None


def test_a_fiche_knows_the_nodes_above_it(convention: Convention, coordinator: User) -> None:
    axe = NodeFactory.create(convention=convention)
    goal = NodeFactory.create(convention=convention, parent=axe)
    deepest = NodeFactory.create(convention=convention, parent=goal)
    action = ActionFactory.create(convention=convention, node=deepest)
    found = action_for(coordinator, convention, action.pk)
    assert found is not None
    with CaptureQueriesContext(connection) as queries:
        assert action_trail(found) == [axe, goal, deepest]
    assert len(queries) == 1


def test_the_whole_fiche_is_read_in_a_constant_number_of_queries(
    convention: Convention, coordinator: User
) -> None:
    counts = []
    for size in (5, 45):
        draft = rich_draft(1, size)
        import_plan(convention=convention, draft=draft, batch=uuid.uuid4(), by=coordinator)
        pk = Action.objects.values_list("pk", flat=True).first()
        reader = User.objects.get(pk=coordinator.pk)
        with CaptureQueriesContext(connection) as queries:
            action = action_for(reader, convention, pk or 0)
            assert action is not None
            assert all(section.read(action) for section in SECTIONS.values())
            around(action)
            list(action_history(action))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 16


def test_what_is_fetched_with_a_fiche_is_what_its_sections_read() -> None:
    assert {one.prefetch_through for one in section_rows()} == set(ROWS)


def _plan_order(convention: Convention, user: User) -> list[int]:
    return [row.pk for row in plan_tree(convention, user).rows]


def _neighbour_order(convention: Convention, user: User) -> list[int]:
    """The plan walked from its first fiche by « suivante »."""
    first = Action.objects.get(pk=_plan_order(convention, user)[0])
    assert around(first).before is None
    order, current = [first.pk], first
    while (after := around(current).after) is not None:
        assert around(after).before == current
        order.append(after.pk)
        current = after
    return order


def test_neighbours_follow_the_order_of_the_plan(convention: Convention, coordinator: User) -> None:
    dice = random.Random(7)
    nodes: list[Node | None] = [None]
    for _ in range(6):
        parent = dice.choice([node for node in nodes if node is None or node.depth < 2])
        # positions that meet on purpose: deletions and restorations leave such ties
        position = dice.randrange(2)
        nodes.append(NodeFactory.create(convention=convention, parent=parent, position=position))
    for _ in range(25):
        ActionFactory.create(convention=convention, node=dice.choice(nodes), position=dice.randrange(3))
    ActionFactory.create(convention=ConventionFactory.create())
    order = _plan_order(convention, coordinator)
    assert len(order) == 25
    assert _neighbour_order(convention, coordinator) == order


def test_the_only_fiche_has_no_neighbour(action: Action) -> None:
    assert (around(action).before, around(action).after) == (None, None)


def test_history_is_newest_first_and_says_what_was_taken_back(action: Action, coordinator: User) -> None:
    other = ActionFactory.create(convention=action.convention)
    for target in (action, other):
        save_section(action=target, section="context", value=["un"], version=1, by=coordinator)
    edit = action_history(action).get()
    back = undo(entry=edit, by=coordinator)
    history = list(action_history(action))
    assert history == [back, edit]
    assert history[1].undone_by == back


def test_conventions_are_counted_in_two_queries_however_many(coordinator: User) -> None:
    for name in "BCD":
        convention = ConventionFactory.create(name=name)
        MembershipFactory.create(workspace=convention.workspace, user=coordinator, role=Role.READING)
        ActionFactory.create_batch(2, convention=convention, status=Status.RUNNING)
        ActionFactory.create(convention=convention)
    delete_action(action=Action.objects.filter(convention__name="D", status="a_venir").get(), by=_admin())
    ActionFactory.create()
    reader = User.objects.get(pk=coordinator.pk)
    with CaptureQueriesContext(connection) as queries:
        overviews = convention_overview(reader)
    assert len(queries) == 3  # roles, conventions, counts
    assert [(o.convention.name[:1], o.total, o.statuses.get(Status.RUNNING, 0)) for o in overviews] == [
        ("B", 3, 2), ("C", 3, 2), ("C", 0, 0), ("D", 2, 2),
    ]  # fmt: skip


def _admin() -> User:
    return UserFactory.create(is_admin=True)
