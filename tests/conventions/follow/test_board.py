"""Where a plan stands: counts with their denominators, what waits and why, what comes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from maillage.conventions.enums import Difficulty, Precision, Status
from maillage.conventions.models import Action, Campaign, CommuneProgress, Step
from maillage.conventions.selectors.follow import board, communes_of, deadlines, follow_rows, pilots_of
from maillage.conventions.selectors.follow import silent_pilots as silent_of
from maillage.conventions.selectors.follow.dashboard import dashboard, one_page
from tests.cast import Cast
from tests.factories.conventions import ActionFactory, PilotFactory
from tests.factories.following import axis, followed_action, told
from tests.factories.territories import CommuneFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _only_ours(cast: Cast) -> None:
    """The plan of the cast, without the actions that it comes with."""
    Action.objects.filter(convention=cast.convention).update(deleted_at=timezone.now())


def rows(cast: Cast) -> Any:
    """The plan as the coordination follows it."""
    return follow_rows(cast.convention, cast.coordinatrice)


def test_what_is_abandoned_is_in_no_denominator(cast: Cast) -> None:
    axis(cast.convention, "7", Status.DONE, Status.RUNNING, Status.TO_COME, Status.ABANDONED)
    score = board(rows(cast)).score
    assert (score.done, score.total, score.abandoned, score.started) == (1, 3, 1, 2)


def test_each_axis_holds_what_is_anywhere_below_it_in_plan_order(cast: Cast) -> None:
    axis(cast.convention, "8", Status.DONE, Status.RUNNING)
    ActionFactory.create(convention=cast.convention, ref="T", node=None)
    axes = board(rows(cast)).axes
    assert [(one.node.ref if one.node else "", [row.ref for row in one.rows]) for one in axes] == [
        ("8", ["8.1", "8.2"]),
        ("", ["T"]),
    ]


def test_an_action_waits_in_one_list_only_the_longest_wait_first(cast: Cast) -> None:
    past = timezone.localdate() - timedelta(days=30)
    both = followed_action(cast.convention, silent=300, end=past, title="En retard et muette")
    worse = followed_action(cast.convention, end=past - timedelta(days=60), title="Plus en retard")
    silent = followed_action(cast.convention, silent=200, title="Muette")
    stuck = followed_action(cast.convention, status=Status.BLOCKED, silent=300, title="Bloquée")
    followed_action(cast.convention, status=Status.DONE, end=past, title="Faite")
    found = board(rows(cast))
    assert [one.row.pk for one in found.blocked] == [stuck.pk]
    assert [one.row.pk for one in found.late] == [worse.pk, both.pk]
    assert [one.row.pk for one in found.silent] == [silent.pk]
    assert (found.late[1].silent, found.blocked[0].silent) == (True, True)


def test_a_blocked_action_says_since_when_through_what_was_written_after(cast: Cast) -> None:
    now = timezone.now()
    action = followed_action(cast.convention)
    told(action, cast.coordinatrice, at=now - timedelta(days=90), status=Status.BLOCKED)
    told(action, cast.coordinatrice, at=now - timedelta(days=50), status=Status.RUNNING)
    told(action, cast.coordinatrice, at=now - timedelta(days=40), status=Status.BLOCKED)
    told(action, cast.coordinatrice, at=now - timedelta(days=10), news="Toujours rien.")
    assert rows(cast)[0].blocked_at == now - timedelta(days=40)


def test_a_state_that_came_with_a_document_is_blocked_since_nobody_knows(cast: Cast) -> None:
    action = followed_action(cast.convention, status=Status.BLOCKED)
    told(action, cast.coordinatrice, news="Le terrain manque.")
    assert rows(cast)[0].blocked_at is None


def test_deadlines_hold_ends_and_steps_fuzzy_ones_while_they_may_still_fall(cast: Cast) -> None:
    today = date(2026, 4, 10)
    action = followed_action(cast.convention, end=date(2026, 6, 30), end_precision=Precision.QUARTER)
    common = {"convention": cast.convention, "action": action, "position": 1}
    Step.objects.create(text="Passée", due_on=date(2026, 4, 9), due_precision="jour", **common)
    Step.objects.create(text="Au printemps", due_on=date(2026, 6, 30), due_precision="saison", **common)
    Step.objects.create(
        text="Faite", status=Status.DONE, due_on=date(2026, 5, 1), due_precision="jour", **common
    )
    Step.objects.create(text="Dans l’année", due_on=date(2026, 12, 31), due_precision="annee", **common)
    Step.objects.create(text="Demain", due_on=date(2026, 4, 11), due_precision="jour", **common)
    found = deadlines(rows(cast), today)
    assert [(one.kind, one.text) for one in found] == [
        ("etape", "Demain"),
        ("fin", action.title),
        ("etape", "Au printemps"),
    ]
    assert [one.is_exact for one in found] == [True, False, False]


def test_answers_expected_are_a_deadline_while_their_campaign_is_open(cast: Cast) -> None:
    followed_action(cast.convention)
    for state in ("preparation", "ouverte", "close"):
        Campaign.objects.create(
            convention=cast.convention, name=state, state=state, due_on=timezone.localdate()
        )
    found = dashboard(cast.convention, cast.elue).deadlines
    assert [(one.kind, one.text) for one in found] == [("campagne", "ouverte")]


def test_pilots_are_one_however_their_label_is_spelt_by_name(cast: Cast) -> None:
    followed_action(cast.convention, title="Un", pilots=("Responsable du RPE", "Élue"))
    followed_action(cast.convention, title="Deux", pilots=("responsable du  RPE",))
    found = pilots_of(rows(cast))
    assert [(one.label, [row.title for row in one.rows]) for one in found] == [
        ("Élue", ["Un"]),
        ("Responsable du RPE", ["Un", "Deux"]),
    ]


def test_silences_come_by_pilot_the_oldest_first_and_those_of_nobody_last(cast: Cast) -> None:
    followed_action(cast.convention, title="Vieille", silent=400, pilots=("Zoé",))
    followed_action(cast.convention, title="Moins", silent=200, pilots=("Zoé", "Ana"))
    followed_action(cast.convention, title="Seule", silent=900)
    followed_action(cast.convention, title="Fraîche", silent=3, pilots=("Ana",))
    found = silent_of(rows(cast))
    assert [(one.label, [row.title for row in one.rows]) for one in found] == [
        ("Zoé", ["Vieille", "Moins"]),
        ("Ana", ["Moins"]),
        ("", ["Seule"]),
    ]


def test_a_commune_has_the_actions_that_name_it_and_those_where_it_spoke(cast: Cast) -> None:
    here, there = CommuneFactory.create(name="Corvesac"), CommuneFactory.create(name="Ailleurs")
    named, shared = followed_action(cast.convention), followed_action(cast.convention)
    named.communes.add(here)
    CommuneProgress.objects.create(
        convention=cast.convention, action=shared, commune=here, status=Status.DONE
    )
    found = {one.commune: one for one in communes_of(cast.convention, cast.lecteur, rows(cast))}
    assert there not in found
    assert [row.pk for row in found[here].rows] == [named.pk, shared.pk]
    assert found[here].progress[shared.pk].status == Status.DONE


def test_the_page_of_an_élu_says_what_is_asked_and_what_they_carry(cast: Cast) -> None:
    decision = followed_action(cast.convention, difficulty=Difficulty.DECISION)
    help_wanted = followed_action(cast.convention, help_needed="Un local.")
    followed_action(cast.convention, difficulty=Difficulty.MONEY)
    followed_action(cast.convention, status=Status.DONE, help_needed="Plus rien.")
    own = followed_action(cast.convention)
    PilotFactory.create(action=own, label="Élue", member=cast.membership(cast.elue))
    finished = followed_action(cast.convention)
    told(finished, cast.coordinatrice, status=Status.DONE)
    page = one_page(cast.convention, cast.elue)
    assert [row.pk for row in page.asked] == [decision.pk, help_wanted.pk]
    assert [row.pk for row in page.mine] == [own.pk]
    assert [row.pk for row in page.done] == [finished.pk]


def test_a_stranger_sees_nothing(cast: Cast) -> None:
    followed_action(cast.convention)
    assert follow_rows(cast.convention, cast.etrangere) == []


def test_the_queries_do_not_grow_with_the_plan(cast: Cast, django_assert_max_num_queries: Any) -> None:
    for number in range(25):
        followed_action(cast.convention, silent=250, pilots=(f"P{number}",), status=Status.BLOCKED)
    with django_assert_max_num_queries(14):
        one = dashboard(cast.convention, cast.coordinatrice)
        assert len(one.board.waiting) == 25
