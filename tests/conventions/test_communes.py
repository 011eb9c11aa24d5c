"""Where each commune stands on an action that several share."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from maillage.conventions.errors import InvalidValueError, NotUndoableError
from maillage.conventions.models import CommuneProgress, ConventionTerritory
from maillage.conventions.operations import CommuneState, save_commune, undo
from maillage.conventions.selectors.communes import CommuneBoard, commune_board
from maillage.journal.models import Entry
from maillage.kernel.errors import StaleVersionError
from maillage.territories.models import Commune
from tests.cast import Cast
from tests.factories.territories import CommuneFactory

RUNNING = CommuneState(status="en_cours", progress=40, news="Le local est trouvé.", contact="Mairie")


@pytest.fixture
def communes(cast: Cast) -> list[Commune]:
    """Three communes of the convention, named on no fiche."""
    found = [CommuneFactory.create(name=name) for name in ("Lanvert", "Égletons-le-Haut", "Pontigan")]
    for commune in found:
        ConventionTerritory.objects.create(convention=cast.convention, commune=commune)
    return found


def saved(cast: Cast, commune: Commune, state: CommuneState = RUNNING, **options: Any) -> Entry | None:
    """What the pilot says of a commune for the first time, unless said."""
    chosen = {"version": 0, "by": cast.pilote, **options}
    return save_commune(action=cast.action, code=commune.pk, state=state, **chosen)


def board(cast: Cast) -> CommuneBoard:
    """The communes of the fiche, as they are now."""
    return commune_board(type(cast.action).objects.get(pk=cast.action.pk))


def test_a_fiche_that_names_no_commune_concerns_all_those_of_the_convention(
    cast: Cast, communes: list[Commune]
) -> None:
    assert [row.commune.name for row in board(cast).rows] == ["Égletons-le-Haut", "Lanvert", "Pontigan"]
    cast.action.communes.set(communes[:2])
    assert [row.commune.name for row in board(cast).rows] == ["Égletons-le-Haut", "Lanvert"]


def test_the_board_counts_those_that_have_begun(cast: Cast, communes: list[Commune]) -> None:
    saved(cast, communes[0])
    saved(cast, communes[1], CommuneState(status="a_venir"))
    now = board(cast)
    assert (now.started, len(now.told), len(now.silent)) == (1, 2, 1)


@pytest.mark.parametrize("who", ["autre_pilote", "contributrice", "elue", "lecteur", "etrangere"])
def test_only_coordination_and_the_pilots_of_the_action_write(
    cast: Cast, communes: list[Commune], who: str
) -> None:
    with pytest.raises(PermissionDenied):
        saved(cast, communes[0], by=getattr(cast, who))
    assert saved(cast, communes[0], by=cast.coordinatrice)


def test_a_commune_that_is_not_concerned_is_refused(cast: Cast, communes: list[Commune]) -> None:
    cast.action.communes.set(communes[:2])
    with pytest.raises(InvalidValueError, match="pas concernée"):
        saved(cast, communes[2])
    with pytest.raises(InvalidValueError, match="pas concernée"):
        saved(cast, CommuneFactory.create(name="Ailleurs"))


@pytest.mark.parametrize(
    ("state", "field"),
    [
        (CommuneState(progress=101), "progress"),
        (CommuneState(status="finie"), "status"),
        (CommuneState(contact_email="mairie"), "contact_email"),
        (CommuneState(news="a" * 2001), "news"),
    ],
)
def test_a_bad_value_is_refused_on_its_field(
    cast: Cast, communes: list[Commune], state: CommuneState, field: str
) -> None:
    with pytest.raises(InvalidValueError) as refusal:
        saved(cast, communes[0], state)
    assert refusal.value.field == field


def test_two_people_do_not_overwrite_each_other(cast: Cast, communes: list[Commune]) -> None:
    saved(cast, communes[0])
    with pytest.raises(StaleVersionError):
        saved(cast, communes[0], CommuneState(status="bloquee"), by=cast.coordinatrice)
    saved(cast, communes[0], CommuneState(status="realisee"), version=1)
    with pytest.raises(StaleVersionError):
        saved(cast, communes[0], CommuneState(status="bloquee"), version=1)


def test_saving_the_same_writes_nothing(cast: Cast, communes: list[Commune]) -> None:
    saved(cast, communes[0])
    assert saved(cast, communes[0], version=1) is None


def test_the_journal_tells_what_changed_in_which_commune(cast: Cast, communes: list[Commune]) -> None:
    entry = saved(cast, communes[0])
    assert entry
    assert entry.changes["commune"] == [
        [],
        [
            "Lanvert\u00a0: En cours, 40\u00a0%",
            "Lanvert\u00a0: Le local est trouvé.",
            "Lanvert\u00a0: contact Mairie",
        ],
    ]


def test_what_was_said_is_taken_back_and_said_again(cast: Cast, communes: list[Commune]) -> None:
    entry = saved(cast, communes[0])
    assert entry
    gone = undo(entry=entry, by=cast.pilote)
    assert not CommuneProgress.objects.exists()
    undo(entry=gone, by=cast.pilote)
    assert CommuneProgress.objects.get().news == "Le local est trouvé."


def test_what_changed_since_is_not_taken_back(cast: Cast, communes: list[Commune]) -> None:
    entry = saved(cast, communes[0])
    saved(cast, communes[0], CommuneState(status="realisee"), version=1)
    assert entry
    with pytest.raises(NotUndoableError):
        undo(entry=entry, by=cast.pilote)
