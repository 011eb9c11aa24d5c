"""A block copied from a spreadsheet, into the plan and into the indicators of a fiche."""

from __future__ import annotations

import pytest

from maillage.conventions.models import Action, Indicator
from maillage.conventions.operations import undo
from maillage.journal.models import Entry
from tests.cast import Cast
from tests.web.testing import PageClient, text_of

BLOCK = 'Réf.\tIntitulé\tPilote\tEchéance\n1.1\tUn bus\t"Mairie\nCAF"\tT2 2027\n1.2\tUn café\tÉcole\tjamais\n'


@pytest.fixture
def address(page: PageClient, cast: Cast) -> str:
    """Where the coordination pastes fiches."""
    page.force_login(cast.coordinatrice)
    return f"/c/{cast.convention.pk}/plan/actions/coller/"


def test_a_block_is_shown_before_anything_is_written(page: PageClient, cast: Cast, address: str) -> None:
    answer = page.post(address, {"bloc": BLOCK})
    said = text_of(answer)
    assert "1 fiche ajoutée, 1 case à corriger" in said
    assert "Ligne 3, colonne Fin : « jamais », ce n’est pas une date." in said
    assert 'value="title" selected' in answer.content.decode()
    assert [cell.text for line in answer.context["lines"] for cell in line if cell.wrong] == ["jamais"]
    assert Action.objects.filter(convention=cast.convention).count() == 2


def test_what_is_right_is_written_and_the_text_stays_for_the_rest(
    page: PageClient, cast: Cast, address: str
) -> None:
    answer = page.post(address, {"bloc": BLOCK, "sous": str(cast.node.pk), "do": "write"})
    assert answer.status_code == 422
    new = Action.objects.get(title="Un bus")
    assert ([pilot.label for pilot in new.pilots.all()], new.node, str(new.end_on)) == (
        ["Mairie", "CAF"],
        cast.node,
        "2027-06-30",
    )
    assert "jamais" in answer.context["text"]
    assert "1 case à corriger" in text_of(answer)
    undo(entry=Entry.objects.get(verb="plan.edited"), by=cast.coordinatrice)
    assert Action.objects.filter(convention=cast.convention).count() == 2


def test_without_headers_the_first_columns_are_the_reference_and_the_title(
    page: PageClient, cast: Cast, address: str
) -> None:
    page.post(address, {"bloc": "A1\tPremière\nA2\tDeuxième", "do": "write"})
    found = Action.objects.filter(convention=cast.convention, transversal=True).values_list("ref", "title")
    assert list(found) == [("A1", "Première"), ("A2", "Deuxième")]


def test_columns_are_chosen_by_hand(page: PageClient, address: str) -> None:
    shown = page.post(address, {"bloc": "x\tUn verger\ty\tLe pré"})
    chosen = {"colonne-0": "-", "colonne-1": "title", "colonne-2": "-", "colonne-3": "context"}
    data = {"bloc": "x\tUn verger\ty\tLe pré", "premiere": shown.context["mark"], **chosen, "do": "write"}
    page.post(address, data)
    assert Action.objects.get(title="Un verger").context == "Le pré"


def test_a_block_without_end_is_refused_and_kept(page: PageClient, address: str) -> None:
    answer = page.post(address, {"bloc": "Titre\n" + "Une action\n" * 600})
    assert "collez-en 500 au plus" in text_of(answer)
    assert answer.context["text"].startswith("Titre")


def test_the_preview_comes_alone_when_htmx_asks(page: PageClient, address: str) -> None:
    answer = page.fragment(address, {"bloc": BLOCK}, post=True)
    assert answer.content.lstrip().startswith(b'<div id="apercu"')


def test_htmx_only_looks(page: PageClient, cast: Cast, address: str) -> None:
    page.fragment(address, {"bloc": BLOCK, "do": "write"}, post=True)
    assert Action.objects.filter(convention=cast.convention).count() == 2


def test_the_same_block_sent_twice_is_written_once(page: PageClient, cast: Cast, address: str) -> None:
    for _ in range(2):
        page.post(address, {"bloc": "Titre\tContexte\nUn verger\tLe pré", "do": "write"})
    assert Action.objects.filter(convention=cast.convention).count() == 3


def test_a_pilot_pastes_indicators_into_their_fiche(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.pilote)
    place = f"/c/{cast.convention.pk}/plan/actions/{cast.action.pk}/indicateurs/coller/"
    block = "Indicateur\tComparaison\tCible\tUnité\nPlaces\tau moins\t12,5\tplaces\nBof\tau moins\tbeaucoup\t"
    answer = page.post(place, {"bloc": block, "do": "write"})
    assert "colonne Cible : « beaucoup », ce n’est pas un nombre." in text_of(answer)
    [indicator] = Indicator.objects.filter(action=cast.action)
    assert (indicator.label, str(indicator.target_value), indicator.target_unit) == (
        "Places",
        "12.5000",
        "places",
    )


def test_the_pages_lead_there(page: PageClient, cast: Cast, address: str) -> None:
    assert address in page.get(f"/c/{cast.convention.pk}/plan/").content.decode()
    editor = f"/c/{cast.convention.pk}/plan/actions/{cast.action.pk}/rubriques/indicators/"
    assert "indicateurs/coller/" in page.get(editor).content.decode()


def test_what_a_block_changes_in_place_is_shown(page: PageClient, cast: Cast, address: str) -> None:
    said = text_of(page.post(address, {"bloc": "Titre\tÉtat\nAction 1\tRéalisée"}))
    assert "1 fiche modifiée" in said
    assert "« Action 1 » est déjà dans le plan, la ligne la modifie." in said
    assert "État À venir Réalisée" in said
    assert Action.objects.get(pk=cast.action.pk).status == "a_venir"
