"""A later version of the same document: what it would change, what is applied, what is kept."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from maillage.conventions.models import Action, Convention, Node
from maillage.conventions.operations import delete_action, save_section
from maillage.conventions.sections import SECTIONS
from maillage.intake.errors import StateError
from maillage.intake.models import Import
from maillage.intake.operations import accept, recall, undo_import
from maillage.intake.operations.differences import accept_differences
from maillage.intake.selectors.differences import Differences, differences_of
from maillage.kernel.errors import StaleVersionError
from tests.cast import Cast
from tests.factories.intake import branch, document, fiche, item, leaf, ready_import

pytestmark = pytest.mark.usefixtures("plan")


@pytest.fixture
def plan(cast: Cast) -> Convention:
    """The convention with the plan that it imported, and nothing else."""
    Action.everything.filter(convention=cast.convention).delete()
    Node.everything.filter(convention=cast.convention).delete()
    import_ = ready_import(cast.convention, cast.coordinatrice)
    accept(import_=import_, version=import_.version, by=cast.coordinatrice)
    return cast.convention


def _again(cast: Cast, changed: dict[str, Any] | None = None) -> Import:
    """The document deposited again, read as ``changed``."""
    return ready_import(cast.convention, cast.coordinatrice, changed or document())


def _differences(import_: Import) -> Differences:
    current = Import.objects.select_related("convention", "created_by").get(pk=import_.pk)
    assert current.created_by is not None
    return differences_of(current, current.created_by)


def _keys(import_: Import, *, ticked: bool | None = None) -> set[str]:
    found = _differences(import_).comparison.differences
    return {each.key for each in found if ticked is None or each.ticked is ticked}


def _apply(cast: Cast, import_: Import, wanted: set[str] | None = None) -> None:
    differences = _differences(import_)
    keys = {each.key for each in differences.comparison.differences} if wanted is None else wanted
    accept_differences(import_=import_, seen=differences.digest, wanted=keys, by=cast.coordinatrice)


def _action(title: str) -> Action:
    return Action.objects.get(title=title)


def _value(title: str, section: str) -> Any:
    return SECTIONS[section].read(_action(title))


def _snapshot(convention: Convention) -> list[Any]:
    actions = Action.objects.for_convention(convention).order_by("pk")
    return [
        (action.pk, action.node_id, [part.said(part.read(action)) for part in SECTIONS.values()])
        for action in actions
    ]


def _edit(cast: Cast, title: str, section: str, value: Any) -> None:
    save_section(action=_action(title), section=section, value=value, version=None, by=cast.coordinatrice)


CRECHE, FORUM, CAFE = (
    "Ouvrir une micro-crèche",
    "Faire connaître les assistantes maternelles",
    "Installer un café des parents",
)


def test_the_same_document_has_nothing_new(cast: Cast) -> None:
    found = _differences(_again(cast))
    assert found.comparison.differences == []
    assert found.comparison.matched == 3


def test_what_was_done_here_since_is_no_difference_when_the_document_did_not_change(
    cast: Cast,
) -> None:
    _edit(cast, CRECHE, "objectives", ["Créer quinze places"])
    _edit(cast, CRECHE, "identity", {"ref": "9.9", "title": "Tout autre chose"})
    delete_action(action=_action(CAFE), by=cast.coordinatrice)
    found = _differences(_again(cast))
    assert found.comparison.differences == []
    assert found.comparison.out == 1


def test_a_change_is_found_field_by_field_and_written(cast: Cast) -> None:
    changed = document()
    changed["actions"][0]["objectives"] = [item("Créer quinze places", 4)]
    import_ = _again(cast, changed)
    pk = _action(CRECHE).pk
    assert _keys(import_) == {f"changed-{pk}-objectives"}
    _apply(cast, import_)
    assert _value(CRECHE, "objectives") == ["Créer quinze places"]
    assert _action(CRECHE).pk == pk
    assert _keys(_again(cast, changed)) == set()


def test_what_is_not_ticked_stays_as_it_is(cast: Cast) -> None:
    changed = document()
    changed["actions"][0]["objectives"] = [item("Créer quinze places", 4)]
    changed["actions"][1]["objectives"] = [item("Tenir deux forums", 12)]
    import_ = _again(cast, changed)
    _apply(cast, import_, {f"changed-{_action(FORUM).pk}-objectives"})
    assert _value(CRECHE, "objectives") == ["Créer douze places"]
    assert _value(FORUM, "objectives") == ["Tenir deux forums"]


def test_rows_keep_their_identity_and_what_the_document_cannot_say(cast: Cast) -> None:
    steps = _value(CRECHE, "steps")
    steps[0]["status"], steps[0]["who"] = "realisee", "La mairie"
    _edit(cast, CRECHE, "steps", steps)
    changed = document()
    changed["actions"][0]["steps"].append({**item("Inaugurer", 8), "group": "Étapes", "substeps": []})
    changed["actions"][0]["steps"][0]["text"] = "Trouver un local de plain-pied"
    _apply(cast, _again(cast, changed))
    after = _value(CRECHE, "steps")
    assert [row["text"] for row in after] == ["Trouver un local de plain-pied", "Signer le bail", "Inaugurer"]
    assert [row["key"] for row in after[:2]] == [row["key"] for row in steps]
    assert (after[0]["status"], after[0]["who"]) == ("realisee", "La mairie")


def test_what_was_edited_here_and_changed_there_is_flagged_and_not_ticked(
    cast: Cast,
) -> None:
    _edit(cast, CRECHE, "objectives", ["Créer quatorze places"])
    changed = document()
    changed["actions"][0]["objectives"] = [item("Créer quinze places", 4)]
    [difference] = _differences(_again(cast, changed)).comparison.differences
    assert (difference.flagged, difference.ticked) == (True, False)
    assert (difference.before, difference.after) == (["Créer quatorze places"], ["Créer quinze places"])


def test_lines_added_here_stay_beside_those_of_the_document(cast: Cast) -> None:
    _edit(cast, CRECHE, "objectives", ["Créer douze places", "Former l’équipe"])
    changed = document()
    changed["actions"][0]["objectives"].append(item("Ouvrir le samedi", 4))
    _apply(cast, _again(cast, changed))
    assert set(_value(CRECHE, "objectives")) == {"Créer douze places", "Former l’équipe", "Ouvrir le samedi"}


def _with_fourth(plan: dict[str, Any]) -> dict[str, Any]:
    extra = fiche("3.1", "Accompagner le grand âge", ["Vieillir ici"], 15, objectives=[item("Visiter", 15)])
    plan["actions"].append(extra)
    plan["tree"].append(branch("Axe", "3", "Vieillir ici", 15, [leaf(extra)]))
    return plan


def test_a_new_fiche_comes_with_the_level_that_it_needs(cast: Cast) -> None:
    import_ = _again(cast, _with_fourth(document()))
    assert _keys(import_, ticked=True) == {"added-a3"}
    _apply(cast, import_)
    added = _action("Accompagner le grand âge")
    assert added.node is not None
    assert (added.node.title, added.node.ref) == ("Vieillir ici", "3")
    assert (added.origin["line"], added.batch) == (15, import_.batch)
    assert _value(added.title, "objectives") == ["Visiter"]
    assert _keys(_again(cast, _with_fourth(document()))) == set()


def test_a_fiche_that_the_document_lost_is_not_ticked(cast: Cast) -> None:
    changed = document()
    del changed["actions"][2]
    changed["tree"][1]["children"] = []
    import_ = _again(cast, changed)
    pk = _action(CAFE).pk
    assert _keys(import_, ticked=False) == {f"removed-{pk}"}
    _apply(cast, import_)
    assert not Action.objects.filter(pk=pk).exists()


def test_a_fiche_made_here_is_never_removed(cast: Cast, plan: Convention) -> None:
    Action.objects.create(convention=plan, node=None, position=9, title="Écrite à la main")
    assert _keys(_again(cast)) == set()


def test_a_fiche_that_changed_place_is_moved(cast: Cast) -> None:
    changed = document()
    moved = changed["actions"][1]
    changed["tree"][0]["children"].pop()
    changed["tree"][1]["children"].append(leaf(moved))
    moved["path"] = ["Soutenir les parents"]
    import_ = _again(cast, changed)
    assert _keys(import_) == {f"moved-{_action(FORUM).pk}"}
    _apply(cast, import_)
    place = _action(FORUM).node
    assert place is not None
    assert place.title == "Soutenir les parents"


def test_a_level_takes_its_new_name(cast: Cast, plan: Convention) -> None:
    changed = document()
    changed["tree"][0]["title"] = "Accueillir tous les jeunes enfants"
    for each in changed["actions"][:2]:
        each["path"] = ["Accueillir tous les jeunes enfants"]
    import_ = _again(cast, changed)
    assert {key.partition("-")[0] for key in _keys(import_)} == {"renamed"}
    _apply(cast, import_)
    assert Node.objects.filter(convention=plan, title="Accueillir tous les jeunes enfants").exists()


def test_references_that_shift_do_not_lose_the_fiches(cast: Cast) -> None:
    changed = document()
    changed["actions"][0]["ref"], changed["actions"][1]["ref"] = "1.2", "1.3"
    for at in (0, 1):
        changed["tree"][0]["children"][at] = leaf(changed["actions"][at])
    found = _differences(_again(cast, changed)).comparison.differences
    assert {(each.kind, each.section) for each in found} == {("changed", "identity")}
    assert len(found) == 2


def test_an_update_is_undone_as_one(cast: Cast, plan: Convention) -> None:
    before = _snapshot(plan)
    changed = _with_fourth(document())
    changed["actions"][0]["objectives"] = [item("Créer quinze places", 4)]
    changed["actions"][1]["indicators"] = [{**item("Nombre de forums", 12), "kind": None, "target": None}]
    import_ = _again(cast, changed)
    _apply(cast, import_)
    assert _snapshot(plan) != before
    undo_import(import_=import_, by=cast.coordinatrice)
    assert _snapshot(plan) == before
    assert not Node.objects.filter(title="Vieillir ici").exists()


def test_an_update_undone_is_accepted_again(cast: Cast) -> None:
    import_ = _again(cast, _with_fourth(document()))
    _apply(cast, import_)
    undo_import(import_=import_, by=cast.coordinatrice)
    recall(import_=import_, by=cast.coordinatrice)
    _apply(cast, import_)
    assert Action.objects.filter(title="Accompagner le grand âge").count() == 1
    assert _keys(_again(cast, _with_fourth(document()))) == set()
    undo_import(import_=import_, by=cast.coordinatrice)
    assert not Action.objects.filter(title="Accompagner le grand âge").exists()


def test_differences_that_changed_since_they_were_shown_are_refused(cast: Cast) -> None:
    changed = document()
    changed["actions"][0]["objectives"] = [item("Créer quinze places", 4)]
    import_ = _again(cast, changed)
    seen = _differences(import_).digest
    _edit(cast, CRECHE, "context", ["Écrit entre-temps"])
    with pytest.raises(StaleVersionError):
        accept_differences(import_=import_, seen=seen, wanted=_keys(import_), by=cast.coordinatrice)
    assert _value(CRECHE, "objectives") == ["Créer douze places"]


def test_nothing_ticked_writes_nothing(cast: Cast) -> None:
    import_ = _again(cast)
    with pytest.raises(StateError):
        _apply(cast, import_, set())


def test_a_plan_typed_by_hand_is_matched_by_its_words(cast: Cast) -> None:
    Import.objects.all().delete()
    Action.objects.update(batch=None, origin={})
    _edit(cast, CRECHE, "context", ["Un constat d’ici"])
    changed = deepcopy(document())
    changed["actions"][0]["objectives"].append(item("Ouvrir le samedi", 4))
    import_ = _again(cast, changed)
    assert _keys(import_) == {f"changed-{_action(CRECHE).pk}-objectives"}
    _apply(cast, import_)
    assert _value(CRECHE, "context") == ["Un constat d’ici"]


def test_only_coordination_accepts_differences(cast: Cast) -> None:
    import_ = _again(cast)
    with pytest.raises(PermissionDenied):
        accept_differences(import_=import_, seen="", wanted=set(), by=cast.pilote)
