"""« Annuler » attacked: by who may no longer, on what is another’s, over what came since."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from maillage.accounts.enums import Role
from maillage.accounts.models import Membership, User
from maillage.conventions.enums import Visibility
from maillage.conventions.errors import NotUndoableError
from maillage.conventions.models import Breakdown, ConventionTerritory, SavedView
from maillage.conventions.operations import (
    add_comment,
    attach_document,
    delete_action,
    edit_document,
    save_commune,
    undo,
)
from maillage.conventions.operations.breakdowns import save_breakdown
from maillage.conventions.operations.campaigns import close_campaign
from maillage.conventions.operations.communes import CommuneState
from maillage.conventions.operations.figures import Cell, set_values
from maillage.conventions.operations.measures import Choice, choose_measure
from maillage.conventions.operations.schedule import set_period
from maillage.conventions.operations.undo import UNDOABLE
from maillage.conventions.operations.views import delete_view, save_view, update_view
from maillage.diagnosis.enums import FindingKind
from maillage.diagnosis.operations import create_finding
from maillage.journal.models import Entry
from maillage.kernel.errors import DomainError
from maillage.kernel.fuzzy import FuzzyDate
from tests.cast import Cast
from tests.factories import means
from tests.factories.campaigns import campaign_of
from tests.factories.documents import picture
from tests.factories.figures import counted, sexes, value_of
from tests.factories.territories import CommuneFactory


def now_a(role: Role, user: User) -> User:
    """The person after their role changed."""
    Membership.objects.filter(user=user).update(role=role)
    return User.objects.get(pk=user.pk)


def test_whoever_coordinated_shares_nothing_again_by_an_undo(cast: Cast) -> None:
    view, _ = save_view(convention=cast.convention, name="Tous", query="", shared=True, by=cast.coordinatrice)
    entry = update_view(view=view, name="Tous", shared=False, opens=False, by=cast.coordinatrice)
    assert entry is not None
    with pytest.raises(PermissionDenied):
        undo(entry=entry, by=now_a(Role.READING, cast.coordinatrice))
    view.refresh_from_db()
    assert not view.shared


def test_a_shared_view_taken_away_is_not_brought_back_by_a_reader(cast: Cast) -> None:
    view, _ = save_view(convention=cast.convention, name="Tous", query="", shared=True, by=cast.coordinatrice)
    entry = delete_view(view=view, by=cast.coordinatrice)
    with pytest.raises(PermissionDenied):
        undo(entry=entry, by=now_a(Role.READING, cast.coordinatrice))
    assert not SavedView.objects.exists()


def test_coordination_takes_back_nothing_of_a_view_that_somebody_keeps_to_themselves(cast: Cast) -> None:
    view, _ = save_view(convention=cast.convention, name="Une", query="", by=cast.lecteur)
    renamed = update_view(view=view, name="Deux", shared=False, opens=False, by=cast.lecteur)
    assert renamed is not None
    with pytest.raises(PermissionDenied):
        undo(entry=renamed, by=cast.coordinatrice)
    deleted = delete_view(view=view, by=cast.lecteur)
    with pytest.raises(PermissionDenied):
        undo(entry=deleted, by=cast.coordinatrice)
    assert not SavedView.objects.exists()


def test_a_name_taken_since_is_not_taken_twice(cast: Cast) -> None:
    view, _ = save_view(convention=cast.convention, name="Une", query="", by=cast.lecteur)
    renamed = update_view(view=view, name="Deux", shared=False, opens=False, by=cast.lecteur)
    assert renamed is not None
    save_view(convention=cast.convention, name="Une", query="q=un", by=cast.lecteur)
    with pytest.raises(NotUndoableError):
        undo(entry=renamed, by=cast.lecteur)


def breakdown_of(cast: Cast, row: Breakdown | None, name: str, *labels: str) -> Entry:
    """What saving a breakdown writes."""
    entry = save_breakdown(
        convention=cast.convention,
        breakdown=row,
        kind="sexe",
        name=name,
        labels=labels,
        by=cast.coordinatrice,
    )
    assert entry is not None
    return entry


def test_an_undo_loses_no_category_that_has_values_since(cast: Cast) -> None:
    row = sexes(cast.convention)
    entry = breakdown_of(cast, row, row.name, "Femmes", "Hommes", "Autre")
    value_of(counted(cast.action, breakdown=row), "2025", "3", category="autre")
    undo(entry=entry, by=cast.coordinatrice)
    row.refresh_from_db()
    assert {one["code"]: one["retired"] for one in row.categories}["autre"] is True


def test_an_undo_gives_no_name_that_another_breakdown_took(cast: Cast) -> None:
    row = sexes(cast.convention)
    entry = breakdown_of(cast, row, "Genre", "Femmes", "Hommes")
    breakdown_of(cast, None, "Sexe", "F", "M")
    with pytest.raises(NotUndoableError):
        undo(entry=entry, by=cast.coordinatrice)


def commented(cast: Cast) -> None:
    add_comment(action=cast.action, text="Bonjour", by=cast.contributrice)


def attached(cast: Cast) -> None:
    attach_document(action=cast.action, data=picture(), name="a.jpg", by=cast.contributrice)


def renamed_document(cast: Cast) -> None:
    document = attach_document(action=cast.action, data=picture(), name="a.jpg", by=cast.contributrice)
    reserved = Visibility.COORDINATION
    edit_document(document=document, title="Autre", visibility=reserved, by=cast.coordinatrice)


def told_of_a_commune(cast: Cast) -> None:
    commune = CommuneFactory.create()
    ConventionTerritory.objects.create(convention=cast.convention, commune=commune)
    state = CommuneState(status="en_cours", news="Ouvert")
    save_commune(action=cast.action, code=commune.pk, state=state, version=0, by=cast.pilote)


def found(cast: Cast) -> None:
    values = {"kind": FindingKind.STRENGTH, "text": "Un relais connu"}
    create_finding(workspace=cast.convention.workspace, values=values, by=cast.coordinatrice)


def budgeted(cast: Cast) -> None:
    means.budget(cast.action, cast.pilote)


def counted_values(cast: Cast) -> None:
    cell = Cell(counted(cast.action).pk, "2025", "12")
    set_values(convention=cast.convention, cells=[cell], by=cast.pilote)


def closed(cast: Cast) -> None:
    close_campaign(campaign=campaign_of(cast.convention), by=cast.coordinatrice)


def shifted(cast: Cast) -> None:
    set_period(
        action=cast.action, start=None, end=FuzzyDate(date(2027, 1, 1), "jour"), version=None, by=cast.pilote
    )


def split(cast: Cast) -> None:
    breakdown_of(cast, None, "Genre", "F", "M")


def measured_again(cast: Cast) -> None:
    choose_measure(indicator=counted(cast.action), choice=Choice(wish=True), by=cast.pilote)


WRITES = (
    commented,
    attached,
    renamed_document,
    told_of_a_commune,
    found,
    budgeted,
    counted_values,
    closed,
    shifted,
    split,
    measured_again,
)


@pytest.mark.parametrize("write", WRITES)
def test_an_undo_is_done_once_by_who_may_and_undone_in_turn(
    cast: Cast, write: Callable[[Cast], None]
) -> None:
    write(cast)
    entry = Entry.objects.order_by("-pk")[0]
    assert entry.verb in UNDOABLE
    for stranger in (cast.lecteur, cast.elue, cast.autre_pilote, cast.etrangere):
        with pytest.raises(PermissionDenied):
            undo(entry=entry, by=stranger)
    undone = undo(entry=entry, by=cast.coordinatrice)
    with pytest.raises(NotUndoableError):
        undo(entry=entry, by=cast.coordinatrice)
    if undone.verb in UNDOABLE:
        again = undo(entry=undone, by=cast.coordinatrice)
        with pytest.raises(NotUndoableError):
            undo(entry=undone, by=cast.coordinatrice)
        assert undo(entry=again, by=cast.coordinatrice).undoes_id == again.pk


ON_THE_FICHE = (commented, attached, renamed_document, told_of_a_commune, counted_values, shifted)


@pytest.mark.parametrize("write", ON_THE_FICHE)
def test_an_undo_over_a_fiche_that_is_gone_is_a_refusal_in_words(
    cast: Cast, write: Callable[[Cast], None]
) -> None:
    write(cast)
    entry = Entry.objects.order_by("-pk")[0]
    delete_action(action=cast.action, by=cast.coordinatrice)
    with pytest.raises(DomainError, match=r"\w+ \w+"):
        undo(entry=entry, by=cast.coordinatrice)
