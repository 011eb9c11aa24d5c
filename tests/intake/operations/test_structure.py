"""Fiches, branches and points put in order by hand, by two people at once, and taken back."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from maillage.intake import operations
from maillage.intake.errors import InvalidDecisionError, StaleDecisionError
from maillage.intake.models import Import
from maillage.intake.proposal.decisions import ACCEPTED, DoubtChoice, FieldChoice
from maillage.intake.proposal.parts import Proposal
from maillage.intake.proposal.pointing import PointRef, name_of
from maillage.intake.selectors import review_of
from maillage.intake.selectors.acts import acts_of, last_act_of
from tests.cast import Cast
from tests.factories.intake import ready_import


@pytest.fixture
def import_(cast: Cast) -> Import:
    """An import to review."""
    return ready_import(cast.convention, cast.coordinatrice)


def now(import_: Import) -> Proposal:
    """The proposal as it is kept."""
    return review_of(Import.objects.get(pk=import_.pk))


def texts(import_: Import, key: str, field: str) -> list[str]:
    """The points of a field."""
    return [point.text for point in now(import_).fiches[key].fields[field].points]


def refs(import_: Import, key: str, field: str) -> list[PointRef]:
    """The points of a field as a page names them."""
    points = now(import_).fiches[key].fields[field].points
    found = [PointRef.parse(name_of(key, field, at, point.text)) for at, point in enumerate(points)]
    return [ref for ref in found if ref is not None]


def undo(import_: Import, cast: Cast, number: int | None = None) -> str:
    """Take an act of coordination back."""
    return operations.undo_act(import_=import_, number=number, by=cast.coordinatrice)


def test_fiches_joined_are_parted_again(cast: Cast, import_: Import) -> None:
    operations.merge_fiches(import_=import_, guests=["a1", "a2"], into="a0", by=cast.coordinatrice)
    assert list(now(import_).fiches) == ["a0"]
    assert undo(import_, cast) == "2\u00a0fiches jointes à «\u00a01.1 Ouvrir une micro-crèche\u00a0»"
    assert list(now(import_).fiches) == ["a0", "a1", "a2"]
    assert texts(import_, "a0", "objectives") == ["Créer douze places"]


def test_two_people_who_put_the_same_fiche_in_order_lose_nothing(cast: Cast, import_: Import) -> None:
    taken = refs(import_, "a0", "steps")[1:]
    operations.merge_fiches(import_=import_, guests=["a1"], into="a0", by=cast.admin)
    new = operations.split_fiche(
        import_=import_, key="a0", ref="", title="Signer", points=taken, by=cast.coordinatrice
    )
    operations.move_fiches(import_=import_, keys=["a0"], parent="1", by=cast.admin)
    assert texts(import_, "a0", "objectives") == ["Créer douze places", "Tenir un forum par an"]
    assert texts(import_, new, "steps") == ["Signer le bail"]
    assert now(import_).fiches["a0"].parent == "1"


def test_a_text_typed_while_the_fiche_was_joined_does_not_hide_what_came(cast: Cast, import_: Import) -> None:
    operations.merge_fiches(import_=import_, guests=["a1"], into="a0", by=cast.admin)
    with pytest.raises(StaleDecisionError) as stale:
        operations.decide(
            import_=import_,
            target="field:a0:objectives",
            choice=FieldChoice("Créer vingt places"),
            seen=0,
            by=cast.coordinatrice,
        )
    assert "jointe" in stale.value.theirs["touched"]
    assert texts(import_, "a0", "objectives") == ["Créer douze places", "Tenir un forum par an"]


def test_a_fiche_that_left_meanwhile_is_refused_with_a_sentence(cast: Cast, import_: Import) -> None:
    operations.merge_fiches(import_=import_, guests=["a1"], into="a0", by=cast.admin)
    with pytest.raises(InvalidDecisionError, match="n’est plus dans le plan"):
        operations.move_fiches(import_=import_, keys=["a1"], parent="1", by=cast.coordinatrice)


def test_an_act_that_something_depends_on_is_not_undone_alone(cast: Cast, import_: Import) -> None:
    branch = operations.add_branch(
        import_=import_, ref="3", title="Piloter", parent="", by=cast.coordinatrice
    )
    operations.add_fiche(import_=import_, ref="3.1", title="Animer", parent=branch, by=cast.admin)
    with pytest.raises(InvalidDecisionError, match="Animer"):
        undo(import_, cast)
    operations.undo_act(import_=import_, by=cast.admin)
    undo(import_, cast)
    assert branch not in now(import_).nodes


def test_undo_takes_back_ones_own_last_act_and_not_another_s(cast: Cast, import_: Import) -> None:
    operations.leave_out(import_=import_, keys=["a2"], excluded=True, by=cast.coordinatrice)
    operations.leave_out(import_=import_, keys=["a1"], excluded=True, by=cast.admin)
    undo(import_, cast)
    kept = now(import_).fiches
    assert (kept["a1"].excluded, kept["a2"].excluded) == (True, False)
    with pytest.raises(InvalidDecisionError, match="plus rien"):
        undo(import_, cast)


def test_acts_on_one_target_are_undone_one_after_the_other(cast: Cast, import_: Import) -> None:
    for seen, text in enumerate(("Créer quinze places", "Créer vingt places")):
        choice = FieldChoice(text)
        operations.decide(
            import_=import_, target="field:a0:objectives", choice=choice, seen=seen, by=cast.coordinatrice
        )
    undo(import_, cast)
    assert texts(import_, "a0", "objectives") == ["Créer quinze places"]
    undo(import_, cast)
    assert texts(import_, "a0", "objectives") == ["Créer douze places"]


def test_the_history_says_who_did_what_and_what_can_be_undone(cast: Cast, import_: Import) -> None:
    answer = DoubtChoice(ACCEPTED)
    operations.decide(import_=import_, target="doubt:1", choice=answer, seen=0, by=cast.admin)
    operations.merge_fiches(import_=import_, guests=["a1"], into="a0", by=cast.coordinatrice)
    operations.merge_fiches(import_=import_, guests=["a0"], into="a2", by=cast.coordinatrice)
    last, first, doubt = acts_of(Import.objects.get(pk=import_.pk))
    assert (last.can_be_undone, first.can_be_undone, doubt.can_be_undone) == (True, True, True)
    assert (doubt.by, doubt.what) == ("Ada Perrot", "Doute 1 gardé tel quel")
    undo(import_, cast, doubt.number)
    undone = acts_of(Import.objects.get(pk=import_.pk))[2]
    assert undone.undone == "Inès Morvan"
    found = last_act_of(Import.objects.get(pk=import_.pk), cast.coordinatrice.pk)
    assert found is not None
    assert found.number == last.number


def test_the_last_fifty_acts_are_kept(cast: Cast, import_: Import) -> None:
    for turn in range(52):
        operations.leave_out(import_=import_, keys=["a2"], excluded=turn % 2 == 0, by=cast.coordinatrice)
    numbers = [act.number for act in acts_of(Import.objects.get(pk=import_.pk))]
    assert (len(numbers), numbers[0], numbers[-1]) == (50, 52, 3)


def test_points_go_to_another_section_in_one_act(cast: Cast, import_: Import) -> None:
    points = refs(import_, "a0", "pilots") + refs(import_, "a0", "steps")[1:]
    assert (
        operations.move_points(import_=import_, points=points, field="partners", by=cast.coordinatrice) == 2
    )
    assert texts(import_, "a0", "partners") == ["Élue petite enfance + RPE", "Signer le bail", "Notaire"]
    assert texts(import_, "a0", "pilots") == []
    undo(import_, cast)
    assert texts(import_, "a0", "pilots") == ["Élue petite enfance + RPE"]
    assert texts(import_, "a0", "steps") == ["Trouver un local", "Signer le bail"]


def test_points_are_joined_and_cut(cast: Cast, import_: Import) -> None:
    operations.join_points(import_=import_, points=refs(import_, "a0", "steps"), by=cast.coordinatrice)
    assert texts(import_, "a0", "steps") == ["Trouver un local Signer le bail"]
    operations.cut_points(import_=import_, points=refs(import_, "a0", "pilots"), by=cast.coordinatrice)
    assert texts(import_, "a0", "pilots") == ["Élue petite enfance", "RPE"]
    with pytest.raises(InvalidDecisionError, match="Rien ne sépare"):
        operations.cut_points(import_=import_, points=refs(import_, "a1", "objectives"), by=cast.admin)


def test_points_are_taken_out(cast: Cast, import_: Import) -> None:
    points = [*refs(import_, "a0", "steps")[:1], *refs(import_, "a1", "objectives")]
    assert operations.leave_out_all(import_=import_, points=points, by=cast.coordinatrice) == 2
    assert texts(import_, "a0", "steps") == ["Signer le bail"]
    assert texts(import_, "a1", "objectives") == []


def test_a_point_that_moved_is_found_by_its_words_and_one_that_changed_is_not(
    cast: Cast, import_: Import
) -> None:
    second = refs(import_, "a0", "steps")[1]
    operations.leave_out_all(import_=import_, points=refs(import_, "a0", "steps")[:1], by=cast.admin)
    operations.move_points(import_=import_, points=[second], field="resources", by=cast.coordinatrice)
    assert texts(import_, "a0", "resources") == ["Signer le bail", "Notaire"]
    with pytest.raises(InvalidDecisionError, match="a changé depuis"):
        operations.leave_out_all(import_=import_, points=[second], by=cast.admin)


@pytest.mark.parametrize("name", ["", "a0", "a0:steps", "a0:steps:x:12", "a0:steps:²:12", "a0:steps:1:2:3"])
def test_what_names_no_point_is_no_point(name: str) -> None:
    assert PointRef.parse(name) is None


def test_a_title_is_asked_for_and_a_place_must_be_there(cast: Cast, import_: Import) -> None:
    with pytest.raises(InvalidDecisionError, match="titre"):
        operations.add_fiche(import_=import_, ref="", title=" ", parent="", by=cast.coordinatrice)
    with pytest.raises(InvalidDecisionError, match="branche"):
        operations.add_branch(import_=import_, ref="", title="Axe", parent="9", by=cast.coordinatrice)
    with pytest.raises(InvalidDecisionError, match="au moins un point"):
        operations.split_fiche(import_=import_, key="a0", ref="", title="X", points=[], by=cast.coordinatrice)
    with pytest.raises(InvalidDecisionError, match="autre fiche"):
        operations.merge_fiches(import_=import_, guests=["a0"], into="a0", by=cast.coordinatrice)


def test_only_coordination_puts_the_plan_in_order(cast: Cast, import_: Import) -> None:
    with pytest.raises(PermissionDenied):
        operations.merge_fiches(import_=import_, guests=["a1"], into="a0", by=cast.pilote)
    with pytest.raises(PermissionDenied):
        operations.undo_act(import_=import_, by=cast.etrangere)
