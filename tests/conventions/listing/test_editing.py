"""One cell written from the list."""

from __future__ import annotations

import pytest

from maillage.conventions.enums import PilotKind
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.listing.changes import CELLS
from maillage.conventions.listing.editing import read_cell, save_cell
from maillage.conventions.models import Action
from maillage.conventions.operations import save_section
from maillage.kernel.errors import StaleVersionError
from tests.factories.listing import Listed

TYPED: dict[str, list[str]] = {
    "action": ["Un autre titre"],
    "ref": ["9.9"],
    "etat": ["en_pause"],
    "avancement": ["80"],
    "nouvelle": ["Le permis est signé."],
    "suite": ["Recruter"],
    "aide": ["Un local"],
    "pilote": ["Médiathèque", "École"],
    "horizon": ["court"],
    "debut": ["2024"],
    "echeance": ["T2 2030"],
}


def fresh(action: Action) -> Action:
    return Action.objects.get(pk=action.pk)


@pytest.mark.parametrize("key", TYPED)
def test_what_is_typed_is_read_again(plan: Listed, key: str) -> None:
    action = fresh(plan.creche)
    seen = read_cell(action, CELLS[key])
    assert save_cell(action=action, key=key, typed=TYPED[key], seen=seen, by=plan.by) is not None
    assert read_cell(fresh(plan.creche), CELLS[key]) == TYPED[key]


def test_leaving_a_cell_as_it_is_writes_nothing(plan: Listed) -> None:
    for key, cell in CELLS.items():
        action = fresh(plan.creche)
        said = read_cell(action, cell)
        assert save_cell(action=action, key=key, typed=said, seen=said, by=plan.by) is None


def test_pilots_that_stay_keep_their_nature(plan: Listed) -> None:
    action = fresh(plan.creche)
    seen = read_cell(action, CELLS["pilote"])
    save_cell(action=action, key="pilote", typed=["vice-présidente", "CCAS"], seen=seen, by=plan.by)
    kinds = dict(plan.creche.pilots.values_list("label", "kind"))
    assert kinds == {"Vice-présidente": PilotKind.ELECTED, "CCAS": PilotKind.OTHER}


def test_a_cell_that_somebody_changed_is_not_overwritten(plan: Listed) -> None:
    seen = read_cell(plan.creche, CELLS["avancement"])
    state = {"status": "en_cours", "progress": 60, "news": ""}
    save_section(action=plan.creche, section="state", value=state, version=None, by=plan.by)
    with pytest.raises(StaleVersionError):
        save_cell(action=fresh(plan.creche), key="avancement", typed=["10"], seen=seen, by=plan.by)
    assert fresh(plan.creche).progress == 60


def test_a_change_elsewhere_on_the_fiche_does_not_stand_in_the_way(plan: Listed) -> None:
    seen = read_cell(plan.creche, CELLS["avancement"])
    save_section(action=plan.creche, section="context", value=["Autre"], version=None, by=plan.by)
    save_cell(action=fresh(plan.creche), key="avancement", typed=["10"], seen=seen, by=plan.by)
    assert fresh(plan.creche).progress == 10


@pytest.mark.parametrize(
    ("key", "typed"), [("echeance", "un jour"), ("avancement", "120"), ("etat", "perdu")]
)
def test_a_bad_value_is_refused_in_words(plan: Listed, key: str, typed: str) -> None:
    action = fresh(plan.creche)
    with pytest.raises(InvalidValueError):
        save_cell(action=action, key=key, typed=[typed], seen=read_cell(action, CELLS[key]), by=plan.by)
