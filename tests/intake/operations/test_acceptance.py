"""The plan is accepted at once, or not at all; then taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from maillage.conventions.models import Action, Convention, Indicator, Node, Pilot, Step
from maillage.intake.enums import ImportState
from maillage.intake.errors import EditedSinceError, StateError
from maillage.intake.models import Import
from maillage.intake.operations import accept, decide, recall, undo_import
from maillage.intake.proposal.decisions import FicheChoice, NodeChoice
from maillage.journal.models import Entry
from maillage.kernel.errors import StaleVersionError
from tests.cast import Cast
from tests.factories.intake import large_document, ready_import
from tests.factories.territories import CommuneFactory


@pytest.fixture
def import_(cast: Cast) -> Import:
    """An import to review, where no plan is in place."""
    return ready_import(cast.elsewhere, cast.etrangere)


@pytest.fixture(autouse=True)
def _empty_plan(cast: Cast) -> None:
    Action.objects.for_convention(cast.elsewhere).delete()


def taken(import_: Import, cast: Cast, **options: Any) -> Entry:
    """Acceptance by who coordinates there."""
    version = Import.objects.get(pk=import_.pk).version
    return accept(import_=import_, version=version, by=cast.etrangere, **options)


def plan(convention: Convention) -> list[tuple[str, list[str]]]:
    """The plan in place: each node with its actions."""
    nodes = Node.objects.for_convention(convention)
    return [(str(node), [str(action) for action in node.actions.filter(deleted_at=None)]) for node in nodes]


WHOLE = [
    (
        "1 Accueillir les jeunes enfants",
        ["1.1 Ouvrir une micro-crèche", "1.2 Faire connaître les assistantes maternelles"],
    ),
    ("2 Soutenir les parents", ["2.1 Installer un café des parents"]),
]


def test_accepting_writes_the_plan_and_says_so(cast: Cast, import_: Import) -> None:
    entry = taken(import_, cast)
    assert plan(cast.elsewhere) == WHOLE
    assert entry.verb == "import.accepted"
    assert entry.details == {"actions": 3, "open_doubts": 2, "replaced": False}
    action = Action.objects.get(ref="1.1")
    assert Pilot.objects.get(action=action).label == "Élue petite enfance + RPE"
    assert Indicator.objects.get(action=action).target_value == 12
    assert Step.objects.filter(action=action).count() == 3
    assert action.start_on is not None
    assert len(action.origin["doubts"]) == 1
    import_.refresh_from_db()
    assert (import_.state, import_.accepted_by) == (ImportState.ACCEPTED, cast.etrangere)


def test_a_failure_halfway_writes_nothing(
    cast: Cast, import_: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("panne")

    monkeypatch.setattr("maillage.intake.operations.acceptance.journal", fail)
    entries = Entry.objects.count()
    with pytest.raises(RuntimeError):
        taken(import_, cast)
    assert plan(cast.elsewhere) == []
    assert Entry.objects.count() == entries
    import_.refresh_from_db()
    assert import_.state == ImportState.READY


def test_a_part_is_accepted_alone(cast: Cast, import_: Import) -> None:
    out = NodeChoice("2", "Soutenir les parents", excluded=True)
    decide(import_=import_, target="node:1", choice=out, seen=0, by=cast.etrangere)
    moved = FicheChoice("1.2", "Faire connaître les assistantes maternelles", "0", excluded=True)
    decide(import_=import_, target="fiche:a1", choice=moved, seen=0, by=cast.etrangere)
    assert taken(import_, cast).details["actions"] == 1
    assert plan(cast.elsewhere) == [(WHOLE[0][0], WHOLE[0][1][:1])]


def test_nothing_kept_is_nothing_to_accept(cast: Cast, import_: Import) -> None:
    for key, title in (("0", "Un"), ("1", "Deux")):
        out = NodeChoice(key, title, excluded=True)
        decide(import_=import_, target=f"node:{key}", choice=out, seen=0, by=cast.etrangere)
    with pytest.raises(StateError, match="Rien n’est gardé"):
        taken(import_, cast)


def test_a_page_older_than_the_last_decision_does_not_accept(cast: Cast, import_: Import) -> None:
    version = import_.version
    out = NodeChoice("2", "Soutenir les parents", excluded=True)
    decide(import_=import_, target="node:1", choice=out, seen=0, by=cast.admin)
    with pytest.raises(StaleVersionError) as caught:
        accept(import_=import_, version=version, by=cast.etrangere)
    assert caught.value.current == version + 1
    assert plan(cast.elsewhere) == []


def test_nobody_accepts_twice(cast: Cast, import_: Import) -> None:
    taken(import_, cast)
    with pytest.raises(StateError):
        taken(import_, cast)
    assert plan(cast.elsewhere) == WHOLE


def test_only_coordination_accepts_and_undoes(cast: Cast, import_: Import) -> None:
    with pytest.raises(PermissionDenied):
        accept(import_=import_, version=import_.version, by=cast.coordinatrice)
    taken(import_, cast)
    with pytest.raises(PermissionDenied):
        undo_import(import_=import_, by=cast.coordinatrice)


def test_undoing_a_replacement_gives_the_former_plan_back(cast: Cast) -> None:
    before = plan(cast.convention)
    import_ = ready_import(cast.convention, cast.coordinatrice)
    accept(import_=import_, version=import_.version, replace=True, by=cast.coordinatrice)
    assert plan(cast.convention) == WHOLE
    undo_import(import_=import_, by=cast.coordinatrice)
    assert plan(cast.convention) == before


def test_a_plan_may_be_added_beside_the_one_in_place(cast: Cast) -> None:
    before = plan(cast.convention)
    import_ = ready_import(cast.convention, cast.coordinatrice)
    accept(import_=import_, version=import_.version, by=cast.coordinatrice)
    assert sorted(plan(cast.convention)) == sorted([*before, *WHOLE])


def test_undoing_takes_edited_fiches_only_from_who_knows_how_many(cast: Cast, import_: Import) -> None:
    taken(import_, cast)
    Action.objects.filter(ref="1.1").update(version=2)
    with pytest.raises(EditedSinceError) as refused:
        undo_import(import_=import_, by=cast.etrangere)
    assert refused.value.edited == 1
    assert plan(cast.elsewhere) == WHOLE
    entry = undo_import(import_=import_, edited=1, by=cast.etrangere)
    assert entry.details == {"actions": 3, "edited": 1}
    assert entry.undoes is not None
    assert entry.undoes.verb == "import.accepted"
    assert plan(cast.elsewhere) == []


def test_an_import_is_undone_for_thirty_days_only(cast: Cast, import_: Import) -> None:
    taken(import_, cast)
    Import.objects.update(accepted_at=timezone.now() - timedelta(days=30, minutes=1))
    with pytest.raises(StateError, match="30"):
        undo_import(import_=import_, by=cast.etrangere)
    assert plan(cast.elsewhere) == WHOLE


def test_an_undone_import_can_be_reviewed_and_accepted_again(cast: Cast, import_: Import) -> None:
    taken(import_, cast)
    undo_import(import_=import_, by=cast.etrangere)
    recall(import_=import_, by=cast.etrangere)
    taken(import_, cast)
    assert plan(cast.elsewhere) == WHOLE
    undo_import(import_=import_, by=cast.etrangere)
    assert plan(cast.elsewhere) == []


def test_the_convention_takes_the_levels_and_years_that_it_does_not_have(cast: Cast, import_: Import) -> None:
    Convention.objects.filter(pk=cast.elsewhere.pk).update(start_year=None, end_year=None)
    before = Convention.objects.get(pk=cast.elsewhere.pk)
    taken(import_, cast)
    after = Convention.objects.get(pk=cast.elsewhere.pk)
    assert (after.level_names, after.start_year, after.end_year) == (["Axe", "Action"], 2024, 2028)
    undo_import(import_=import_, by=cast.etrangere)
    restored = Convention.objects.get(pk=cast.elsewhere.pk)
    assert (restored.level_names, restored.start_year) == (before.level_names, None)


def test_the_territory_named_by_the_document_is_given_then_taken_back(cast: Cast) -> None:
    commune = CommuneFactory.create(name="Pays d’Orvelle")
    import_ = ready_import(cast.elsewhere, cast.etrangere)
    taken(import_, cast)
    assert [row.commune for row in cast.elsewhere.territories.all()] == [commune]
    undo_import(import_=import_, by=cast.etrangere)
    assert not cast.elsewhere.territories.exists()


def test_a_territory_with_namesakes_is_not_guessed(cast: Cast, import_: Import) -> None:
    CommuneFactory.create_batch(2, name="Pays d’Orvelle")
    taken(import_, cast)
    assert not cast.elsewhere.territories.exists()


def test_fifty_fiches_are_accepted_in_a_constant_number_of_queries(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    import_ = ready_import(cast.elsewhere, cast.etrangere, large_document(50))
    with django_assert_max_num_queries(56):
        taken(import_, cast)
    assert Action.objects.for_convention(cast.elsewhere).count() == 50
