"""Figures answered by link: categories, notes and words, each in a field that fits."""

from __future__ import annotations

from decimal import Decimal

import pytest

from maillage.conventions.enums import MeasureType
from maillage.conventions.models import Answer, Indicator, IndicatorValue, Recipient
from tests.cast import Cast
from tests.factories.campaigns import answer_data, asked, asked_on, campaign_of, page_of
from tests.factories.figures import counted, sexes, value_of
from tests.web.testing import PageClient, text_of


def split(cast: Cast) -> Indicator:
    """A figure told apart by sex, 12 women in 2024."""
    indicator = counted(cast.action, "Jeunes accueillis", breakdown=sexes(cast.convention))
    value_of(indicator, "2024", "12", category="f")
    return indicator


@pytest.fixture
def recipient(cast: Cast) -> Recipient:
    """Somebody asked about one action and its figures of 2025."""
    return asked(campaign_of(cast.convention, period="2025"), cast.action)


def send(page: PageClient, cast: Cast, recipient: Recipient, **typed: str) -> int:
    """Press « Envoyer » on the card; the code of the answer."""
    data = answer_data(asked_on(recipient, cast.action), **typed)
    return int(page.post(page_of(recipient), data).status_code)


def test_the_categories_of_a_figure_are_asked_and_kept(
    page: PageClient, cast: Cast, recipient: Recipient
) -> None:
    indicator = split(cast)
    words = text_of(page.get(page_of(recipient)))
    assert "Le détail par sexe" in words
    assert "12 en 2024" in words
    assert "Non précisé" not in words
    name = f"figure-{indicator.pk}"
    send(page, cast, recipient, **{name: "30", f"{name}-f": "14", f"{name}-h": "16"})
    kept = dict(IndicatorValue.objects.filter(period="2025").values_list("category", "number"))
    assert kept == {"": Decimal(30), "f": Decimal(14), "h": Decimal(16)}
    told = [one["label"] for one in Answer.objects.get().figures.values()]
    assert told == ["Jeunes accueillis", "Jeunes accueillis, Femmes", "Jeunes accueillis, Hommes"]


def test_a_category_that_cannot_be_read_is_said_beside_it(
    page: PageClient, cast: Cast, recipient: Recipient
) -> None:
    indicator = split(cast)
    assert send(page, cast, recipient, **{f"figure-{indicator.pk}-f": "beaucoup"}) == 422
    assert not IndicatorValue.objects.filter(period="2025").exists()


def test_a_category_that_is_not_asked_is_left_aside(
    page: PageClient, cast: Cast, recipient: Recipient
) -> None:
    indicator = split(cast)
    send(page, cast, recipient, **{f"figure-{indicator.pk}-x": "3", f"figure-{indicator.pk}-zz": "3"})
    assert not IndicatorValue.objects.filter(period="2025").exists()


def test_an_appreciation_is_a_note_and_words(page: PageClient, cast: Cast, recipient: Recipient) -> None:
    indicator = counted(cast.action, "Accueil des familles", measure=MeasureType.APPRECIATION)
    typed = {f"note-{indicator.pk}": "4", f"figure-{indicator.pk}": "Un lieu connu."}
    assert "4 sur 5" in text_of(page.get(page_of(recipient)))
    send(page, cast, recipient, **typed)
    value = IndicatorValue.objects.get(period="2025")
    assert (value.number, value.words) == (Decimal(4), "Un lieu connu.")
    html = page.get(page_of(recipient)).content.decode()
    assert '<option value="4" selected>4 sur 5</option>' in html
    page.post(page_of(recipient), {"take_back": str(asked_on(recipient, cast.action).pk)})
    assert not IndicatorValue.objects.filter(period="2025").exists()
    again = page.get(page_of(recipient)).content.decode()
    assert '<option value="4" selected>4 sur 5</option>' in again
    assert "Un lieu connu.</textarea>" in again


def test_a_verbatim_is_answered_in_words(page: PageClient, cast: Cast, recipient: Recipient) -> None:
    indicator = counted(cast.action, "Ce que disent les parents", measure=MeasureType.VERBATIM)
    said = "On se croise enfin.\r\nLe mercredi surtout."
    send(page, cast, recipient, **{f"figure-{indicator.pk}": said})
    assert IndicatorValue.objects.get().words == "On se croise enfin.\nLe mercredi surtout."


def test_the_paper_has_a_line_for_each_category(page: PageClient, cast: Cast, recipient: Recipient) -> None:
    split(cast)
    page.force_login(cast.coordinatrice)
    address = f"/c/{cast.convention.pk}/suivi/campagnes/{recipient.campaign_id}/papier/"
    words = text_of(page.get(f"{address}?personne={recipient.pk}"))
    assert "Jeunes accueillis : Femmes (12 en 2024)" in words
