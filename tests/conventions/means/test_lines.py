"""Writing lines: rights, history, undo."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from maillage.conventions.errors import InvalidValueError, LineGoneError, NotUndoableError
from maillage.conventions.means.kinds import BUDGET, POST, STAFF
from maillage.conventions.models import BudgetLine, Post, StaffShare
from maillage.conventions.operations import undo
from maillage.conventions.operations.means import add_lines, remove_line, save_line
from maillage.conventions.operations.means.writing import mark_of, read_row
from maillage.journal.models import Entry
from maillage.kernel.errors import StaleVersionError
from tests.cast import Cast
from tests.factories import means


def last_entry() -> Entry:
    return Entry.objects.order_by("pk").reverse()[0]


def test_a_line_keeps_what_was_typed_and_nothing_else(cast: Cast) -> None:
    line = means.budget(cast.action, cast.coordinatrice, obtained="0")
    assert (line.planned, line.requested, line.obtained, line.spent) == (
        Decimal(18000),
        None,
        Decimal(0),
        None,
    )


def test_a_pilot_writes_on_their_own_action_only(cast: Cast) -> None:
    means.budget(cast.action, cast.pilote)
    with pytest.raises(PermissionDenied):
        means.budget(cast.other_action, cast.pilote)
    with pytest.raises(PermissionDenied):
        means.post(cast.convention, cast.pilote)
    with pytest.raises(PermissionDenied):
        means.rate(cast.convention, cast.contributrice)


def test_a_pilot_moves_no_line_to_the_action_of_another(cast: Cast) -> None:
    line = means.budget(cast.action, cast.pilote)
    values = {**read_row(BUDGET, line), "action": cast.other_action.pk}
    with pytest.raises(PermissionDenied):
        save_line(convention=cast.convention, kind=BUDGET, values=values, pk=line.pk, by=cast.pilote)


def test_nothing_of_another_convention_is_referred_to(cast: Cast) -> None:
    with pytest.raises((InvalidValueError, PermissionDenied)):
        means.staff(cast.convention, cast.coordinatrice, action=cast.foreign_action.pk)
    theirs = means.post(cast.elsewhere, cast.etrangere)
    with pytest.raises(InvalidValueError):
        means.staff(cast.convention, cast.coordinatrice, post=theirs.pk)
    with pytest.raises(LineGoneError):
        remove_line(convention=cast.convention, kind=POST, pk=theirs.pk, by=cast.coordinatrice)


def test_a_change_is_told_with_both_sides_and_taken_back(cast: Cast) -> None:
    line = means.budget(cast.action, cast.pilote)
    values = {**read_row(BUDGET, line), "planned": "20 000"}
    entry = save_line(convention=cast.convention, kind=BUDGET, values=values, pk=line.pk, by=cast.pilote)
    assert entry is not None
    assert entry.subject_id == cast.action.pk
    before, after = entry.changes["means"]
    assert (before, after) == (
        ["CAF 2026 : prévu 18\u202f000\u00a0€"],
        ["CAF 2026 : prévu 20\u202f000\u00a0€"],
    )
    undo(entry=entry, by=cast.pilote)
    assert BudgetLine.objects.get(pk=line.pk).planned == Decimal(18000)


def test_saying_the_same_again_writes_nothing(cast: Cast) -> None:
    line = means.staff(cast.convention, cast.coordinatrice)
    values = read_row(STAFF, line)
    done = save_line(convention=cast.convention, kind=STAFF, values=values, pk=line.pk, by=cast.coordinatrice)
    assert done is None


def test_what_somebody_changed_meanwhile_is_not_overwritten(cast: Cast) -> None:
    line = means.budget(cast.action, cast.pilote)
    shown = read_row(BUDGET, line)
    changed = {**shown, "spent": "5"}
    save_line(convention=cast.convention, kind=BUDGET, values=changed, pk=line.pk, by=cast.pilote)
    with pytest.raises(StaleVersionError):
        save_line(
            convention=cast.convention,
            kind=BUDGET,
            values={**shown, "spent": "9"},
            pk=line.pk,
            seen=mark_of(shown),
            by=cast.coordinatrice,
        )


def test_a_creation_taken_back_and_that_taken_back_again(cast: Cast) -> None:
    line = means.budget(cast.action, cast.coordinatrice)
    back = undo(entry=last_entry(), by=cast.coordinatrice)
    assert not BudgetLine.objects.exists()
    undo(entry=back, by=cast.coordinatrice)
    assert BudgetLine.objects.get().pk == line.pk


def test_an_undo_gives_up_when_the_line_changed_since(cast: Cast) -> None:
    line = means.staff(cast.convention, cast.coordinatrice)
    created = last_entry()
    values = {**read_row(STAFF, line), "etp": "0,5"}
    save_line(convention=cast.convention, kind=STAFF, values=values, pk=line.pk, by=cast.coordinatrice)
    with pytest.raises(NotUndoableError):
        undo(entry=created, by=cast.coordinatrice)


def test_a_post_goes_with_its_funding_and_comes_back_whole(cast: Cast) -> None:
    post = means.post(cast.convention, cast.coordinatrice)
    funding = means.funding(post, cast.coordinatrice)
    share = means.staff(cast.convention, cast.coordinatrice, post=post.pk)
    entry = remove_line(convention=cast.convention, kind=POST, pk=post.pk, by=cast.coordinatrice)
    assert entry is not None
    assert (Post.objects.count(), BudgetLine.objects.count(), StaffShare.objects.get().post) == (0, 0, None)
    undo(entry=entry, by=cast.coordinatrice)
    assert BudgetLine.objects.get().pk == funding.pk
    assert StaffShare.objects.get(pk=share.pk).post_id == post.pk


def test_pasted_lines_are_written_together_or_not_at_all(cast: Cast) -> None:
    good = {"funder": "CAF", "year": "2026", "planned": "5", "action": cast.action.pk}
    with pytest.raises(InvalidValueError):
        add_lines(
            convention=cast.convention, kind=BUDGET, lines=[good, {**good, "year": ""}], by=cast.coordinatrice
        )
    assert not BudgetLine.objects.exists()
    entry = add_lines(convention=cast.convention, kind=BUDGET, lines=[good, good], by=cast.coordinatrice)
    assert entry is not None
    undo(entry=entry, by=cast.coordinatrice)
    assert not BudgetLine.objects.exists()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"year": ""}, "year"),
        ({"funder": ""}, "funder"),
        ({"planned": ""}, "planned"),
        ({"action": None}, "action"),
    ],
)
def test_a_budget_line_says_what_it_lacks(cast: Cast, typed: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidValueError) as refusal:
        means.budget(cast.action, cast.coordinatrice, **typed)
    assert refusal.value.field == field


def test_a_button_pressed_twice_counts_no_euro_twice(cast: Cast) -> None:
    values = {"funder": "CAF", "year": "2026", "planned": "18000", "action": cast.action.pk}
    write: dict[str, Any] = {"convention": cast.convention, "kind": BUDGET, "by": cast.coordinatrice}
    first, again = (save_line(values=values, **write) for _ in range(2))
    pasted, twice = (add_lines(lines=[values, values], **write) for _ in range(2))
    assert (first, pasted) == (again, twice)
    assert BudgetLine.objects.count() == 3
    assert pasted is not None
    undo(entry=pasted, by=cast.coordinatrice)
    add_lines(lines=[values, values], **write)
    assert BudgetLine.objects.count() == 3
