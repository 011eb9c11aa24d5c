"""What the dates of a plan say against themselves, and the months where much ends."""

from __future__ import annotations

from datetime import date

import pytest

from maillage.conventions.enums import Status
from maillage.conventions.models import Action
from maillage.conventions.selectors.schedule import Milestone, loaded_months, schedule, to_review
from tests.cast import Cast
from tests.factories.conventions import StepFactory
from tests.factories.schedule import dated, on, supposes

TODAY = date(2026, 11, 22)


def reasons(cast: Cast) -> dict[str, str]:
    """Why each action of the convention is to be reviewed, by title."""
    rows = schedule([cast.convention], cast.lecteur).rows
    return {doubt.row.title: doubt.reason for doubt in to_review(rows, rows, TODAY)}


@pytest.mark.parametrize(
    ("start", "end", "status", "reason"),
    [
        ("", "rentrée 2026", Status.RUNNING, "Finissait à la rentrée 2026, toujours en cours."),
        ("", "juin 2026", Status.BLOCKED, "Finissait en juin 2026, toujours bloquée."),
        ("", "2026", Status.PAUSED, "En pause : la fin « 2026 » tient-elle ?"),
        ("", "mars 2027", Status.BLOCKED, "Bloquée, et attendue en mars 2027."),
        ("mars 2026", "", Status.TO_COME, "Devait commencer en mars 2026, encore à venir."),
        ("2027", "", Status.DONE, "Dite réalisée, mais son début est en 2027."),
    ],
)
def test_a_date_that_its_state_contradicts_is_said(
    cast: Cast, start: str, end: str, status: Status, reason: str
) -> None:
    dated(cast.convention, "À revoir", start, end, status=status)
    assert reasons(cast) == {"À revoir": reason}


@pytest.mark.parametrize(
    ("start", "end", "status"),
    [
        ("2025", "2026", Status.RUNNING),
        ("2025", "juin 2026", Status.DONE),
        ("2025", "juin 2026", Status.ABANDONED),
        ("2026", "", Status.TO_COME),
        ("2027", "2028", Status.BLOCKED),
        ("", "", Status.RUNNING),
    ],
)
def test_dates_that_may_hold_are_left_alone(cast: Cast, start: str, end: str, status: Status) -> None:
    dated(cast.convention, "Tient", start, end, status=status)
    assert reasons(cast) == {}


def pair(cast: Cast, first_end: str, then_start: str) -> tuple[Action, Action]:
    """An action that supposes another."""
    first = dated(cast.convention, "D’abord", "2025", first_end, ref="1.1", status=Status.RUNNING)
    then = dated(cast.convention, "Ensuite", then_start, ref="1.2")
    supposes(then, first)
    return first, then


def test_what_starts_before_the_end_of_what_it_supposes_is_said(cast: Cast) -> None:
    pair(cast, "juin 2027", "mars 2027")
    assert reasons(cast) == {"Ensuite": "Commence en mars 2027 ; suppose 1.1, qui finit en juin 2027."}


def test_dates_that_can_still_follow_each_other_are_no_contradiction(cast: Cast) -> None:
    pair(cast, "2027", "2027")
    assert reasons(cast) == {}


def test_what_is_done_stands_in_the_way_of_nothing(cast: Cast) -> None:
    first, _ = pair(cast, "juin 2026", "mars 2026")
    Action.objects.filter(pk=first.pk).update(status=Status.DONE)
    assert "1.1" not in str(reasons(cast))


def test_what_supposes_an_abandoned_action_is_said(cast: Cast) -> None:
    first, _ = pair(cast, "juin 2027", "2028")
    Action.objects.filter(pk=first.pk).update(status=Status.ABANDONED)
    assert reasons(cast) == {"Ensuite": "Suppose d’abord 1.1, qui est abandonnée."}


def test_a_step_after_the_end_is_said(cast: Cast) -> None:
    action = dated(cast.convention, "Courte", "2026", "décembre 2026", status=Status.RUNNING)
    StepFactory.create(action=action, due_on=on("2027-03-31"), due_precision="mois")
    assert reasons(cast) == {"Courte": "Une étape est attendue en mars 2027, après la fin (décembre 2026)."}


def test_the_gravest_comes_first_and_each_action_once(cast: Cast) -> None:
    dated(cast.convention, "En pause", "2025", "2028", status=Status.PAUSED, position=1)
    dated(cast.convention, "Trop tôt", "2027", status=Status.DONE, position=2)
    dated(cast.convention, "Passée", "2024", "juin 2025", status=Status.PAUSED, position=3)
    assert list(reasons(cast)) == ["Passée", "Trop tôt", "En pause"]


def test_a_month_with_three_things_due_is_loaded(cast: Cast) -> None:
    one = dated(cast.convention, "Une", end="juin 2027", status=Status.RUNNING)
    dated(cast.convention, "Deux", end="T2 2027", status=Status.RUNNING)
    dated(cast.convention, "Année", end="2027", status=Status.RUNNING)
    dated(cast.convention, "Finie", end="juin 2027", status=Status.DONE)
    StepFactory.create(action=one, due_on=on("2027-06-15"), due_precision="jour")
    rows = schedule([cast.convention], cast.lecteur).rows
    [month] = loaded_months(rows, [Milestone(on("2027-06-30"), "Bilan")], TODAY)
    assert (month.first, len(month.ending), month.steps, month.milestones) == (
        on("2027-06-01"),
        2,
        1,
        ["Bilan"],
    )


def test_two_things_due_load_no_month_and_the_past_loads_none(cast: Cast) -> None:
    for number in range(2):
        dated(cast.convention, f"Bientôt {number}", end="juin 2027", status=Status.RUNNING)
    for number in range(4):
        dated(cast.convention, f"Passée {number}", end="juin 2026", status=Status.RUNNING)
    assert loaded_months(schedule([cast.convention], cast.lecteur).rows, [], TODAY) == []
