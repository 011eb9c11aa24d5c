"""The plan as a tree: order, filters, what deserves a look, a constant number of queries."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from maillage.accounts.enums import Role
from maillage.accounts.models import User
from maillage.conventions.enums import Status
from maillage.conventions.models import Action, Convention, Node
from maillage.conventions.operations import create_action, create_node, delete_node, import_plan, save_section
from maillage.conventions.selectors import PlanFilters, PlanTree, plan_tree
from tests.factories.accounts import UserFactory
from tests.factories.conventions import (
    ActionFactory,
    ConventionFactory,
    IndicatorFactory,
    NodeFactory,
    PilotFactory,
    member,
    rich_draft,
)


@pytest.fixture
def plan(convention: Convention, coordinator: User) -> Convention:
    """Two axes, one with an objective: A, B below it, C, then D on no node."""
    first = create_node(convention=convention, parent=None, title="Enfance", by=coordinator)
    second = create_node(convention=convention, parent=None, title="Santé", by=coordinator)
    below = create_node(convention=convention, parent=first, title="Accueil", by=coordinator)
    for title, node in (("D", None), ("C", second), ("B", below), ("A", first)):
        create_action(convention=convention, node=node, title=title, by=coordinator)
    return convention


def _titles(tree: PlanTree) -> str:
    return "".join(row.title for branch in tree.branches for row in branch.walk())


def _found(convention: Convention, user: User, **filters: Any) -> str:
    return _titles(plan_tree(convention, user, PlanFilters(**filters)))


def _save(title: str, section: str, value: Any, by: User) -> None:
    action = Action.objects.get(title=title)
    save_section(action=action, section=section, value=value, version=None, by=by)


def test_the_plan_reads_from_top_to_bottom_and_ends_with_what_hangs_from_no_node(
    plan: Convention, coordinator: User
) -> None:
    tree = plan_tree(plan, coordinator)
    assert [str(branch.node or "") for branch in tree.branches] == ["Enfance", "Santé", ""]
    assert (_titles(tree), "".join(row.title for row in tree.rows)) == ("ABCD", "ABCD")
    assert (tree.total, tree.shown, tree.branches[0].total) == (4, 4, 2)
    assert [(b.level, b.depth) for b in (tree.branches[0], tree.branches[0].children[0])] == [
        ("Axe", 0), ("Objectif", 1),
    ]  # fmt: skip


def test_what_was_deleted_is_not_there(plan: Convention, coordinator: User) -> None:
    delete_node(node=Node.objects.get(title="Enfance"), by=coordinator)
    tree = plan_tree(plan, coordinator)
    assert (_titles(tree), tree.total, sum(tree.statuses.values())) == ("CD", 2, 2)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ludothèque", "A"),
        ("LUDOTHEQUE  relais", "A"),
        ("relais ludothèque", "A"),
        ("relais", "AB"),
        ("relais absent", ""),
        ("l’été", "B"),
        ("l'ete", "B"),
        ("   ", "ABCD"),
    ],
)
def test_text_is_found_without_accents_whatever_the_order_of_words(
    plan: Convention, coordinator: User, text: str, found: str
) -> None:
    _save("A", "context", ["Une ludothèque près du relais."], coordinator)
    _save("B", "steps", [{"text": "Ouvrir le relais avant l’été"}], coordinator)
    assert _found(plan, coordinator, text=text) == found


def test_a_filter_hides_the_branches_left_empty_and_keeps_the_counts(
    plan: Convention, coordinator: User
) -> None:
    _save("B", "state", {"status": "realisee"}, coordinator)
    tree = plan_tree(plan, coordinator, PlanFilters(status="realisee"))
    [axe] = tree.branches
    assert (axe.total, axe.done, axe.actions, len(axe.children)) == (2, 1, [], 1)
    assert (tree.shown, tree.total) == (1, 4)
    assert tree.statuses == {Status.DONE: 1, Status.TO_COME: 3}


def test_the_plan_is_narrowed_by_theme_pilot_and_state_together(plan: Convention, coordinator: User) -> None:
    theme = plan.themes.create(name="Enfance")
    for title in "AC":
        _save(title, "identity", {"title": title, "themes": [theme.pk]}, coordinator)
    for title in "AB":
        _save(title, "people", {"pilots": [{"label": "Mairie"}, {"label": "École"}]}, coordinator)
    assert _found(plan, coordinator, theme=theme.pk) == "AC"
    assert _found(plan, coordinator, pilot="Mairie") == "AB"
    assert _found(plan, coordinator, pilot="Mair") == ""
    assert _found(plan, coordinator, theme=theme.pk, pilot="Mairie", status="a_venir") == "A"
    assert _found(plan, coordinator, theme=theme.pk, status="en_cours") == ""
    assert plan_tree(plan, coordinator).pilots == ["École", "Mairie"]


def test_what_deserves_a_look_is_counted_over_the_whole_plan(plan: Convention, coordinator: User) -> None:
    long_ago, yesterday = timezone.now() - timedelta(days=200), timezone.localdate() - timedelta(days=1)
    Action.objects.filter(title="A").update(status="bloquee", updated_at=long_ago)
    Action.objects.filter(title="B").update(status="realisee", end_on=yesterday, updated_at=long_ago)
    Action.objects.filter(title="C").update(end_on=yesterday, end_precision="saison")
    IndicatorFactory.create(action=Action.objects.get(title="C"))
    PilotFactory.create(action=Action.objects.get(title="D"))
    tree = plan_tree(plan, coordinator, PlanFilters(text="rien de tel"))
    assert {key: count for key, _, count in tree.looks} == {
        "bloquees": 1, "sans-pilote": 3, "sans-indicateur": 3, "sans-nouvelles": 1, "echeance-passee": 1,
    }  # fmt: skip
    assert _found(plan, coordinator, look="echeance-passee") == "C"
    assert _found(plan, coordinator, look="sans-pilote") == "ABC"
    assert _found(plan, coordinator, look="inconnu") == "ABCD"


@pytest.mark.parametrize("month", range(1, 13))
def test_a_fiche_that_ends_in_any_season_is_shown(plan: Convention, coordinator: User, month: int) -> None:
    Action.objects.filter(title="A").update(end_on=f"2026-{month:02}-15", end_precision="saison")
    assert plan_tree(plan, coordinator).rows[0].due.endswith(" 2026")


def test_the_end_is_told_in_words_or_by_its_horizon(plan: Convention, coordinator: User) -> None:
    Action.objects.filter(title="A").update(end_on="2026-06-30", end_precision="trimestre", term="long")
    Action.objects.filter(title="B").update(term="long")
    assert [row.due for row in plan_tree(plan, coordinator).rows] == ["T2 2026", "long terme", "", ""]


def test_who_has_no_role_sees_nothing(plan: Convention) -> None:
    stranger = member(ConventionFactory.create(), Role.COORDINATION)
    tree = plan_tree(plan, stranger)
    assert (tree.branches, tree.total, tree.pilots) == ([], 0, [])
    assert plan_tree(plan, member(plan, Role.READING)).total == 4
    assert plan_tree(plan, UserFactory.create(is_admin=True)).total == 4


def test_another_convention_is_another_plan(plan: Convention) -> None:
    other = ConventionFactory.create()
    ActionFactory.create(convention=other, node=NodeFactory.create(convention=other))
    admin = UserFactory.create(is_admin=True)
    assert (plan_tree(plan, admin).total, plan_tree(other, admin).total) == (4, 1)


def test_the_plan_takes_as_many_queries_with_fifty_fiches_as_with_five(
    convention: Convention, coordinator: User
) -> None:
    counts = []
    for axes, actions in ((1, 5), (5, 9)):
        draft = rich_draft(axes, actions)
        import_plan(convention=convention, draft=draft, batch=uuid.uuid4(), by=coordinator)
        reader = User.objects.get(pk=coordinator.pk)
        with CaptureQueriesContext(connection) as queries:
            tree = plan_tree(convention, reader)
            assert all(row.filled == 9 for row in tree.rows)
        counts.append(len(queries))
    assert tree.total == 50
    assert counts[0] == counts[1] <= 6
