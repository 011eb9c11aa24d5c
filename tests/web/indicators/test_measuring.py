"""« Rendre mesurable » on the plan, and the library."""

from __future__ import annotations

from decimal import Decimal

import pytest

from maillage.conventions.models import Indicator
from maillage.conventions.operations import undo
from maillage.journal.models import Entry
from maillage.web.indicators.measuring.proposing import propose
from tests.cast import Cast
from tests.factories.conventions import IndicatorFactory
from tests.factories.figures import counted
from tests.web.testing import PageClient, text_of


@pytest.fixture
def site(page: PageClient, cast: Cast) -> PageClient:
    """The coordination at her desk."""
    page.force_login(cast.coordinatrice)
    return page


@pytest.fixture
def wish(cast: Cast) -> Indicator:
    """An indicator that nobody measures yet."""
    return IndicatorFactory.create(action=cast.action, label="Ouverture de 12 places au moins")


def here(cast: Cast, one: Indicator | None = None) -> str:
    """The list, or one of its lines."""
    return f"/c/{cast.convention.pk}/indicateurs/mesurer/{f'{one.pk}/' if one else ''}"


@pytest.mark.parametrize(
    ("label", "measure", "frequency", "target"),
    [
        ("Nombre de familles reçues", "nombre", "an", None),
        ("Taux d’occupation d’au moins 75 %", "taux", "an", "75"),
        ("Ouverture de l’espace jeunes", "jalon", "une_fois", None),
        ("4 permanences par trimestre", "nombre", "trimestre", "4"),
        ("Baisse de 20 % des demandes sans solution", "nombre", "an", "-20"),
        ("Une belle année", "", "", None),
    ],
)
def test_the_words_propose_a_measure_a_rhythm_and_a_target(
    label: str, measure: str, frequency: str, target: str | None
) -> None:
    found = propose(label, None)
    assert (found.measure, found.frequency) == (measure, frequency)
    assert (found.target["value"] if found.target else None) == target


def test_a_proposal_is_kept_changed_and_taken_back(site: PageClient, cast: Cast, wish: Indicator) -> None:
    assert "Ouverture de 12 places" in text_of(site.get(here(cast)))
    site.post(here(cast, wish), {"state": "kept"})
    wish.refresh_from_db()
    assert (wish.measure, wish.target_value) == ("nombre", Decimal(12))
    data = {f"m-{wish.pk}-measure": "jalon", f"m-{wish.pk}-frequency": "une_fois"}
    site.post(here(cast, wish), data)
    wish.refresh_from_db()
    assert (wish.measure, wish.target_op) == ("jalon", "")
    entry = Entry.objects.filter(verb="action.updated").first()
    assert entry is not None
    undo(entry=entry, by=cast.coordinatrice)
    wish.refresh_from_db()
    assert wish.measure == "nombre"


def test_a_wish_is_kept_in_words_and_looked_at_again(site: PageClient, cast: Cast, wish: Indicator) -> None:
    site.post(here(cast, wish), {"state": "wish"})
    wish.refresh_from_db()
    assert wish.wish
    assert "gardé en mots" in text_of(site.get(f"{here(cast)}?liste=souhaits"))
    site.post(here(cast, wish), {"state": "reopen"})
    wish.refresh_from_db()
    assert not wish.wish


def test_a_form_that_lacks_its_measure_says_so_and_keeps_the_rest(
    site: PageClient, cast: Cast, wish: Indicator
) -> None:
    answer = site.post(here(cast, wish), {f"m-{wish.pk}-op": ">=", f"m-{wish.pk}-value": "beaucoup"})
    assert answer.status_code == 422
    assert "Choisissez une mesure." in text_of(answer)
    assert 'value="beaucoup"' in answer.content.decode()
    data = {f"m-{wish.pk}-measure": "nombre", f"m-{wish.pk}-op": ">=", f"m-{wish.pk}-value": "beaucoup"}
    assert "n’est pas un nombre" in text_of(site.post(here(cast, wish), data))


@pytest.mark.usefixtures("wish")
def test_every_sure_proposal_is_kept_at_once(site: PageClient, cast: Cast) -> None:
    IndicatorFactory.create(action=cast.other_action, label="Nombre de jeunes")
    IndicatorFactory.create(action=cast.other_action, label="Une belle année")
    site.post(here(cast))
    assert Indicator.objects.filter(measure="nombre").count() == 2
    assert Entry.objects.filter(verb="plan.edited").count() == 1


def test_too_many_followed_are_said_calmly_with_what_to_do(site: PageClient, cast: Cast) -> None:
    for number in range(4):
        counted(cast.action, f"Places {number}")
    text = text_of(site.get(f"{here(cast)}?liste=suivis"))
    assert "4 indicateurs suivis dans cette fiche : au-delà de trois" in text
    assert "Au-delà de 30" not in text
    for number in range(27):
        counted(cast.other_action, f"Heures {number}")
    assert "31 indicateurs suivis. Au-delà de 30 pour une CTG" in text_of(site.get(here(cast)))


def test_the_library_is_searched_and_adds_to_a_fiche_once(site: PageClient, cast: Cast) -> None:
    base = f"/c/{cast.convention.pk}/indicateurs/reference/"
    text = text_of(site.get(f"{base}?q=creche+occup&fiche={cast.action.pk}"))
    assert "Taux d’occupation facturé des crèches" in text
    assert "Bénévoles" not in text
    data = {"fiche": cast.action.pk, "code": "occupation-facture"}
    assert "est ajouté à" in text_of(site.post(base, data, follow=True))
    assert Indicator.objects.get().standard == "occupation-facture"
    assert "est déjà dans cette fiche" in text_of(site.post(base, data, follow=True))


def test_a_fourth_indicator_of_a_fiche_and_a_thirty_first_of_the_plan_are_warned_about(
    site: PageClient, cast: Cast
) -> None:
    base = f"/c/{cast.convention.pk}/indicateurs/reference/"
    said = []
    for code in ("familles-laep", "seances-laep", "enfants-clas", "participants"):
        answer = site.post(base, {"fiche": str(cast.action.pk), "code": code}, follow=True)
        said.append("au-delà de trois" in text_of(answer))
    assert said == [False, False, False, True]
    for number in range(27):
        counted(cast.other_action, f"Compte {number}")
    warned = "31 indicateurs suivis : au-delà de 30"
    assert warned in text_of(site.get(f"/c/{cast.convention.pk}/indicateurs/"))


def test_the_library_adds_to_no_fiche_of_others(page: PageClient, cast: Cast) -> None:
    base = f"/c/{cast.convention.pk}/indicateurs/reference/"
    page.force_login(cast.pilote)
    assert page.post(base, {"fiche": cast.other_action.pk, "code": "benevoles"}).status_code == 403
    assert page.post(base, {"fiche": cast.foreign_action.pk, "code": "benevoles"}).status_code == 404
    assert page.get(f"{base}?fiche={cast.foreign_action.pk}").status_code == 404
    assert not Indicator.objects.exists()
